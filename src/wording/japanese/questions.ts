import { isUnanswered } from '../../domain/requests/inquiry.ts';
import { requestName } from '../../domain/requests/token-request.ts';
import type { questions as english } from '../english/questions.ts';
import type { Spoken } from '../wording.ts';
import { counted } from './terms.ts';

export const questions: Spoken<typeof english> = {
  questionsAsked: (inquiries, requester, speech) => {
    const [first, ...more] = inquiries;
    if (first === undefined) return null;
    const answered = inquiries.filter((one) => !isUnanswered(one)).length;
    if (more.length > 0)
      return `質問 ${counted(inquiries.length)}、回答 ${counted(answered)}: 「詳細」をご覧ください。`;
    return isUnanswered(first)
      ? `${speech.person(first.by.slackId)} さんが ${speech.person(requester)} さんに質問しました。`
      : `${speech.person(requester)} さんが ${speech.person(first.by.slackId)} さんの質問に回答しました: 「詳細」をご覧ください。`;
  },
  askedEnough: ({ requester, inquiries }, speech) =>
    `質問は上限の ${inquiries.length} 件に達しました。${speech.person(requester.slackId)} さんに Slack で直接連絡してください。`,
  askTitle: '申請者に質問',
  askSubmit: '質問を送信',
  askHint: '申請者にダイレクト メッセージで届きます。回答はあなたに届き、「詳細」に残ります。',
  askMeanwhile: '申請はそのままです。回答が届く前に、あなたやほかの所有者が判断できます。',
  questionTitle: (request, organization, speech) =>
    `申請${speech.quoted(request.tokenName)}（${speech.name(organization)}）についての質問 · ${requestName(request.number)}`,
  questionBy: ({ by, at }, speech) => `${speech.person(by.slackId)} さんの ${speech.instant(at)} の質問:`,
  answerMeanwhile: '回答する前に、所有者が判断することがあります。',
  questionOver: 'この申請は判断が済んでいるため、回答は必要ありません。',
  answerTitle: '回答',
  answerSubmit: '回答を送信',
  answerHint: '判断できるすべての所有者が読めます。ここにトークンやパスワードを貼り付けないでください。',
  answerCame: (request, speech) =>
    `${speech.person(request.requester.slackId)} さんが、${speech.quoted(request.tokenName)}についての質問に回答しました · ${requestName(request.number)}`,
};
