// What the trail keeps of a step of a TokenRequest: whose act it was, and what of it can't be read from its name.
import type { GithubUserId } from '../ids.ts';
import type { Reviewer } from '../person.ts';
import { entryDataOfOffer, isOfferAct } from './advance-offer.ts';
import type { RequestAct } from './request-act.ts';
import type { TokenRequest } from './token-request.ts';

/** Whose approvals stopped counting, and by what somebody who is no owner decided. */
function besides({ by, lost }: { readonly by: Reviewer; readonly lost?: ReadonlySet<GithubUserId> }) {
  return {
    ...(by.as === undefined ? {} : { as: by.as }),
    ...(lost === undefined || lost.size === 0 ? {} : { lost: [...lost] }),
  };
}

export function actorOf(request: TokenRequest, act: RequestAct): string {
  switch (act.act) {
    case 'approve':
    case 'review':
    case 'deny':
    case 'ask':
    case 'adjust':
    case 'nudge':
      return `slack:${act.by.slackId}`;
    case 'make':
      return act.isSeen ? 'countersign' : `slack:${request.requester.slackId}`;
    case 'withdraw':
    case 'answer':
    case 'accept_offer':
    case 'narrow':
      return `slack:${request.requester.slackId}`;
    default:
      return 'countersign';
  }
}

export function entryData(act: RequestAct, row: TokenRequest): Record<string, unknown> {
  if (isOfferAct(act)) return entryDataOfOffer(act, row);
  switch (act.act) {
    case 'approve':
      return {
        revision: row.revision,
        by: act.by.githubId,
        policy: act.policyHash,
        lapsesAt: row.agreement?.lapsesAt ?? null,
        ...besides(act),
      };
    case 'review':
      return { revision: row.revision, by: act.by.githubId, of: row.verdict.approvals, ...besides(act) };
    case 'deny':
      return { revision: row.revision, by: act.by.githubId, reason: act.reason, ...besides(act) };
    case 'claim':
    case 'fulfil':
      return { tokenId: act.tokenId };
    case 'reopen':
      return { why: act.why, because: act.because, ...(act.by === null ? {} : { by: act.by }) };
    case 'release':
    case 'end':
      return { why: act.why };
    case 'extend':
      return { until: act.until };
    case 'make':
      return { isSeen: act.isSeen, lastEight: act.lastEight };
    case 'escalate':
      return act.isLeftToOwners ? { to: ['owners'], leftToOwners: true } : { to: row.verdict.escalates?.to ?? [] };
    case 'ask':
      return { revision: row.revision, by: act.by.githubId, question: act.question };
    case 'answer':
      return { to: act.place, answer: act.text };
    default:
      return {};
  }
}
