import type { RequestNumber } from '../../domain/ids.ts';
import { requestName } from '../../domain/requests/token-request.ts';
import type { Agreement } from '../../domain/scope/agreement.ts';
import { undoneDenial } from '../../domain/tokens/advance-pending-token.ts';
import type { Ending } from '../../domain/tokens/ending.ts';
import { endsTooLate, namesAmong } from '../../domain/tokens/possible-requests.ts';
import type { PendingToken } from '../../domain/tokens/token.ts';
import type { Speech } from '../speech.ts';
import { endings } from './endings.ts';
import { machineUsers } from './machine-users.ts';
import { isTaken, wasOf, whatWaits, yours } from './pending-tokens.ts';
import { asSponsor, capital, passedOn, toEndInTime } from './terms.ts';
import { widerThanAccepted, withinAccepted } from './who-decided.ts';

type HeldToken = {
  readonly mayExplain: boolean;
  readonly isSponsored: boolean;
  readonly isUntold: boolean;
  readonly ending: Ending | null;
  readonly unused: RequestNumber | null;
  readonly takenBy?: string | null;
  readonly isEdit?: boolean;
  /** What it was accepted with as it was, where it is compared with that. */
  readonly accepted?: Agreement | null;
};

const tellOwners = 'Tell the owners why you need it, so that they can decide.';
const narrow = 'Narrow it on GitHub and we’ll approve it automatically';

/** No other token is approved within what was accepted as it was, and no request says yet what more is for. */
function nextIfWider(
  { number, excess }: Extract<PendingToken['match'], { kind: 'exceeds' }>,
  { isUntold, mayExplain, isEdit }: HeldToken,
  command: string,
): string {
  const isTooLate = endsTooLate(excess);
  // Its request has let in this token, and lets in no second one.
  if (number === null || (isEdit === true && isUntold)) {
    if (isUntold || isTooLate) return mayExplain ? tellOwners : 'An owner has to decide.';
    return mayExplain ? `${narrow}. Or tell the owners why you need it.` : `${narrow}, or wait for an owner.`;
  }
  if (isTooLate && !isUntold) return toEndInTime(excess, command);
  return isUntold
    ? `Create a new token within ${requestName(number)}, and we’ll approve it automatically (then delete this one). Or wait for an owner.`
    : `${narrow}, or wait for an owner.`;
}

/** To the holder of a token that is held. */
export const heldTokens = (command: string) => ({
  /** That it is held, and why. */
  pendingTokenHeld: (token: PendingToken, organization: string, held: HeldToken, speech: Speech): string => {
    const own = yours(token, organization, held.isSponsored, speech);
    const what = capital(whatWaits(token, organization, held, speech));
    const keeps = held.isEdit === true ? ' The token keeps its present access meanwhile.' : '';
    const asked = 'We’ve asked the owners.';
    switch (token.heldWhy) {
      case 'github_refused':
        return undoneDenial(token) === null
          ? `${what} is on hold, because GitHub refused our approval. ${asked}${keeps}`
          : `${what} is on hold. An owner denied it, but GitHub refused that. ${asked}${keeps}`;
      case 'not_a_member': {
        const who = held.isSponsored ? 'its holder isn’t' : 'you aren’t';
        return `${what} is on hold, because ${who} an active member of ${speech.name(organization)} now. ${asked}`;
      }
      case 'sponsor_left':
        return `${what} is on hold, because its sponsor isn’t an active member of ${speech.name(organization)} now. ${asked}`;
      case 'reviewer_gone':
        return `${what} is on hold, because whoever approved it is no longer an owner. ${asked}${keeps}`;
      case 'observing':
        return `${what} is waiting for an owner on GitHub${'number' in token.match ? `. ${capital(withinAccepted(held.accepted ?? null, token.match.number, speech))}` : ''}.${keeps}`;
      case 'ended_before':
        return endings
          .heldAsEnded(held.ending?.isEdit === true ? `A change of ${own}` : what, held, command, speech)
          .join(' ')
          .concat(keeps);
    }
    if (isTaken(token)) {
      const now = held.takenBy == null ? ' has another token' : `’s token is ${speech.quoted(held.takenBy)} now`;
      return `${what} is on hold: ${wasOf(token)}${now}. ${asked}${keeps}`;
    }
    if (wasOf(token) !== null)
      return `${what} is on hold: ${wasOf(token)}, its request, is no longer open. ${asked}${keeps}`;
    return token.match.kind === 'exceeds'
      ? `${what} is on hold: it’s ${widerThanAccepted(held.accepted ?? null, token.match.number, speech)}.${keeps}`
      : `${what} is on hold because nobody has approved it yet. ${asked}${keeps}`;
  },
  /** To whoever stood for it before. */
  passedOn: ({ tokenName }: PendingToken, organization: string, isTakenOver: boolean, speech: Speech): string =>
    `The token ${speech.quoted(tokenName)} for ${speech.name(organization)} is waiting for approval. ${passedOn(isTakenOver)}`,
  /** What they can do. */
  pendingTokenHeldNext: (token: PendingToken, held: HeldToken, speech: Speech): string => {
    if (token.heldWhy !== null) return held.isSponsored ? asSponsor : '';
    if (token.match.kind === 'exceeds') {
      const next = nextIfWider(token.match, held, command);
      return held.isSponsored ? `${next} ${asSponsor}` : next;
    }
    if (isTaken(token)) {
      const both = held.mayExplain ? ' If you need both, tell the owners why.' : '';
      return `Delete this one on GitHub if it isn’t needed any more.${both}${held.isSponsored ? ` ${asSponsor}` : ''}`;
    }
    if (held.isSponsored) return machineUsers(command).requestForIt(token.holder.login, speech);
    if (wasOf(token) !== null) return held.mayExplain ? tellOwners : '';
    return held.mayExplain
      ? `${tellOwners} Next time, request it first with ${command} request.`
      : `Next time, request it first with ${command} request. Then we approve it automatically.`;
  },
  /** After the news that the request was denied which it waited for. */
  leftOnHold: (tokens: readonly PendingToken[], speech: Speech): string => {
    const { named, hidden } = namesAmong(tokens);
    const names = `${named.map(speech.quoted).join(', ')}${hidden === 0 ? '' : `, and ${hidden} more`}`;
    return tokens.length === 1
      ? `Its token ${names} is on hold on GitHub, and only an owner can approve it now. Tell them why with ${command} list, or delete it.`
      : `${tokens.length} tokens that waited for it are on hold on GitHub: ${names}. Only an owner can approve them now. Tell the owners why with ${command} list, or delete them.`;
  },
  explainTitle: 'Tell the owners why',
  explainIntro: (token: PendingToken, speech: Speech): string =>
    `Request the token ${speech.quoted(token.tokenName)} exactly as it is on GitHub. The owners will decide on this:`,
});
