// What the trail keeps of a step of a TokenRequest: whose act it was, and what of it can't be read from its name.
import { entryDataOfOffer, isOfferAct } from './advance-offer.ts';
import type { RequestAct } from './advance-request.ts';
import type { TokenRequest } from './token-request.ts';

export function actorOf(request: TokenRequest, act: RequestAct): string {
  switch (act.act) {
    case 'approve':
    case 'review':
    case 'deny':
    case 'ask':
    case 'adjust':
      return `slack:${act.by.slackId}`;
    case 'withdraw':
    case 'answer':
    case 'accept':
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
      };
    case 'review':
      return { revision: row.revision, by: act.by.githubId, of: row.verdict.approvals };
    case 'deny':
      return { revision: row.revision, by: act.by.githubId, reason: act.reason };
    case 'claim':
    case 'fulfil':
      return { tokenId: act.tokenId };
    case 'release':
    case 'reopen':
    case 'end':
      return { why: act.why };
    case 'extend':
      return { until: act.until };
    case 'ask':
      return { revision: row.revision, by: act.by.githubId, question: act.question };
    case 'answer':
      return { to: act.place, answer: act.text };
    default:
      return {};
  }
}
