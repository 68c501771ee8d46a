import type { RequestNumber, SlackUserId } from '../../domain/ids.ts';
import type { RequestReason } from '../../domain/requests/reasons-against.ts';
import { requestName } from '../../domain/requests/token-request.ts';
import type { Agreement } from '../../domain/scope/agreement.ts';
import { undoneDenial } from '../../domain/tokens/advance-pending-token.ts';
import { asSaidSince, isApprovalUnsaid } from '../../domain/tokens/anothers-approval.ts';
import { type ActiveToken, isLiving, type PendingToken } from '../../domain/tokens/token.ts';
import type { Speech } from '../speech.ts';
import { endings } from './endings.ts';
import { holder, tokenOf } from './holder.ts';
import { namedOnGithub } from './own-tokens.ts';
import { renewedRevoked } from './renewals.ts';
import { policySays, tokenReason } from './rules.ts';
import { capital } from './terms.ts';
import {
  becameActive,
  decided,
  decidedBy,
  expiredDenied,
  unsaid,
  widerThanAccepted,
  withinAccepted,
} from './who-decided.ts';

/** In a sentence to its holder, or to whoever stands for a machine user. */
export function yours(
  { tokenName, holder: { login } }: PendingToken,
  organization: string,
  isSponsored: boolean,
  speech: Speech,
): string {
  const sponsored = { login, slackId: null, isMachineUser: true };
  const token = isSponsored ? tokenOf(sponsored, tokenName, speech) : `your token ${speech.quoted(tokenName)}`;
  return `${token} for ${speech.name(organization)}`;
}

/** The same, or a change of it that waits while the token goes on as it was. */
export function whatWaits(
  token: PendingToken,
  organization: string,
  { isSponsored, isEdit }: { readonly isSponsored: boolean; readonly isEdit?: boolean },
  speech: Speech,
): string {
  return `${isEdit === true ? 'a change of ' : ''}${yours(token, organization, isSponsored, speech)}`;
}

/** Which of our reviews it was that GitHub refused. */
function refusedOf(token: PendingToken): 'denial' | 'approval' {
  return undoneDenial(token) === null ? 'approval' : 'denial';
}

/** What is wrong with it, after whose it is. */
function isWrong(token: PendingToken, accepted: Agreement | null, speech: Speech): string {
  if (token.status !== 'held') return token.status === 'open' ? ' is waiting for approval' : '';
  switch (token.heldWhy) {
    case 'github_refused':
      return ` is on hold: GitHub refused our ${refusedOf(token)}`;
    case 'not_a_member':
      return ' is on hold: its holder isn’t a member now';
    case 'sponsor_left':
      return ' is on hold: its sponsor isn’t a member now';
    case 'reviewer_gone':
      return ' is on hold: its approver is no longer an owner';
    case 'ended_before':
      return wasOf(token) === null ? ' is waiting for approval again' : ' is waiting for approval';
    case 'observing':
      return ' is waiting for approval';
  }
  if (token.match.kind === 'exceeds') return ` is ${widerThanAccepted(accepted, token.match.number, speech)}`;
  const was = wasOf(token);
  return ` is waiting for approval${was === null ? '' : `, and ${was}, its request, ${isTaken(token) ? 'has another token' : 'is no longer open'}`}`;
}

/** Its request let in another. */
export function isTaken({ match }: PendingToken): boolean {
  return match.kind === 'unclaimed' && match.isTaken === true;
}

/** The request that it waited for, and that came to nothing. */
export function wasOf({ match }: PendingToken): string | null {
  return match.kind === 'unclaimed' && match.was !== undefined ? requestName(match.was) : null;
}

