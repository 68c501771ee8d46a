import type { OrganizationPolicy } from '../../domain/policy/policy.ts';
import type { ReviewerRule } from '../../domain/policy/reviewer-rule.ts';
import type { PermissionMatch, RequesterMatch, Rule, Then, When } from '../../domain/policy/rules/rule.ts';
import type { policySaid as english } from '../english/rule-sentences.ts';
import type { Spoken } from '../wording.ts';
import { reviewersSaid } from './reviewers.ts';
import { counted, either, joined } from './terms.ts';

// A rule in sentences, for whoever may not read the file it stands in.

/** `names`: whether whoever reads may know which repositories there are. */
type Parts = { readonly [P in keyof When]-?: (wanted: NonNullable<When[P]>, names: boolean) => readonly string[] };

const quoted = (items: readonly string[]): string => either(items.map((one) => `「${one}」`));

function requesterSaid(one: RequesterMatch): string {
  if (one.is === 'owner') return 'Organization の所有者';
  if (one.is === 'team') return `Team ${one.team} のメンバー`;
  return one.is === 'machine_user' ? 'マシン ユーザー' : one.login;
}

const groups = { dangerous: '危険なもの', read: '読み取り', write: '書き込み' } as const;

function permissionSaid(one: PermissionMatch): string {
  if ('group' in one) return groups[one.group];
  return one.level === null ? one.name : `${one.name}:${one.level}`;
}

const timeSaid = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const reached = {
  ...{ none: 'プライベート リポジトリにアクセスしない', subset: '選択したリポジトリにアクセスする' },
  all: 'すべてのリポジトリにアクセスする',
} as const;
const kinds = {
  ...{ request: '先に申請された', renewal: '更新である', classic: 'classic のトークンである' },
  unasked: '申請の前に作成された',
} as const;
const risks = { low: '「低」', elevated: '「中」', high: '「高」', critical: '「重大」' } as const;
const dayNames = { mon: '月', tue: '火', wed: '水', thu: '木', fri: '金', sat: '土', sun: '日' } as const;

const named = (globs: readonly string[], names: boolean): string =>
  names ? `${quoted(globs)}に一致する` : 'ルールで指定されたものである';

const partsSaid: Parts = {
  requester: (wanted) => [joined(either(wanted.map(requesterSaid)), 'のトークンである')],
  purpose: (globs) => [`目的が${quoted(globs)}に一致する`],
  permissions: ({ only, any }) => [
    ...(only === undefined ? [] : [joined('アクセス許可がすべて', either(only.map(permissionSaid)), 'である')]),
    ...(any === undefined ? [] : [joined('アクセス許可に', either(any.map(permissionSaid)), 'がある')]),
  ],
  risk: (grades) => [`リスクが${either(grades.map((one) => risks[one]))}である`],
  repositories: ({ access, only, any, topics, visibility, atMost, atLeast }, names) => [
    ...(access === undefined ? [] : [either(access.map((one) => reached[one]))]),
    ...(only === undefined ? [] : [`リポジトリがすべて${named(only, names)}`]),
    ...(any === undefined ? [] : [`リポジトリのどれかが${named(any, names)}`]),
    ...(topics === undefined
      ? []
      : [`リポジトリのすべてに${names ? `トピック${quoted(topics)}` : 'ルールで指定されたトピック'}がある`]),
    ...(visibility === undefined
      ? []
      : [visibility === 'public' ? 'リポジトリがすべてパブリックである' : 'プライベート リポジトリがある']),
    ...(atMost === undefined ? [] : [`リポジトリが ${counted(atMost)}以下である`]),
    ...(atLeast === undefined ? [] : [`リポジトリが ${counted(atLeast)}以上である`]),
  ],
  lifetime: ({ atMostDays, atLeastDays, never }) => [
    ...(atMostDays === undefined ? [] : [`有効期間が ${counted(atMostDays, '日')}以下である`]),
    ...(atLeastDays === undefined ? [] : [`有効期間が ${counted(atLeastDays, '日')}以上である`]),
    ...(never === undefined ? [] : [never ? '有効期限がない' : '有効期限がある']),
  ],
  kind: (wanted) => [either(wanted.map((one) => kinds[one]))],
  time: ({ zone, from, to, days }) => [
    `${zone} の${days.length === 7 ? '' : `${either(days.map((day) => dayNames[day]))}曜日の `}${timeSaid(from)} から ${timeSaid(to)} の間である`,
  ],
};

