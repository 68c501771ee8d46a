import { sameScopeRule } from '../../domain/policy/admit.ts';
import type { Reason } from '../../domain/policy/reason.ts';
import type { Would } from '../../domain/policy/rules/evaluate.ts';
import type { RuleName } from '../../domain/policy/rules/rule.ts';
import { standingApprovals } from '../../domain/requests/approvals.ts';
import { requestName } from '../../domain/requests/token-request.ts';
import type { TokenReason } from '../../domain/tokens/reasons-against-token.ts';
import type { rules as english, usualTime as englishTime } from '../english/rules.ts';
import type { Spoken } from '../wording.ts';
import { classicReason } from './classic.ts';
import { reviewersSaid, reviewingAs } from './reviewers.ts';
import { counted, joined, listed, number } from './terms.ts';

/** What approved or asks for it. The key for renewals is no rule that anybody named. */
export const ruled = ({ name }: Pick<RuleName, 'name'>): string =>
  name === sameScopeRule.name ? '更新についてのポリシー' : `ルール「${name}」`;

/** The operator's own words, as the end of a sentence. */
function ended({ reason }: RuleName): string {
  return /[.!?。！？]$/.test(reason) ? reason : `${reason}。`;
}

/** Why the policy refuses, in one sentence or two; the rule's own reason follows. */
export function policySays(reason: Reason): string {
  switch (reason.code) {
    case 'classic_not_allowed':
      return 'ポリシーでは、classic のトークンは許可されていません。';
    case 'classic_reason_not_allowed':
      return `ポリシーでは、次の目的の classic のトークンは許可されていません: ${classicReason(reason.reason)}。`;
    case 'never_not_allowed':
      return 'ポリシーでは、有効期限が必要です。';
    case 'lifetime_beyond_maximum':
      return `ポリシーでは、有効期間は最長 ${counted(reason.maxDays, '日')}です。`;
    case 'rule_denies':
      return `${ruled(reason.rule)}で禁止されています: ${ended(reason.rule)}`;
    case 'rule_caps':
      return `${ruled(reason.rule)}では最長 ${counted(reason.maxDays, '日')}です: ${ended(reason.rule)}`;
    case 'rule_wants_justification':
      return `${ruled(reason.rule)}では、申請の理由に「${reason.pattern}」の形のものが必要です: ${ended(reason.rule)}`;
  }
}

/** The same of a token; why one person can't accept it, and what its holder can do. */
export function tokenReason(reason: TokenReason): string {
  if (reason.code !== 'rule_wants_several') return policySays(reason);
  const { rule, approvals } = reason;
  return `${ruled(rule)}では ${counted(approvals, '人')}の承認が必要なため、1 人では承認できません。保有者がトークンを縮小するか、申請すると、複数の人が判断できます。`;
}

/** Every reason, or nothing, after a sentence that says that the policy refuses. */
export const policySaysAll = (reasons: readonly Reason[]): string =>
  joined(
    '',
    ...reasons.map((one) =>
      'rule' in one || !('maxDays' in one)
        ? policySays(one)
        : `ここでは、トークンの有効期間は最長 ${counted(one.maxDays, '日')}です。`,
    ),
  );

function wouldSay({ rule, outcome, approvals, reviewers }: Would): string {
  const name = `ルール「${rule.name}」`;
  const onlyWatches = 'このルールは観察だけを行います。';
  if (outcome === 'allow') return `${name}により、本来であれば承認していました。${onlyWatches}`;
  if (outcome === 'deny') return `${name}により、本来であれば拒否していました。${onlyWatches}`;
  const asked =
    reviewers === null || approvals !== null
      ? ` ${counted(approvals ?? 1, '人')}のレビュー担当者に確認していました`
      : 'ほかの人にレビューを依頼していました';
  return `${name}により、本来であれば${asked}。${onlyWatches}`;
}

