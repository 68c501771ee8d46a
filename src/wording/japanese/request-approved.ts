import { standingApprovals } from '../../domain/requests/approvals.ts';
import { isApprovedByRule, isForMachineUser, requestName } from '../../domain/requests/token-request.ts';
import type { requestApproved as english } from '../english/request-approved.ts';
import type { Spoken } from '../wording.ts';
import { ofMachineUser } from './machine-users.ts';
import { ruled } from './rules.ts';
import { listed } from './terms.ts';

export const requestApproved: Spoken<typeof english> = {
  approvedHeadline: (request, organization, speech) => {
    const what = `${speech.quoted(request.tokenName)}${ofMachineUser(request, speech)}（${organization}）`;
    const number = requestName(request.number);
    const approvers = standingApprovals(request);
    if (approvers.length > 0) {
      const who = listed(approvers.map(({ by }) => `${speech.person(by.slackId)} さん`));
      return `${who}が${what}を承認しました · ${number}`;
    }
    return isApprovedByRule(request)
      ? `${ruled(request.verdict.rule ?? { name: '' })}により${what}が承認されました · ${number}`
      : `${what}が承認されました · ${number}`;
  },
  whoApproved: (request, token, speech) => {
    const approvers = standingApprovals(request);
    if (approvers.length > 0) {
      return `${listed(approvers.map(({ by }) => `${speech.person(by.slackId)} さん`))}があなたの申請を承認しました。`;
    }
    const basis = token?.agreement?.basis;
    if (basis?.by !== 'github') return '';
    return `${basis.login === null ? '所有者' : `GitHub ユーザー ${speech.name(basis.login)} `}が GitHub で承認しました。`;
  },
  createOnGithub: 'GitHub で作成',
  approvedStep: (request, isPrefilled, speech) => {
    const lapsesAt = request.agreement?.lapsesAt ?? null;
    return `${lapsesAt === null ? '' : `${speech.instant(lapsesAt)} までに`}作成してください。${isPrefilled ? 'ページが空白で開いた場合は、' : 'GitHub Enterprise Server のページは空白で開くため、'}以下の値をコピーしてください。`;
  },
  byHand: '自分で入力するもの:',
  byLink: 'リンクで入力されるもの:',
  valueLabels: {
    name: 'トークン名（Token name）',
    description: '説明（Description）',
    owner: 'リソースの所有者（Resource owner）',
    expiration: '有効期限（Expiration）',
    repositories: 'リポジトリ',
    permissions: 'アクセス許可（Permissions）',
    justification: '申請の理由',
  },
  expiration: {
    never: 'No expiration（有効期限なし）',
    days: (days) => `${days} days（${days} 日）`,
    custom: (day) => `Custom（日付を指定）: ${day}`,
  },
  allOrPublic: (access) =>
    access.selection === 'all'
      ? 'All repositories（すべてのリポジトリ）'
      : 'Public repositories（パブリック リポジトリ）',
  approvedNext: '新しいトークンは、1 分ほど承認待ちになります。Slack には絶対に貼り付けないでください。',
  ownerApproved: (request, speech) => {
    const [who, whose] = isForMachineUser(request)
      ? [`${speech.name(request.holder.login)} は`, 'その']
      : ['あなたは', 'あなたの'];
    return `${who}所有者なので、GitHub は${whose}トークンをレビューなしで有効にします。それでも、承認された内容と比べます。Slack には絶対に貼り付けないでください。`;
  },
};
