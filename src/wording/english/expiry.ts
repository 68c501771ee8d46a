import type { RequestNumber } from '../../domain/ids.ts';
import type { Threshold } from '../../domain/notices/due-notice.ts';
import type { Outdated } from '../../domain/notices/reminder-now.ts';
import { requestName, type TokenRequest } from '../../domain/requests/token-request.ts';
import { isNamedAlike } from '../../domain/tokens/match.ts';
import type { ActiveToken } from '../../domain/tokens/token.ts';
import type { Speech } from '../speech.ts';
import { agreedAs, asSponsor, counted, inDays, listed, utcDay } from './terms.ts';

type Audience = 'holder' | 'sponsor' | 'warned' | 'reviewers';

/** `days` until each ends, the soonest first; null where it has ended. */
function allEnd(days: readonly (number | null)[]): string {
  const left = days.filter((one) => one !== null);
  const ended = days.length - left.length;
  const [soonest] = left;
  if (soonest === undefined) return ' expired';
  const when = inDays(soonest);
  const ends = `${left.length === 1 ? 'expires' : 'expire'} ${left.every((one) => inDays(one) === when) ? when : `soon, the first ${when}`}`;
  return ended === 0 ? ` ${ends}` : `: ${ended} expired, ${left.length} ${ends}`;
}

const asSponsorOf = (users: number): string =>
  users === 1 ? asSponsor : 'You get this as the sponsor of these machine users.';

/** `of`: how many are named that can still be renewed; none where each renewal is requested already. */
function renewOrNot(of: number): string {
  if (of === 0) return '';
  return of === 1
    ? 'If it’s still needed, renew it. If not, let it end, and we’ll stop reminding you of it.'
    : 'Renew what is still needed. Let the rest end, and we’ll stop reminding you of it.';
}

/** `of`: how many have ended and have no renewal. */
function requestAnew(of: number, command: string): string {
  if (of === 0) return '';
  return of === 1
    ? `If it’s still needed, request a new one with ${command} request. Then replace it, and delete the old one on GitHub.`
    : `If any is still needed, request a new one with ${command} request. Then replace it, and delete the old one on GitHub.`;
}

export const expiry = (command: string) => ({
  expiryTitle: (days: readonly (number | null)[], organization: string, speech: Speech): string =>
    `${counted(days.length, 'token')} for ${speech.name(organization)}${allEnd(days)}`,
  expiryLine: (
    threshold: Threshold,
    days: number,
    name: string,
    agreed: string,
    login: string | null,
    when: string,
    /** Where it is the only one, and nothing above it names the organization. */
    organization: string | null,
  ): string => {
    const place = organization === null ? '' : ` for ${organization}`;
    const what = `${login === null ? '' : `${login}’s `}${name}${agreed === '' ? '' : ` (${agreed})`}${place}`;
    if (threshold === 'expired') return `${what} expired on ${when}. It no longer works.`;
    // The evening before: the morning's message of that day said "tomorrow" already.
    const isLast = threshold === 0 && days === 1;
    return `${what} expires ${inDays(days)}${isLast ? ' morning' : ''}, on ${when}.`;
  },
  /** Below what a reminder said: what is so by now. `asOf`: the day on which that is seen. */
  reminderNow: (so: Outdated, asOf: string, isTheirs: boolean, speech: Speech): string => {
    const outdated = 'This is out of date';
    switch (so.is) {
      case 'moved':
        return `${outdated}: as of ${asOf} it ${so.expiresAt === null ? 'never expires' : `expires on ${speech.instant(so.expiresAt)}`}.`;
      case 'revoked':
        return `${outdated}: it was revoked on ${speech.instant(so.at)}.`;
      case 'gone':
        return `${outdated}: it lost access on ${speech.instant(so.at)}.`;
      case 'expired':
        return `${outdated}: it expired on ${speech.instant(so.at)}.`;
      case 'replaced':
        return `${outdated}: the token of ${requestName(so.by)} replaces it.`;
      case 'revoking':
        return `${outdated}: it’s being revoked.`;
      case 'repeated':
        return 'Our newer message about it is up to date.';
      case 'declined':
        return isTheirs ? 'You let it end, so we won’t remind you of it again.' : 'Its holder lets it end.';
    }
  },
  /** Below that it has expired. */
  endedReplaced: (by: RequestNumber): string =>
    `The token of ${requestName(by)} replaces it, so there is nothing to do.`,
  /** Empty where nothing is left to do. */
  expiryNext: (
    audience: Audience,
    isOver: boolean,
    logins: readonly string[],
    isHolderLinked: boolean,
    of: { readonly ended: number; readonly renewable: number },
  ): string => {
    const next = isOver ? requestAnew(of.ended, command) : renewOrNot(of.renewable);
    return {
      holder: next,
      sponsor: `${asSponsorOf(logins.length)} ${next}`.trimEnd(),
      warned: `${listed(logins)} can’t be reached here, so we tell you. Please let them know, or somebody who can replace the token.`,
      reviewers: isHolderLinked
        ? `${listed(logins)} can’t be reached here, so we tell you. Please let them know.`
        : 'We can’t tell its holder: their GitHub account isn’t linked to Slack. Please let them know.',
    }[audience];
  },
  /** Said only where the token does not have the name that was agreed. */
  agreedUnder: (token: ActiveToken, request: TokenRequest | null, speech: Speech): string =>
    request === null || isNamedAlike(token.tokenName, request.tokenName) ? '' : agreedAs(token, request, speech),
  day: utcDay,
  beingRevoked: 'being revoked',
  /** `machineUser`: whose it is where it is not the reader's own. */
  tokenLine: (name: string, machineUser: string | null, when: string | null): string =>
    `${name}${machineUser === null ? '' : ` of ${machineUser}`}, ${when === null ? 'no expiry date' : `expires on ${when}`}`,
});
