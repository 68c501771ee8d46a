import type { Threshold } from '../../domain/notices/due-notice.ts';
import type { TokenRequest } from '../../domain/requests/token-request.ts';
import { isNamedAlike } from '../../domain/tokens/match.ts';
import type { ActiveToken } from '../../domain/tokens/token.ts';
import type { Speech } from '../speech.ts';
import { agreedAs, counted, utcDay } from './terms.ts';

export const expiry = (command: string) => ({
  expiryTitle: (count: number, organization: string, speech: Speech): string =>
    count === 1 ? `A token for ${speech.quoted(organization)}` : `${count} tokens for ${speech.quoted(organization)}`,
  expiryLine: (
    threshold: Threshold,
    days: number,
    name: string,
    agreed: string,
    login: string | null,
    when: string,
  ): string => {
    const what = `${name}${agreed === '' ? '' : ` (${agreed})`}${login === null ? '' : ` of ${login}`}`;
    if (threshold === 'expired') return `${what} expired on ${when}. It no longer works.`;
    if (days <= 0) return `${what} expires today, on ${when}.`;
    return days === 1
      ? `${what} expires tomorrow, on ${when}.`
      : `${what} expires in ${counted(days, 'day')}, on ${when}.`;
  },
  expiryNext: {
    holder: `If you still need it, ask for a new one with ${command} request, replace it where it is used, and delete the old one on GitHub. If you don’t, nothing is for you to do.`,
    sponsor: `You get this as the sponsor of this machine user. If it is still needed, request a new one for it with ${command} request, replace it where it is used, and delete the old one on GitHub. If not, just let it expire.`,
    reviewers: 'Its holder is not linked to a Slack account here, so you are told. Please let them know.',
  },
  /** Said only where the token does not have the name that was agreed. */
  agreedUnder: (token: ActiveToken, request: TokenRequest | null, speech: Speech): string =>
    request === null || isNamedAlike(token.tokenName, request.tokenName) ? '' : agreedAs(token, request, speech),
  day: utcDay,
  beingRevoked: 'it is being revoked',
  /** `machineUser`: whose it is where it is not the reader's own. */
  tokenLine: (name: string, machineUser: string | null, when: string | null): string =>
    `${name}${machineUser === null ? '' : ` of ${machineUser}`}, ${when === null ? 'never expires' : `expires on ${when}`}`,
});
