import { declaredEnd } from '../../domain/classic/classic-record.ts';
import type { ClassicReason, ClassicTerms } from '../../domain/classic/classic-terms.ts';
import type { ClassicExcess, ClassicSight, ClassicToken } from '../../domain/classic/classic-token.ts';
import { classicTokenName, hasLostAgreement, hasReturned } from '../../domain/classic/classic-token.ts';
import { gradeOfScope } from '../../domain/classic/scope-catalogue.ts';
import type { Threshold } from '../../domain/notices/due-notice.ts';
import { requestName, type TokenRequest } from '../../domain/requests/token-request.ts';
import type { Speech } from '../speech.ts';
import { risks } from './risks.ts';
import { number as amount, andMore, counted, inDays, listed, utcDay } from './terms.ts';

/** What fine-grained tokens can't do, and what may do it instead. */
const reasons: Readonly<Record<ClassicReason, { readonly name: string; readonly instead: string }>> = {
  outside_contributor: {
    name: 'Write to a public repository of others',
    instead:
      'Often a fork is enough: push to it with a fine-grained token of your own, and open the pull request there.',
  },
  outside_collaborator: {
    name: 'A repository where I’m an outside collaborator',
    instead:
      'As a member of that organization you could use a fine-grained token. A deploy key reaches one repository.',
  },
  several_organizations: {
    name: 'Several organizations with one token',
    instead: 'One fine-grained token for each organization is narrower. A GitHub App can be installed on all of them.',
  },
  packages: {
    name: 'GitHub Packages',
    instead: 'In a workflow of GitHub Actions, GITHUB_TOKEN can read and publish packages.',
  },
  checks: {
    name: 'The Checks API',
    instead:
      'A GitHub App can use it, and so can GITHUB_TOKEN in a workflow. Commit statuses work with a fine-grained token.',
  },
  own_projects: {
    name: 'Projects of a personal account',
    instead: 'A project of the organization works with a fine-grained token.',
  },
  enterprise: {
    name: 'Something of the whole enterprise',
    instead: 'An enterprise owner can install a GitHub App there for many of these calls.',
  },
};

/** As the end of a sentence. */
export function classicReason(reason: ClassicReason): string {
  return reasons[reason].name.replace(/^(A|Some|Several|Write|Projects|The)\b/, (word) => word.toLowerCase());
}

/** What each scope lets a token do; Slack takes 75 characters together with its grade. */
const scopes: Readonly<Record<string, string>> = {
  repo: 'everything in repositories',
  'repo:status': 'read and set commit statuses',
  repo_deployment: 'read and set deployments',
  public_repo: 'push to public repositories',
  'repo:invite': 'accept invitations to repositories',
  security_events: 'read and change code scanning alerts',
  workflow: 'change workflow files',
  'write:packages': 'publish packages',
  'read:packages': 'download packages',
  'delete:packages': 'delete packages',
  'admin:org': 'manage organizations, teams and members',
  'write:org': 'change members, teams and projects',
  'read:org': 'read members, teams and projects',
  'manage_runners:org': 'manage self-hosted runners',
  'admin:public_key': 'manage the holder’s SSH keys',
  'write:public_key': 'add SSH keys to the holder’s account',
  'read:public_key': 'read the holder’s SSH keys',
  'admin:repo_hook': 'manage webhooks of repositories',
  'write:repo_hook': 'add and change webhooks of repositories',
  'read:repo_hook': 'read webhooks of repositories',
  'admin:org_hook': 'manage webhooks of organizations',
  gist: 'write gists',
  notifications: 'read and mark notifications',
  user: 'change the holder’s profile',
  'read:user': 'read the holder’s profile',
  'user:email': 'read the holder’s email addresses',
  'user:follow': 'follow people',
  delete_repo: 'delete repositories',
  project: 'read and change projects',
  'read:project': 'read projects',
  'admin:enterprise': 'manage the enterprise',
  'manage_runners:enterprise': 'manage runners of the enterprise',
  'manage_billing:enterprise': 'read and change the enterprise’s billing',
  'read:enterprise': 'read the enterprise’s profile',
  audit_log: 'read audit logs',
  'read:audit_log': 'read audit logs',
  codespace: 'create and use codespaces',
  'codespace:secrets': 'change secrets of codespaces',
  copilot: 'change Copilot’s settings and seats',
  'manage_billing:copilot': 'change Copilot’s seats',
  'admin:gpg_key': 'manage the holder’s GPG keys',
  'write:gpg_key': 'add GPG keys to the holder’s account',
  'read:gpg_key': 'read the holder’s GPG keys',
};

const said = (name: string): string => scopes[name] ?? 'we don’t know this scope';

const cantSee: Readonly<Record<Exclude<ClassicSight, 'seen' | 'unknown'>, string>> = {
  no_sso: 'GitHub doesn’t let an organization without SAML SSO see classic tokens.',
  no_permission: 'We can’t see classic tokens: the GitHub App may not read them.',
};

