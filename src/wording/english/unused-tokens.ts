import { type RepositoryAccess, requestedAs } from '../../domain/scope/agreement.ts';
import { type Risk, riskOf } from '../../domain/scope/risk.ts';
import { type ActiveToken, isInForce } from '../../domain/tokens/token.ts';
import type { Speech } from '../speech.ts';
import { risks } from './risks.ts';
import { andMore, asSponsor, counted, utcDay } from './terms.ts';

/** `days` without use; null where it was never used. */
function idle(days: number | null): string {
  return days === null ? 'never used' : `last used ${counted(days, 'day')} ago`;
}

const isNow: Readonly<Record<ActiveToken['status'], string>> = {
  active: 'is used again',
  exceeding: 'is used again',
  revoking: 'is being revoked',
  revoked: 'was revoked',
  expired: 'has expired',
  gone: 'lost access',
};

/** Tokens that nobody uses: what their holders, and then the owners, are asked about them. */
export const unusedTokens = {
  unusedTitle: (count: number, organization: string, speech: Speech): string =>
    count === 0
      ? `You don’t need to do anything about your unused tokens for ${speech.name(organization)}`
      : `Do you still need ${count === 1 ? 'this unused token' : `these ${counted(count, 'unused token')}`} for ${speech.name(organization)}?`,
  unusedTitleBefore: (organization: string, speech: Speech): string =>
    `We asked about your unused tokens for ${speech.name(organization)}`,
  unusedToken: (
    name: string,
    whose: string | null,
    days: number | null,
    risk: Risk,
    access: RepositoryAccess,
  ): string => `${whose === null ? '' : `${whose}’s `}${name}: ${idle(days)}; ${risks.worst(risk, access)}`,
  unusedAskedAgain: (name: string): string => `${name}: our newer message asks about it`,
  unusedSettled: (token: ActiveToken, name: string, speech: Speech): string => {
    const { unused, status } = token;
    return isInForce(token) && unused?.kept
      ? `${name}: ${speech.person(unused.kept.by.slackId)} kept it on ${speech.instant(unused.kept.at)}`
      : `${name} ${isNow[status]}`;
  },
  unusedNext: (
    answerBy: string,
    { isSponsored, isObserved }: { readonly isSponsored: boolean; readonly isObserved: boolean },
  ): string =>
    `${isSponsored ? `${asSponsor} ` : ''}${isObserved ? 'Delete on GitHub what you don’t need: we only observe.' : 'Keep what you need, and revoke the rest.'} If we don’t hear from you by ${answerBy}, we’ll ask the owners.`,
  keepTitle: 'Keep a token',
  keepSubmit: 'Keep',
  keepWhat: (name: string, afterDays: number | null): string =>
    `${name} stays as it is.${afterDays === null ? '' : ` We’ll ask again after ${counted(afterDays, 'day')} without use.`}`,
  keepReader: 'What is it for? The owners can see this.',
  unusedReviewTitle: (count: number, organization: string, speech: Speech): string =>
    `${counted(count, 'unused token')} for ${speech.name(organization)}: ${count === 1 ? 'is it' : 'are they'} still needed?`,
  /** `unasked`: of so many the holder could not be asked. */
  unusedReviewWhy: (count: number, unasked: number): string => {
    const couldNot = `can’t be reached in Slack, so we couldn’t ask ${unasked === 1 ? 'them' : 'anybody'}.`;
    if (unasked === 0) return `We asked ${count === 1 ? 'its holder' : 'their holders'} and got no answer.`;
    if (unasked === count) return `${count === 1 ? 'Its holder' : 'Their holders'} ${couldNot}`;
    return `We asked their holders and got no answer. The ${unasked === 1 ? 'holder' : 'holders'} of ${unasked} ${couldNot}`;
  },
  unusedReviewToken: (token: ActiveToken, days: number | null, risk: Risk): string =>
    `${token.holder.login}’s “${token.tokenName}”: ${idle(days)}; ${risks.worst(risk, token.scope.access)}${token.unused?.asked === null ? '; nobody to ask' : ''}`,
  unusedReviewNext: (isObserved: boolean): string =>
    isObserved
      ? 'We only observe here: an owner revokes tokens on GitHub.'
      : 'You can choose which to keep before anything is revoked. Holders can still answer.',
  revokeUnused: 'Revoke unused tokens…',
  reviewTitle: 'Unused tokens',
  reviewSubmit: 'Revoke the others',
  reviewWhat: (count: number, organization: string, speech: Speech): string =>
    `${count === 1 ? 'This token loses' : `These ${counted(count, 'token')} lose`} access to ${speech.name(organization)} immediately, unless you keep ${count === 1 ? 'it' : 'them'} below. You can’t undo this.`,
  reviewToken: (token: ActiveToken): string => `${token.holder.login}’s “${token.tokenName}”`,
  reviewRisk: (token: ActiveToken): string =>
    `${token.lastUsedAt === null ? 'never used' : `last used ${utcDay(token.lastUsedAt)}`}; ${risks.worst(riskOf(requestedAs(token.scope), 'unknown'), token.scope.access)}`,
  reviewMore: (count: number): string => `${andMore(count)}, which this form leaves as they are.`,
  reviewNone: 'None: revoke all of them',
  reviewRevoking: (count: number): string => `We’re revoking ${counted(count, 'token')} on GitHub`,
  reviewKept: 'Kept',
  reviewRefused: 'Nothing was changed for',
  reviewNext: 'Each token’s card in the channel says how that ended.',
  unusedReviewDone: (organization: string, speech: Speech): string =>
    `No unused token for ${speech.name(organization)} needs a decision.`,
};