const oneIsEnough = '判断できるレビュー担当者が 1 人だけなので、1 人の承認で足ります。';
const nobodyElse = 'ポリシーで指定された人の中に、判断できる人がいません。';

export const rules: Spoken<typeof english> = {
  quorum: (reviewed, { approvals, isShortOfReviewers }, speech) => {
    if (approvals > 1) {
      const given = standingApprovals(reviewed);
      const who = listed(given.map(({ by }) => `${speech.person(by.slackId)} さん${reviewingAs(by.as, speech)}`));
      return given.length === 0
        ? `${counted(approvals, '人')}のレビュー担当者の承認が必要です。`
        : `${number(given.length)} / ${counted(approvals, '人')}: ${who}が承認しました。`;
    }
    return isShortOfReviewers === true ? oneIsEnough : null;
  },
  missingBeside: (missing) => `すでに承認しています。あと ${counted(missing, '人')}の承認が必要です。`,
  reviewers: ({ verdict }, organization, speech) => {
    const { reviewers, isLeftToOwners, escalates } = verdict;
    if (isLeftToOwners === true) return `${nobodyElse}所有者がレビューします。`;
    if (reviewers.every((rule) => rule === 'owners')) return null;
    const late = escalates?.isDone === true ? '期限までに誰も判断しませんでした。' : '';
    return `${late}判断できるのは、${reviewersSaid(reviewers, organization, speech)}です。`;
  },
  leftToOwnersNews: ({ number: place, tokenName }, organization, speech) =>
    `あなたの申請${speech.quoted(tokenName)}（${requestName(place)}）は、まだ判断を待っています。${nobodyElse}${speech.name(organization)} の所有者がレビューします。必要な操作はありません。`,
  leftToOwnersNext: (organization, speech) =>
    `${nobodyElse}これからは ${speech.name(organization)} の所有者がレビューします。「詳細」を開いて確認し、判断してください。`,
  byRule: ({ verdict }) =>
    verdict.rule === undefined || verdict.outcome === 'allow'
      ? null
      : `ルール「${verdict.rule.name}」による: ${ended(verdict.rule)}`,
  would: (would) => would.map(wouldSay),
  whoDecides: (verdict, organization, undecidedDays, speech) => {
    const { outcome, approvals, rule, reviewers, isShortOfReviewers, isLeftToOwners, escalates } = verdict;
    if (outcome === 'allow' && rule?.name === sameScopeRule.name) {
      return 'ポリシーで同じアクセスの更新が許可されているため、誰の承認も必要ありません。';
    }
    if (outcome === 'allow' && rule !== undefined) {
      return `ルール「${rule.name}」により、すぐに承認されます: ${ended(rule)}`;
    }
    const by = rule === undefined ? '' : `ルール「${rule.name}」による: ${ended(rule)}`;
    const many =
      approvals > 1 ? `${counted(approvals, '人')}の承認が必要です。` : isShortOfReviewers === true ? oneIsEnough : '';
    const first = isLeftToOwners === true ? nobodyElse : '';
    const later =
      escalates === undefined
        ? ''
        : `${speech.instant(escalates.at)} までに誰も判断しなければ、${reviewersSaid(escalates.to, organization, speech)}も判断できるようになります。`;
    return `${first}${reviewersSaid(reviewers, organization, speech)}がレビューします。${many}${by}${later}${counted(undecidedDays, '日')}以内に誰も判断しなければ、期限切れになります。`;
  },
};

const minute = 60_000;

/** Before sending: what past decisions took. */
export const usualTime: Spoken<typeof englishTime> = (ms) => {
  if (ms < 2 * minute) return '通常は、1、2 分で判断されます。';
  const told =
    ms < 100 * minute
      ? counted(Math.round(ms / minute), '分')
      : ms < 36 * 60 * minute
        ? counted(Math.round(ms / (60 * minute)), '時間')
        : counted(Math.round(ms / (24 * 60 * minute)), '日');
  return `通常は、約 ${told}で判断されます。`;
};
