import { standingApprovals } from '../../domain/requests/approvals.ts';
import {
  isApprovedByRule,
  isForMachineUser,
  requestName,
  type TokenRequest,
} from '../../domain/requests/token-request.ts';
import type { RepositoryAccess } from '../../domain/scope/agreement.ts';
import type { ActiveToken } from '../../domain/tokens/token.ts';
import type { Speech } from '../speech.ts';
import { ofMachineUser } from './machine-users.ts';
import { ruled } from './rules.ts';
import { listed } from './terms.ts';

/** What the requester gets as soon as somebody approved: short, since the next step is on GitHub. */
export const requestApproved = {
  approvedHeadline: (request: TokenRequest, organization: string, speech: Speech): string => {
    const what = `${speech.quoted(request.tokenName)}${ofMachineUser(request, speech)} for ${organization} · ${requestName(request.number)}`;
    const approvers = standingApprovals(request);
    if (approvers.length > 0) return `${listed(approvers.map(({ by }) => speech.person(by.slackId)))} approved ${what}`;
    return isApprovedByRule(request)
      ? `${ruled(request.verdict.rule ?? { name: '' })} approved ${what}`
      : `Approved: ${what}`;
  },
  /** Before the news that its token is active, where nothing said so before; empty where nobody in particular did. */
  whoApproved: (request: TokenRequest, token: ActiveToken | null, speech: Speech): string => {
    const approvers = standingApprovals(request);
    if (approvers.length > 0)
      return `${listed(approvers.map(({ by }) => speech.person(by.slackId)))} approved your request.`;
    const basis = token?.agreement?.basis;
    if (basis?.by !== 'github') return '';
    return `${basis.login === null ? 'An owner' : `GitHub user ${speech.name(basis.login)}`} approved it on GitHub.`;
  },
  createOnGithub: 'Create on GitHub',
  approvedStep: (request: TokenRequest, isPrefilled: boolean, speech: Speech): string => {
    const lapsesAt = request.agreement?.lapsesAt ?? null;
    const values = isPrefilled ? 'If the page opens blank, copy' : 'GitHub Enterprise Server opens a blank page: copy';
    return `Create it${lapsesAt === null ? '' : ` by ${speech.instant(lapsesAt)}`}. ${values} the values below.`;
  },
  byHand: 'Fill in yourself:',
  byLink: 'The link fills in:',
  valueLabels: {
    name: 'Token name',
    description: 'Description',
    owner: 'Resource owner',
    expiration: 'Expiration',
    repositories: 'Repositories',
    permissions: 'Permissions',
    justification: 'Justification',
  },
  expiration: {
    never: 'No expiration',
    days: (days: string): string => `${days} days`,
    custom: (day: string): string => `Custom: ${day}`,
  },
  /** As GitHub's page calls it. */
  allOrPublic: (access: Exclude<RepositoryAccess, { selection: 'subset' }>): string =>
    access.selection === 'all' ? 'All repositories' : 'Public repositories',
  approvedNext: 'A new token stays pending for about a minute. Never paste it in Slack.',
  ownerApproved: (request: TokenRequest, speech: Speech): string => {
    const [who, whose] = isForMachineUser(request)
      ? [`${speech.name(request.holder.login)} is`, 'its']
      : ['You’re', 'your'];
    return `${who} an owner, so GitHub activates ${whose} token without a review. We still compare it with what was approved. Never paste it in Slack.`;
  },
};
