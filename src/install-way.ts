import type { Config, Secrets } from './config/environment.ts';
import { manifestScopes } from './config/slack-manifest.ts';
import { type Policy, scopesOfPolicy } from './domain/policy/policy.ts';
import { oneTimeSecrets } from './one-time-secrets.ts';
import { createInstallationStore } from './operations/people/create-installation-store.ts';
import type { Clock } from './ports/clock.ts';
import type { InstallationStore } from './ports/installations.ts';
import type { Log } from './ports/log.ts';
import type { Pace } from './ports/pace.ts';
import type { Store } from './ports/store.ts';
import { createSealing } from './sealing/create-sealing.ts';
import type { Route } from './server.ts';
import { createGiveBack } from './slack/give-back-token.ts';
import { asSlackFault, isSlackError } from './slack/slack-fault.ts';
import { clientOptions } from './slack/web-clients.ts';
import { type InstallOptions, installRoutes } from './web/install-routes.ts';
import { installStates, stateSeconds } from './web/install-states.ts';
import type { Wordings } from './wording/wording-for.ts';

/** Where each of several workspaces keeps its installation: in its own database, sealed. */
export function sealedInstallations(
  { encryptionKeys }: Pick<Secrets, 'encryptionKeys'>,
  clock: Pick<Clock, 'now'>,
): (store: Store, workspace: string) => InstallationStore {
  const sealing = createSealing(encryptionKeys);
  return (store, workspace) => createInstallationStore(store, sealing, workspace, clock);
}

/** What several workspaces are installed by; the environment was refused where any of it is missing. */
export function installSettings(
  { publicUrl, slackClientId: clientId, slackApiUrl }: Config,
  { slackClientSecret: clientSecret }: Secrets,
  /** Of those that have a policy file now. */
  policies: readonly Policy[],
): Pick<InstallWay, 'publicUrl' | 'clientId' | 'clientSecret' | 'slackApiUrl' | 'scopes'> {
  if (publicUrl === null || clientId === null || clientSecret === null)
    throw new Error('several workspaces without what installs them were let through');
  // What one policy needs is asked for in each of them: nobody knows yet which one it will be.
  const scopes = [...new Set([...manifestScopes(), ...policies.flatMap((policy) => [...scopesOfPolicy(policy)])])];
  return { publicUrl, clientId, clientSecret, slackApiUrl, scopes };
}

/** What the pages of Slack's OAuth installation need. */
export type InstallWay = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly publicUrl: string;
  readonly slackApiUrl: string;
  readonly scopes: readonly string[];
  readonly wordings: Wordings;
  readonly ports: { readonly clock: Clock; readonly pace: Pace; readonly log: Log };
  readonly installed: InstallOptions['installed'];
};

/** The page of Slack's on which somebody chooses a workspace. */
function authorizeUrl(slackApiUrl: string): URL {
  return new URL('/oauth/v2/authorize', slackApiUrl);
}

/** Slack leads from its own host on to the workspace's: acme.slack.com. */
function pagesOf({ protocol, host, origin }: URL): readonly string[] {
  return protocol === 'https:' ? [origin, `https://*.${host}`] : [origin];
}

/** The paths by which the app is installed in workspaces. The library is loaded by whoever asks for them alone. */
export async function installPaths(way: InstallWay): Promise<readonly (readonly [string, Route])[]> {
  const { clientId, clientSecret, publicUrl, slackApiUrl, scopes, wordings, ports, installed } = way;
  const { InstallProvider } = await import('@slack/oauth');
  const authorize = authorizeUrl(slackApiUrl);
  const asked = { scopes: [...scopes], redirectUri: `${publicUrl}/slack/oauth_redirect` };
  const states = installStates(oneTimeSecrets, clientSecret, ports.clock, asked);
  const provider = new InstallProvider({
    ...{ clientId, clientSecret, authorizationUrl: authorize.href, installUrlOptions: asked, directInstall: true },
    stateStore: states,
    // No other host under the same domain can set one that is called so.
    stateCookieName: `${publicUrl.startsWith('https:') ? '__Host-' : ''}countersign-install`,
    stateCookieExpirationSeconds: stateSeconds,
    logger: clientOptions(slackApiUrl, 0).logger,
    clientOptions: clientOptions(slackApiUrl, 10_000),
  });
  const routes = installRoutes({
    ...{ provider, states, scopes, publicUrl, wordings, ports, installed },
    slackUrls: pagesOf(authorize),
    faultOf: (error) => (isSlackError(error) ? asSlackFault(error) : null),
    giveBack: createGiveBack(slackApiUrl),
  });
  return [
    ['/slack/install', routes.install],
    ['/slack/oauth_redirect', routes.redirect],
  ];
}
