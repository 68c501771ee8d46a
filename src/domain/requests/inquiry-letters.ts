// Whom a question, its answer and an offer are sent to, and the requester's reminder.
import type { Effect } from '../change.ts';
import { effectKey, post } from '../step.ts';
import { isOfferAct, lettersOfOffer } from './advance-offer.ts';
import { inquiryAt } from './inquiry.ts';
import type { RequestAct } from './request-act.ts';
import { requestName, type TokenRequest } from './token-request.ts';

/** A question goes to the requester, and its answer to whoever asked: the card can't tell one of them that something is new. */
export function lettersOf(act: RequestAct, row: TokenRequest): readonly Effect[] {
  if (isOfferAct(act)) return lettersOfOffer(act, row);
  const { number, organizationId, inquiries } = row;
  switch (act.act) {
    case 'ask': {
      const key = effectKey.inquiry('request_question', requestName(number), inquiries.length);
      return post(organizationId, row.requester.slackId, key, { kind: 'request_question', number });
    }
    case 'answer': {
      const { place } = act;
      const inquiry = inquiryAt(inquiries, place);
      if (inquiry === null) return [];
      const key = effectKey.inquiry('request_answer', requestName(number), place);
      return post(organizationId, inquiry.by.slackId, key, { kind: 'request_answer', number, place });
    }
    case 'nudge': {
      const key = effectKey.news('requests_waiting', requestName(number), row.version);
      const message = { kind: 'requests_waiting', numbers: [number], nudgedBy: act.by.slackId } as const;
      return [{ kind: 'post', key, to: { to: 'reviewers', organizationId }, message }];
    }
    default:
      return [];
  }
}
