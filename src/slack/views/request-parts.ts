import { type Inquiry, mayAskMore } from '../../domain/requests/inquiry.ts';
import type { TokenRequest } from '../../domain/requests/token-request.ts';
import type { NamedPrivately } from '../../domain/scope/named-privately.ts';
import type { HolderRole } from '../../domain/scope/risk.ts';
import type { AboutRequest } from '../../wording/english/request-status.ts';
import type { Wording } from '../../wording/wording.ts';
import { mrkdwnSpeech } from '../mrkdwn.ts';
import { cut } from './cut.ts';
import type { Part, PlainPart } from './part.ts';
import { riskLine, riskPart } from './risk.ts';
import { reachParts } from './scope-parts.ts';

export type Asked = Pick<TokenRequest, 'purpose' | 'tokenName' | 'description' | 'justification' | 'scope'>;

/** What is asked for, all of it, and one line of what could be done with it. */
export function askedParts(asked: Asked, role: HolderRole, wording: Wording): readonly Part[] {
  const { lifetime } = asked.scope;
  // What follows from the purpose word for word says nothing more.
  const besides = (text: string): string => (text === asked.purpose ? '' : text);
  return [
    { fact: wording.label('token_name'), value: asked.tokenName },
    { fact: wording.label('purpose'), value: asked.purpose },
    { fact: wording.label('description'), value: besides(asked.description) },
    ...reachParts(asked.scope, { isCard: false, mayNamePrivate: true }, wording),
    { fact: wording.label('lifetime'), value: wording.lifetime(lifetime) },
    { fact: wording.label('justification'), value: besides(asked.justification) },
    { say: riskLine(asked.scope, role, wording) },
  ];
}

/** Below a card's first line: what could be done, with what, where, until when and why. All else stands in Details. */
export function cardParts(
  { scope, justification }: TokenRequest,
  { mayNamePrivate, role }: { readonly mayNamePrivate: NamedPrivately; readonly role: HolderRole },
  wording: Wording,
): readonly Part[] {
  return [
    riskPart(scope, role, wording),
    ...reachParts(scope, { isCard: true, mayNamePrivate }, wording),
    { fact: wording.label('lifetime'), value: wording.lifetime(scope.lifetime) },
    { fact: wording.label('justification'), value: justification },
  ];
}

function reasonOf(request: TokenRequest): string {
  const denial = request.reviews.findLast(({ act, revision }) => act === 'deny' && revision === request.revision);
  return request.status === 'denied' ? (denial?.reason ?? '') : '';
}

/** Where it stands, and the reason where one was given. */
export function statusParts(
  request: TokenRequest,
  organization: string,
  about: AboutRequest,
  wording: Wording,
): readonly Part[] {
  return [
    { say: wording.requestStatus(request, organization, about, mrkdwnSpeech(wording)) },
    { fact: wording.reason, value: reasonOf(request) },
  ];
}

/** In one line: what a reviewer would approve instead waits for its answer, or was accepted. */
export function offerParts(request: TokenRequest, wording: Wording): readonly Part[] {
  const line = wording.offerLine(request, mrkdwnSpeech(wording));
  return line === null ? [] : [{ say: line }];
}

/** In one line: whether somebody asked something, and whether it was answered. */
export function questionParts(request: TokenRequest, wording: Wording): readonly Part[] {
  const line = wording.questionsAsked(request.inquiries, request.requester.slackId, mrkdwnSpeech(wording));
  if (line === null) return [];
  return [
    { say: line },
    ...(mayAskMore(request) ? [] : [{ say: wording.askedEnough(request, mrkdwnSpeech(wording)) }]),
  ];
}

/** So much of a reason fits on a line or two. */
const mostReason = 150;

/** A decided request in two lines: the outcome and by whom, and what follows or why. */
export function foldedParts(
  request: TokenRequest,
  organization: string,
  about: AboutRequest,
  wording: Wording,
): readonly Part[] {
  const next = wording.requestNext(request, organization, about, mrkdwnSpeech(wording));
  return [
    { strong: wording.requestFolded(request, organization, mrkdwnSpeech(wording)) },
    ...(next === '' ? [] : [{ say: next }]),
    { fact: wording.reason, value: cut(reasonOf(request).replaceAll(/\s+/g, ' '), mostReason) },
  ];
}

/** One question and, where it was given, its answer. */
export function inquiryParts(inquiry: Inquiry, wording: Wording): readonly PlainPart[] {
  return [
    { say: wording.questionBy(inquiry, mrkdwnSpeech(wording)) },
    { fact: wording.label('question'), value: inquiry.question },
    { fact: wording.label('answer'), value: inquiry.answer?.text ?? '' },
  ];
}

/** How many have to approve and who did, by which rule, and what a rule in shadow would have done. */
export function ruleParts(request: TokenRequest, organization: string, wording: Wording): readonly Part[] {
  const { reviewers, quorum, byRule, would } = wording.rules;
  const lines = [
    reviewers(request, organization, mrkdwnSpeech(wording)),
    quorum(request, request.verdict, mrkdwnSpeech(wording)),
    byRule(request),
    ...would(request.verdict.would ?? []),
  ];
  return lines.flatMap((say) => (say === null ? [] : [{ say }]));
}