function conditionsOf<P extends keyof When>(part: P, when: When, names: boolean): readonly string[] {
  const wanted = when[part];
  if (wanted === undefined) return [];
  return (partsSaid[part] as (some: typeof wanted, names: boolean) => readonly string[])(wanted, names);
}

/** Slack shows no name of a group without asking. */
const nowhere = { name: (text: string): string => text, group: (id: string): string => `Slack のグループ ${id}` };
const whoSaid = (reviewers: readonly ReviewerRule[]): string => reviewersSaid(reviewers, '', nowhere);

/** What a rule does where it matches, each a sentence of its own. */
function thenSaid({ outcome, approvals, reviewers, maxDays, justification }: Then): string {
  return [
    ...(outcome === 'allow' ? ['すぐに承認します。'] : []),
    ...(outcome === 'deny' ? ['拒否します。'] : []),
    ...(approvals !== null
      ? [`レビュー担当者 ${counted(approvals, '人')}の承認が必要です。`]
      : outcome === 'ask' && reviewers === null
        ? ['レビュー担当者が判断します。']
        : []),
    ...(reviewers === null ? [] : [`判断できるのは、${whoSaid(reviewers)}です。`]),
    ...(maxDays === null ? [] : [`有効期間は最長 ${counted(maxDays, '日')}です。`]),
    ...(justification === null ? [] : [`申請の理由に「${justification}」の形のものが必要です。`]),
  ].join('');
}

function ruleSaid({ when, then, mode }: Rule, names: boolean): string {
  const parts = Object.keys(partsSaid) as readonly (keyof When)[];
  const conditions = parts.flatMap((part) => conditionsOf(part, when, names));
  const first = conditions.length === 0 ? '常に: ' : `${conditions.join('、かつ')}場合: `;
  return `${first}${thenSaid(then)}${mode === 'shadow' ? 'このルールは観察だけを行います。' : ''}`;
}

/** What holds beside the rules. */
function limitsSaid(policy: OrganizationPolicy): readonly string[] {
  const { lifetime, approvals, approvalsFor, escalation } = policy;
  const { high, critical } = approvalsFor;
  return [
    `トークンの有効期間は最長 ${counted(lifetime.maxDays, '日')}です${lifetime.mayNeverExpire ? '。有効期限なしにもできます' : ''}。`,
    `ルールに定めがなければ、レビュー担当者 ${counted(approvals, '人')}の承認が必要です。`,
    ...(policy.reviewers.every((rule) => rule === 'owners')
      ? []
      : [`判断できるのは、${whoSaid(policy.reviewers)}です。`]),
    ...(escalation === null
      ? []
      : [
          `${counted(escalation.afterHours, '時間')}以内に誰も判断しなければ、${whoSaid(escalation.to)}も判断できるようになります。`,
        ]),
    ...(policy.classic.isAllowed ? ['ほかではできないことのために、classic のトークンを申請できます。'] : []),
    ...(Math.max(high, critical) > approvals
      ? [
          `判断できる人が足りれば、リスクが「高」のときは ${counted(Math.max(high, approvals), '人')}、「重大」のときは ${counted(Math.max(critical, approvals), '人')}の承認が必要です。`,
        ]
      : []),
  ];
}

/** Of a rule so many characters are said: its lists may be as long as the file. */
const mostSaid = 200;

export const policySaid: Spoken<typeof english> = (command) => ({
  policyTitle: (organization) => `${organization} のポリシー`,
  policyLimits: (policy) =>
    [
      ...limitsSaid(policy),
      ...(policy.rules.length === 0
        ? []
        : [
            policy.rulesMode === 'shadow'
              ? '次のルールはすべて観察だけを行い、本来であれば何をしていたかをメッセージに書きます。'
              : '拒否するルールが優先されます。それ以外では、最初に一致したルールが決めます。',
          ]),
    ].join(''),
  policyNoRules: 'ルールはありません。人が判断します。',
  policyRule: (rule, names) => {
    const said = `${ruleSaid(rule, names)} ${rule.reason}`;
    return said.length > mostSaid ? `${said.slice(0, mostSaid)}… ${rule.reason}` : said;
  },
  policyMore: (page, pages, organization = '') => {
    const which = organization === '' ? '' : ` ${organization}`;
    return `${page} / ${pages} ページ。次のページ: ${command} policy${which} ${page + 1}`;
  },
});