export const pendingTokens = (command: string) => ({
  /** The first line of a card: whose token it is, and what is wrong with it. */
  pendingTokenCard: (
    token: PendingToken,
    organization: string,
    slackId: SlackUserId | null,
    speech: Speech,
    {
      isMachineUser = false,
      isEdit = false,
      accepted = null,
    }: { readonly isMachineUser?: boolean; readonly isEdit?: boolean; readonly accepted?: Agreement | null } = {},
  ): string => {
    const whose = { login: token.holder.login, slackId, isMachineUser };
    const place = speech.name(organization);
    if (
      token.status === 'held' &&
      token.heldWhy === null &&
      token.match.kind === 'unclaimed' &&
      wasOf(token) === null
    ) {
      const did = `${isEdit ? 'changed' : 'created'} the token ${speech.quoted(token.tokenName)} for ${place}`;
      return capital(`${holder(whose, speech)} ${did} without a request`);
    }
    const what = `${tokenOf(whose, token.tokenName, speech)} for ${place}`;
    return capital(`${isEdit ? `a change of ${what}` : what}${isWrong(token, accepted, speech)}`);
  },
  /** `isEdit`: the token can reach the organization already, with another scope. */
  pendingTokenMatch: (token: PendingToken, isEdit: boolean, accepted: Agreement | null, speech: Speech): string => {
    switch (token.match.kind) {
      case 'exceeds':
        return `It’s ${widerThanAccepted(accepted, token.match.number, speech)}:`;
      case 'awaits':
        return `${requestName(token.match.number)} would cover it, and isn’t decided yet.`;
      case 'exact':
      case 'within':
        return `${capital(withinAccepted(accepted, token.match.number, speech))}.`;
      case 'unsure':
        return `It could be for ${token.match.numbers.map(requestName).join(' or ')}. Its holder hasn’t said which.`;
      case 'unclaimed':
        if (token.heldWhy === 'ended_before') return endings.endedBefore;
        if (isTaken(token)) return `${wasOf(token)}, its request, has another token.`;
        // It is compared anew, and its request may have been denied a moment ago.
        if (token.status === 'open' && wasOf(token) === null) return '';
        if (wasOf(token) !== null) return `${wasOf(token)}, its request, is no longer open.`;
        return isEdit ? 'It’s a change of an active token, and no request covers it.' : 'Nobody requested it here.';
    }
  },
  heldWhy: (token: PendingToken, why: NonNullable<PendingToken['heldWhy']>): string => {
    switch (why) {
      case 'github_refused':
        return `GitHub refused our ${refusedOf(token)}. Check that the app may write personal access token requests. Then decide here.`;
      case 'not_a_member':
        return 'Its holder isn’t an active member of the organization now.';
      case 'sponsor_left':
        return 'The sponsor of this machine user isn’t an active member of the organization now.';
      case 'reviewer_gone':
        return 'Whoever approved it is no longer an owner.';
      case 'ended_before':
        return endings.endedBefore;
      case 'observing':
        return 'A request covers it.';
    }
  },
  beyondPolicy: tokenReason,
  /** Where not even an owner may approve it. */
  policyForbids: (reason: RequestReason, speech: Speech): string =>
    reason.code === 'renewed_revoked'
      ? renewedRevoked(reason, speech)
      : `${policySays(reason)} Nobody can approve this request.`,
  pendingTokenStatus: (
    token: PendingToken,
    activeToken: ActiveToken | null,
    isEdit: boolean,
    speech: Speech,
  ): string => {
    const said = asSaidSince(token, activeToken);
    const [by, named] = [decidedBy(said, speech), namedOnGithub(token.sentAs, speech)];
    switch (token.status) {
      case 'open':
        if (token.match.kind === 'awaits') return 'Waiting for that decision.';
        return token.match.kind === 'unsure' ? 'We’ve asked its holder.' : 'We’re checking it.';
      case 'held':
        return isEdit
          ? 'The change is on hold until an owner decides. The token keeps its present access until then.'
          : 'On hold until an owner decides. It can read only public data until then.';
      case 'approving':
        return `Approved${by}. Telling GitHub now.`;
      case 'denying':
        return `Denied${by}. Telling GitHub now.`;
      case 'approved': {
        const live = activeToken !== null && isLiving(activeToken) ? ' It is active.' : '';
        return `Approved${by}.${live}${isApprovalUnsaid(said) ? ` ${unsaid}` : ''}${named}`;
      }
      case 'denied':
        return `Denied${by}.${named}`;
      case 'cancelled':
        return 'Its holder cancelled or changed it on GitHub, or it was reported as leaked.';
      case 'expired': {
        const denier = expiredDenied(token, speech);
        return denier === null
          ? 'It expired before anyone decided.'
          : `Denied by ${denier}. It expired before GitHub applied that.`;
      }
      case 'closed':
        return 'It no longer waits for approval. GitHub doesn’t say why.';
    }
  },
  githubReason: 'Reason given on GitHub',
  /** What became of a token whose holder was told that it is held. */
  pendingTokenOnward: (
    token: PendingToken,
    organization: string,
    about: { readonly isSponsored: boolean; readonly isEdit?: boolean },
    speech: Speech,
  ): string => {
    const { isSponsored } = about;
    const own = yours(token, organization, isSponsored, speech);
    const what = whatWaits(token, organization, about, speech);
    switch (token.status) {
      case 'open':
        return token.match.kind === 'awaits'
          ? `${capital(what)} is waiting for the decision on ${requestName(token.match.number)}.`
          : `${capital(own)} has changed, so we’re checking it again.`;
      case 'held':
        return `${capital(what)} is on hold.`;
      case 'approving':
        return `${decided(token, what, speech)} We’re telling GitHub now.`;
      // The news says the rest.
      case 'approved':
        return isApprovalUnsaid(token) ? becameActive(what) : decided(token, what, speech);
      case 'denying':
      case 'denied':
        return decided(token, what, speech);
      case 'cancelled': {
        const who = isSponsored
          ? capital(holder({ login: token.holder.login, slackId: null, isMachineUser: true }, speech))
          : 'You';
        return `${who} cancelled or changed ${isSponsored ? `its token ${speech.quoted(token.tokenName)}` : own} on GitHub, or it was reported as leaked. A changed token is checked again.`;
      }
      case 'expired':
        return expiredDenied(token, speech) === null
          ? `${capital(own)} expired before anyone decided.`
          : `${expiredDenied(token, speech)} denied ${what}. It has expired since.`;
      case 'closed':
        return `${capital(what)} no longer waits for approval. GitHub doesn’t say why.`;
    }
  },
  pendingTokenNews: (
    token: PendingToken,
    organization: string,
    isSponsored: boolean,
    speech: Speech,
    unused: RequestNumber | null = null,
    isEdit = false,
  ): string => {
    const what = yours(token, organization, isSponsored, speech);
    switch (token.status) {
      case 'approved':
        return `${decided(token, isEdit ? `a change of ${what}` : what, speech)}${isApprovalUnsaid(token) ? '' : ' It is active now.'}`;
      case 'denied': {
        const still =
          unused === null
            ? null
            : `${requestName(unused)} still stands: create a token within it, and we’ll approve that automatically.`;
        if (isEdit)
          return `${decided(token, `a change of ${what}`, speech)} The token keeps its present access. ${still ?? `For more, request a new one with ${command} request.`}`;
        return `${decided(token, what, speech)} It can’t reach ${speech.name(organization)}: please delete it on GitHub. ${still ?? `You can request another with ${command} request.`}`;
      }
      case 'expired':
        return expiredDenied(token, speech) === null
          ? `${capital(what)} expired before anyone decided. Please delete it on GitHub, and request a new one with ${command} request.`
          : `${expiredDenied(token, speech)} denied ${what}, and it has expired. Please delete it on GitHub. You can request another with ${command} request.`;
      default:
        return `${capital(what)} has changed. You don’t need to do anything.`;
    }
  },
});