function excess(over: ClassicExcess): string {
  switch (over.kind) {
    case 'scope':
      return `${over.name}: ${said(over.name)} (not approved)`;
    case 'never_expires':
      return 'it never expires';
    case 'expires_later':
      return `it lasts until ${utcDay(over.actualAt)} (approved: until ${utcDay(over.latestAt)})`;
  }
}

function ends(name: string, threshold: Threshold, endsAt: number, days: number, speech: Speech): string {
  return threshold === 'expired'
    ? `${name} ended on ${speech.instant(endsAt)}.`
    : `${name} ends ${inDays(days)}, on ${speech.instant(endsAt)}.`;
}

export function classicWaiting(isOwn: boolean): string {
  return isOwn
    ? 'Waiting for you to create the classic token on GitHub, and then to say so here.'
    : 'Waiting for its requester to create the classic token on GitHub.';
}

export const classicStep = 'Create it with exactly the scopes that were approved.';
export const classicOver = 'Its time is over.';

/** `token`: as GitHub shows it; null where GitHub doesn’t. */
export function classicSince(
  request: TokenRequest,
  token: ClassicToken | null,
  organization: string,
  speech: Speech,
): string {
  const made = `Its classic token was created on ${speech.instant(request.classic?.madeAt ?? request.changedAt)}`;
  const by = token?.revocation?.by;
  const revoked = `It was revoked${by == null ? '' : ` by ${speech.person(by.slackId)}`}`;
  switch (token?.status) {
    case 'active':
      if (token.revocation === null || !hasReturned(token)) return `${made}.`;
      return `${made}. ${revoked} on ${speech.instant(token.revocation.at)}, and has been authorized again since.`;
    case 'revoking':
      return `${made}, and is being revoked.`;
    case 'revoked':
      return `${made}. ${revoked} on ${speech.instant(token.changedAt)}, and can no longer reach ${speech.name(organization)}.`;
    case 'gone':
      return `${made}. Since ${speech.instant(token.changedAt)} it can no longer reach ${speech.name(organization)}.`;
    default: {
      const end = declaredEnd(request);
      return end === null ? `${made}.` : `${made}, to last until ${speech.instant(end)}.`;
    }
  }
}

export function classicOverForYou(
  request: TokenRequest,
  organization: string,
  command: string,
  speech: Speech,
): string {
  return `The time of your classic token ${speech.quoted(request.tokenName)} (${requestName(request.number)}) for ${speech.name(organization)} is over. If you made it, delete it on GitHub. You can request another with ${command} request.`;
}

export function classicMadeNews(request: TokenRequest, organization: string, speech: Speech): string {
  return `Your classic token ${speech.quoted(request.tokenName)} (${requestName(request.number)}) for ${speech.name(organization)} is noted. We’ll remind you before it ends.`;
}

