import type { SlackUserId } from '../../domain/ids.ts';
import { type Inquiry, isUnanswered } from '../../domain/requests/inquiry.ts';
import { requestName, type TokenRequest } from '../../domain/requests/token-request.ts';
import type { Speech } from '../speech.ts';
import { counted } from './terms.ts';

export const questions = {
  /** On the card, in one line; null where nobody asked anything. */
  questionsAsked: (inquiries: readonly Inquiry[], requester: SlackUserId, speech: Speech): string | null => {
    const [first, ...more] = inquiries;
    if (first === undefined) return null;
    const answered = inquiries.filter((one) => !isUnanswered(one)).length;
    if (more.length > 0) return `${counted(inquiries.length, 'question')}, ${answered} answered: see Details.`;
    return isUnanswered(first)
      ? `${speech.person(first.by.slackId)} has asked ${speech.person(requester)} a question.`
      : `${speech.person(requester)} answered ${speech.person(first.by.slackId)}’s question: see Details.`;
  },
  /** Where there is no button to ask more. */
  askedEnough: ({ requester, inquiries }: TokenRequest, speech: Speech): string =>
    `It has had ${inquiries.length} questions, which is the most. Please write to ${speech.person(requester.slackId)} in Slack.`,
  askTitle: 'Ask the requester',
  askSubmit: 'Send question',
  askHint: 'The requester gets it as a direct message. You get the answer, and it is kept in Details.',
  /** Nothing waits for a question. */
  askMeanwhile: 'The request stays open: you or another owner can decide before the answer comes.',
  questionTitle: (request: TokenRequest, organization: string, speech: Speech): string =>
    `A question about your request ${speech.quoted(request.tokenName)} for ${speech.name(organization)} · ${requestName(request.number)}`,
  questionBy: ({ by, at }: Inquiry, speech: Speech): string =>
    `${speech.person(by.slackId)} asked on ${speech.instant(at)}:`,
  answerMeanwhile: 'An owner can decide before you answer.',
  questionOver: 'The request is decided, so there is nothing left to answer.',
  answerTitle: 'Answer',
  answerSubmit: 'Send answer',
  answerHint: 'Every owner who may decide can read it. Never paste a token or password here.',
  answerCame: (request: TokenRequest, speech: Speech): string =>
    `${speech.person(request.requester.slackId)} answered your question about ${speech.quoted(request.tokenName)} · ${requestName(request.number)}`,
};
