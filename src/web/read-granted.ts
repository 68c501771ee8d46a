import type { Installation as Granted } from '@slack/oauth';
import type { Instant, SlackUserId } from '../domain/ids.ts';
import type { InstallProblem } from '../domain/install-problem.ts';
import type { Installation } from '../ports/installations.ts';

/** The same marks as in a policy file's name, which it becomes: no other name may be made of what an answer says. */
const teamId = /^[TE][A-Z0-9]{2,30}$/;

/** What Slack's answer may look like: its types promise more than anybody checked. */
type Loose = { readonly [K in keyof Granted]?: (K extends 'tokenType' ? string : Granted[K]) | null | undefined };

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/**
 * The installation that Slack granted, or why it is none of ours to keep: it has to be a bot's, with a token that does not end by itself, and with all that
 * we ask for. An app that lacks a scope would fail in the middle of somebody's request.
 */
export function readGranted(
  granted: Loose,
  asked: readonly string[],
  installedAt: Instant,
): { readonly installation: Installation } | { readonly problem: InstallProblem } {
  const { bot, user } = granted;
  const isForEnterprise = granted.isEnterpriseInstall === true;
  const botToken = text(bot?.token);
  if (!bot || botToken === null || granted.tokenType !== 'bot' || !botToken.startsWith('xoxb-')) {
    return { problem: { why: 'no_bot' } };
  }
  if (bot.refreshToken !== undefined || bot.expiresAt !== undefined) return { problem: { why: 'rotating' } };
  const missing = asked.filter((scope) => !bot.scopes.includes(scope));
  if (missing.length > 0) return { problem: { why: 'missing_scopes', scopes: missing } };
  const enterpriseId = text(granted.enterprise?.id);
  const place = isForEnterprise ? granted.enterprise : granted.team;
  const id = text(place?.id);
  const installedBy = text(user?.id);
  if (id === null || !teamId.test(id) || id.startsWith('E') !== isForEnterprise || installedBy === null) {
    return { problem: { why: 'unreadable' } };
  }
  return {
    installation: {
      ...{ teamId: id, enterpriseId, isForEnterprise, teamName: text(place?.name) ?? id, botToken },
      ...{ botUserId: text(bot.userId), installedBy: installedBy as SlackUserId, installedAt },
    },
  };
}