export const classic = {
  classicReasonOption: (reason: ClassicReason): string => reasons[reason].name,
  /** Below the reason that was chosen. */
  classicInstead: (reason: ClassicReason): string => reasons[reason].instead,
  classicReasonLabel: 'Why classic',
  classicScopesLabel: 'Scopes',
  /** What a scope lets a token do. */
  classicScope: said,
  classicScopeLine: (name: string): string =>
    `${name}: ${said(name)} (${risks.grade(gradeOfScope(name)).toLowerCase()})`,
  /** Of a list: what it lets a token do stands below. */
  classicScopeOption: (name: string): string => `${name} (${risks.grade(gradeOfScope(name)).toLowerCase()})`,
  moreScopes: (count: number): string => `${andMore(count)}: see Details`,
  noScopes: 'none: it reads what is public',
  classicReach: 'everything its holder can reach, in other organizations too',
  tokenKindOption: (kind: 'fine_grained' | 'classic'): string =>
    kind === 'classic' ? 'A classic token' : 'A fine-grained token',
  classicReasonGiven: ({ reason }: ClassicTerms): string => reasons[reason].name,
  /** After "requests": which kind of token. */
  classicNote: 'Classic token',
  classicCantSee: (sight: ClassicSight): string | null => {
    if (sight === 'seen') return null;
    return sight === 'unknown' ? 'We haven’t been able to look for classic tokens yet.' : cantSee[sight];
  },
  /** In the form: what is not checked. */
  classicUnseen: (sight: ClassicSight, organization: string): string =>
    sight === 'seen'
      ? `We see classic tokens once they are authorized for ${organization}, and compare them with what was approved.`
      : `${sight === 'unknown' ? 'GitHub shows classic tokens only to organizations with SAML SSO.' : cantSee[sight]} We remind you by the date you give.`,
  createClassic: 'Create on GitHub',
  classicStep: `${classicStep} If the page opens blank, copy the values below.`,
  classicNext: (organization: string): string =>
    `Where ${organization} uses SAML SSO, choose Configure SSO beside the token and authorize it. Never paste it in Slack.`,
  classicMade: 'I’ve created it…',
  classicMadeTitle: 'Token created',
  classicMadeSubmit: 'Confirm',
  classicMadeSays:
    'The last eight characters help us recognize it. They don’t give it away. Never paste the whole token.',
  /** `isDeclared`: by its holder's word alone. */
  classicEnds: (
    token: {
      readonly name: string;
      readonly number: TokenRequest['number'] | null;
      readonly organization: string;
      readonly threshold: Threshold;
      readonly endsAt: number;
      readonly days: number;
      readonly holder: string | null;
      readonly isDeclared: boolean;
    },
    speech: Speech,
  ): string => {
    const whose = token.holder === null ? 'Your' : `${speech.name(token.holder)}’s`;
    const number = token.number === null ? '' : ` (${requestName(token.number)})`;
    const name = `${whose} classic token ${speech.quoted(token.name)}${number} for ${speech.name(token.organization)}`;
    const by = token.isDeclared ? ' That is the date from the request: we can’t see the token.' : '';
    return `${ends(name, token.threshold, token.endsAt, token.days, speech)}${by}`;
  },
  classicEndsNext: 'If you still need it, request another in time. Then delete the old one on GitHub.',
  classicOnGithub: 'Your classic tokens',
  /** A seen token's first line. */
  classicTokenCard: (token: ClassicToken, organization: string, speech: Speech): string =>
    `${speech.name(token.holder.login)}’s classic token ${speech.quoted(classicTokenName(token))} for ${speech.name(organization)}`,
  classicTokenStatus: (token: ClassicToken, speech: Speech): string => {
    const when = speech.instant(token.changedAt);
    const by = token.revocation?.by;
    const who = by == null ? 'The policy' : speech.person(by.slackId);
    switch (token.status) {
      case 'revoking':
        return `${who} ${by == null ? 'revokes' : 'is revoking'} it. Telling GitHub now.`;
      case 'revoked':
        return token.revocation === null ? `It was revoked on ${when}.` : `${who} revoked it on ${when}.`;
      case 'gone':
        return `It lost access to the organization on ${when}.`;
      case 'active': {
        const kept = token.revocation?.refused;
        if (kept != null) {
          return `It wasn’t revoked: ${kept === 'not_an_owner' ? 'whoever revoked it is no longer an owner.' : 'GitHub refused it.'}`;
        }
        if (token.revocation !== null) {
          return `${who} revoked it on ${speech.instant(token.revocation.at)}. It has been authorized again since.`;
        }
        if (hasLostAgreement(token)) return 'It lost access to the organization, and has been authorized again since.';
        if (token.agreement === null) return 'Nobody approved it here.';
        const number = token.requestNumber === null ? 'approved' : requestName(token.requestNumber);
        return token.excess.length > 0 ? `It’s wider than ${number} allows:` : `It’s within ${number}.`;
      }
    }
  },
  classicExcess: excess,
  classicExcessLabel: 'Wider',
  classicScopesGiven: (names: readonly string[]): string => (names.length === 0 ? 'none' : listed(names)),
  classicAuthorizedLabel: 'Authorized',
  classicExpiry: (expiresAt: number | null): string => (expiresAt === null ? 'never' : utcDay(expiresAt)),
  classicRevoked: (token: ClassicToken, organization: string, speech: Speech): string =>
    token.status === 'revoked'
      ? `Your classic token ${speech.quoted(classicTokenName(token))} can no longer reach ${speech.name(organization)}. It can’t be authorized there again: create a new one if you need it.`
      : `Your classic token ${speech.quoted(classicTokenName(token))} was not revoked for ${speech.name(organization)} after all.`,
  classicFound: (count: number, unagreed: number, organization: string, speech: Speech): string =>
    `${counted(count, 'classic token')} can reach ${speech.name(organization)}. Nobody approved ${unagreed === count ? (count === 1 ? 'it' : 'any of them') : `${amount(unagreed)} of them`} here.`,
  classicFoundNext: 'From now on we report every new one that nobody approved.',
  showClassic: 'Show classic tokens',
  classicTitle: 'Classic tokens',
  classicNone: 'No classic token can reach your organizations, as far as we can see.',
  classicLine: (token: ClassicToken, organization: string): string =>
    `${token.holder.login}’s “${classicTokenName(token)}” for ${organization}`,
  classicLineRest: (token: ClassicToken): string => {
    const flag =
      hasReturned(token) || hasLostAgreement(token)
        ? `${hasReturned(token) ? 'revoked' : 'lost access'}, and authorized again`
        : token.agreement === null
          ? 'nobody approved it'
          : token.excess.length > 0
            ? 'wider than approved'
            : token.requestNumber === null
              ? 'approved'
              : `approved as ${requestName(token.requestNumber)}`;
    const used = token.accessedAt === null ? 'never used' : `last used ${utcDay(token.accessedAt)}`;
    const end = token.expiresAt === null ? 'never expires' : `expires ${utcDay(token.expiresAt)}`;
    return `${flag} · ${token.scopes.length === 0 ? 'no scopes' : listed(token.scopes)} · ${end} · ${used}`;
  },
  classicHeading: 'Classic tokens that are authorized for the organization',
};
