import type { Config, Secrets } from './config/environment.ts';
import { createSignIn } from './github/sign-in.ts';
import { createUserTokens } from './github/user-tokens.ts';
import { oneTimeSecrets } from './one-time-secrets.ts';
import type { Clock } from './ports/clock.ts';
import type { Log } from './ports/log.ts';
import type { Ports } from './ports/ports.ts';
import type { GithubSignIn } from './ports/sign-in.ts';
import { createSealing } from './sealing/create-sealing.ts';
import type { Route } from './server.ts';
import type { OwnTeam } from './slack/own-team.ts';
import { type LinkRoutes, linkRoutes } from './web/link-routes.ts';
import type { Wordings } from './wording/wording-for.ts';

/** Signing in needs an address that people's browsers find, and what GitHub knows the App by; null where either is missing. */
export function signInWay(
  { publicUrl, githubAppClientId: clientId, githubWebUrl, githubApiUrl }: Config,
  { githubAppClientSecret: clientSecret }: Secrets,
  { teamId, teamName, isOneOfSeveral }: OwnTeam & { readonly isOneOfSeveral: boolean },
  { now }: Clock,
  log: Log,
): GithubSignIn | null {
  if (publicUrl === null || clientId === null || clientSecret === null) return null;
  const team = { id: teamId, name: teamName };
  return createSignIn({
    publicUrl,
    clientId,
    clientSecret,
    githubWebUrl,
    githubApiUrl,
    team,
    workspace: isOneOfSeveral ? teamId : null,
    secrets: oneTimeSecrets,
    now,
    log,
  });
}

/** What people's own tokens need: to be exchanged at GitHub, and to be sealed before they are kept. */
export function ownTokenPorts(
  { githubAppClientId: clientId, githubWebUrl, githubApiUrl }: Config,
  { githubAppClientSecret: clientSecret, encryptionKeys }: Secrets,
  { now }: Clock,
  log: Log,
): Pick<Ports, 'userTokens' | 'sealing'> {
  return {
    userTokens: createUserTokens({ clientId, clientSecret, githubWebUrl, githubApiUrl, now, log }),
    sealing: createSealing(encryptionKeys),
  };
}

/** The pages of it for one workspace; null where nobody can sign in. */
export function linkRoutesOf(
  ports: Ports,
  wordings: Wordings,
  { publicUrl, githubWebUrl }: Config,
  workspace: string | null,
): LinkRoutes | null {
  const { signIn } = ports;
  if (signIn === null || publicUrl === null) return null;
  return linkRoutes({ ports: { ...ports, signIn }, wordings, publicUrl, githubWebUrl, workspace });
}

export function linkPaths(routes: LinkRoutes | null): readonly (readonly [string, Route])[] {
  if (routes === null) return [];
  return [
    ['/github/link', routes.link],
    ['/github/callback', routes.callback],
  ];
}
