import type { Places } from '../config/environment.ts';
import type { Fault } from '../ports/fault.ts';
import { asSlackFault } from '../slack/slack-fault.ts';
import { createAppClient, createWebClients } from '../slack/web-clients.ts';
import { setUp } from '../wording/english/set-up.ts';

/** What a value is by its looks: people paste the one beside it. */
export function kindOf(given: string): 'bot' | 'app' | 'user' | 'configuration' | 'unknown' {
  if (/^xoxb-[A-Za-z0-9-]+$/.test(given)) return 'bot';
  if (/^xapp-[A-Za-z0-9-]+$/.test(given)) return 'app';
  if (given.startsWith('xoxp-')) return 'user';
  return given.startsWith('xoxe') ? 'configuration' : 'unknown';
}

/** What is wrong with it as it stands, before anybody is asked. */
export function problemOfBotToken(given: string): string | null {
  const kind = kindOf(given);
  return kind === 'bot' ? null : setUp.notBotToken[kind];
}

export function problemOfAppToken(given: string): string | null {
  const kind = kindOf(given);
  return kind === 'app' ? null : setUp.notAppToken[kind];
}

export function problemOfSigningSecret(given: string): string | null {
  if (kindOf(given) !== 'unknown') return setUp.notSigningSecretButToken;
  return /^[0-9a-f]{32}$/i.test(given) || /^[\w-]{16,}$/.test(given) ? null : setUp.notSigningSecret;
}

/** What was found of a token: the workspace where it works, or what is wrong. `isOutage`: nothing is known of the token. */
export type Tried = { readonly team: string } | { readonly problem: string; readonly isOutage: boolean };

const refusals: Readonly<Record<string, string>> = {
  invalid_auth: setUp.tokenUnknown,
  not_authed: setUp.tokenUnknown,
  token_revoked: setUp.tokenRevoked,
  token_expired: setUp.tokenExpired,
  account_inactive: setUp.tokenInactive,
};

/** What Slack's refusal of a token says of it. */
export function refusalOf({ code, trouble }: Pick<Fault, 'code' | 'trouble'>, isAppToken: boolean): Tried {
  if (trouble === 'passing') return { problem: setUp.slackOutage(code), isOutage: true };
  if (code === 'link_disabled') return { problem: setUp.socketModeOff, isOutage: false };
  if (isAppToken && code === 'missing_scope') return { problem: setUp.appTokenScope, isOutage: false };
  return { problem: refusals[code] ?? setUp.tokenRefused(code), isOutage: false };
}

/** Which of the scopes that are needed a token lacks; null where Slack did not say which it has. */
export function missingScopes(granted: readonly string[] | null, needed: readonly string[]): readonly string[] {
  return granted === null ? [] : needed.filter((scope) => !granted.includes(scope));
}

export async function tryBotToken(token: string, { slackApiUrl }: Places, needed: readonly string[]): Promise<Tried> {
  try {
    const told = await createWebClients({ botToken: token, apiUrl: slackApiUrl }).background.auth.test();
    const missing = missingScopes(told.response_metadata?.scopes ?? null, needed);
    return missing.length > 0
      ? { problem: setUp.scopesMissing(missing), isOutage: false }
      : { team: String(told.team) };
  } catch (error) {
    return refusalOf(asSlackFault(error), false);
  }
}

export async function tryAppToken(token: string, { slackApiUrl }: Places): Promise<Tried> {
  try {
    await createAppClient({ appToken: token, apiUrl: slackApiUrl }).apps.connections.open({});
    return { team: '' };
  } catch (error) {
    return refusalOf(asSlackFault(error), true);
  }
}
