import type { RequestNumber } from '../../domain/ids.ts';
import type { Verdict } from '../../domain/policy/admit.ts';
import type { Field, FieldProblem } from '../../domain/requests/field-problem.ts';
import type { FormPage } from '../../domain/requests/form-fields.ts';
import { requestName } from '../../domain/requests/token-request.ts';
import type { WhereUsed } from '../../domain/requests/where-used.ts';
import type { PresetName } from '../../domain/scope/presets.ts';
import type { Speech } from '../speech.ts';
import { policySaysAll, rules } from './rules.ts';
import { counted, listed, utcDay } from './terms.ts';

const labels: Readonly<Record<Field, string>> = {
  organization: 'Organization',
  where_used: 'Used in',
  machine_user: 'Whose token is it?',
  purpose: 'Purpose',
  token_name: 'Token name',
  description: 'Description',
  lifetime: 'Lifetime',
  expires_on: 'Last day',
  preset: 'Access',
  repository_access: 'Repository access',
  repositories: 'Repositories',
  permissions: 'Permissions',
  justification: 'Justification',
  token_kind: 'Kind of token',
  classic_reason: 'Why classic',
  classic_scopes: 'Scopes',
  last_eight: 'Last eight characters',
  also_warn: 'Also warn',
  reason: 'Reason',
  keep: 'Keep these',
  keep_reason: 'Why they’re needed',
  question: 'Question',
  answer: 'Answer',
};

/** Where the form asks, instead of naming. */
const questions: Readonly<Partial<Record<Field, string>>> = {
  where_used: 'Where will you use it?',
  purpose: 'What is it for?',
  classic_reason: 'What can’t a fine-grained token do?',
  preset: 'What should it be able to do?',
};

const hints: Readonly<Partial<Record<Field, string>>> = {
  purpose: 'In a few words. We suggest the rest.',
  token_kind: 'Classic tokens reach everything that you can. Use one only for what nothing else can do.',
  classic_scopes: 'The token has them everywhere. Fewer scopes are approved faster.',
  permissions: 'Metadata read access is always included. Narrow requests are approved faster.',
  also_warn: 'Who we tell before it expires if we can’t reach you.',
  justification: 'Why you need it, and where you keep it. Never paste a token here.',
};

const wheres: Readonly<Record<WhereUsed, string>> = {
  git: 'Git on my machine',
  actions: 'A workflow in GitHub Actions',
  script: 'A script of mine',
  service: 'A service or bot',
  other: 'Something else',
};

const presets: Readonly<Record<PresetName, string>> = {
  read_code: 'Read code',
  read_discussion: 'Read issues and pull requests',
  read_ci: 'Read CI results',
  comment: 'Comment on issues and pull requests',
  push: 'Clone and push',
  pull_requests: 'Open and merge pull requests',
  release: 'Publish a release',
  run_workflows: 'Run workflows',
  deploy: 'Deploy',
  read_alerts: 'Read security alerts',
  read_members: 'Read members and teams',
};

function refused({ reasons: [reason, ...more] }: Verdict, organization: string): string {
  const said = `The policy of ${organization} does not allow this`;
  return reason !== undefined && 'maxDays' in reason && !('rule' in reason)
    ? `${said}: a token may last ${counted(reason.maxDays, 'day')} at most.${policySaysAll(more)}`
    : `${said}.${policySaysAll(reason === undefined ? [] : [reason, ...more])}`;
}

export const fields = (command: string) => ({
  label: (field: Field): string => labels[field],
  /** Above the field in the form. */
  question: (field: Field): string => questions[field] ?? labels[field],
  hint: (field: Field): string | null => hints[field] ?? null,
  lifetimeHint: (organization: string, maxDays: number): string => `${organization} allows ${maxDays} days at most.`,
  fieldProblem: (problem: FieldProblem): string => {
    switch (problem.why) {
      case 'not_eight':
        return 'Please enter exactly the last eight characters of the token, or leave this empty.';
      case 'unknown_scopes':
        return `Not a scope you can choose: ${listed(problem.values.slice(0, 5))}. Please choose from the list.`;
      case 'classic_not_allowed':
        return 'Classic tokens can’t be requested here. Please choose a fine-grained one.';
      case 'required':
        return 'Please fill this in.';
      case 'too_long':
        return `Please shorten this to ${problem.max} characters; it has ${problem.actual}.`;
      case 'looks_like_credential':
        return `This looks like a token, key or password, so we did not store it. Remove it. If it is real, revoke it with ${command} leak.`;
      case 'not_offered':
        return 'Please choose one of the options.';
      case 'date_missing':
        return 'Please pick the last day.';
      case 'date_past':
        return 'Please pick a day from tomorrow on.';
      case 'beyond_maximum':
        return `A token may last ${problem.maxDays} days at most, until ${utcDay(problem.latestAt)}.`;
      case 'never_not_allowed':
        return `A token has to expire here, after ${problem.maxDays} days at most.`;
      case 'repositories_missing':
        return 'Please choose at least one repository.';
      case 'unknown_repositories':
        return `Not found, or not visible to you: ${listed(problem.names.slice(0, 5))}. Please choose from the list.`;
      case 'wider_than_asked':
        return 'You can only offer less than was requested. Please choose from the list.';
      case 'not_both_see':
        return `Not found, or not visible to you and the requester: ${listed(problem.names.slice(0, 5))}. Please choose from the list.`;
      case 'repositories_not_checked':
        return 'We couldn’t check with GitHub that you can see these repositories. Please try again.';
      case 'machine_user_unknown':
        return `We don’t know which GitHub account ${problem.login} is: none was found, or another account has that login now. Ask an owner to check it in the policy.`;
      case 'unknown_permissions':
        return `Not a permission you can choose: ${listed(problem.values.slice(0, 5))}. Please choose from the list.`;
      case 'repository_permissions_without_repositories':
        return `These need access to repositories: ${listed(problem.names.slice(0, 5))}. Choose repositories, or other permissions.`;
    }
  },
  whereOption: (value: WhereUsed): string => wheres[value],
  /** Below a preset that was chosen. */
  presetGives: (permissions: readonly string[]): string => `This requests ${listed(permissions)}.`,
  presetOption: (value: PresetName | 'other'): string => (value === 'other' ? 'Something else' : presets[value]),
  lifetimeOption: (value: string): string => {
    if (value === 'date') return 'Until a date';
    return value === 'none' ? 'No expiry' : `${value} days`;
  },
  accessOption: (value: 'none' | 'subset' | 'all'): string =>
    ({
      none: 'Public repositories only (read-only)',
      subset: 'Only selected repositories',
      all: 'All repositories, including future ones',
    })[value],
  placeholder: { choose: 'Choose', search: 'Type to search', day: 'Pick a day', person: 'Nobody' },
  /** Above the repositories that were found; Slack takes 75 characters. */
  moreToFind: 'There may be more: type more of the name',
  permissionGroup: { repository: 'Repository permissions', organization: 'Organization permissions' },
  /** Above what would serve better. */
  adviceTitle: 'You may not need a token:',
  solves: 'That solves it',
  solvedTitle: 'No token needed',
  solved: 'Glad that helped. We sent nothing to the owners.',
  /** Above a form that is filled in with what the person had left. */
  keptFrom: (at: number, speech: Speech): string => `We kept what you filled in on ${speech.instant(at)}.`,
  goOn: 'Continue',
  startOver: 'Start again',
  missing: (names: readonly string[]): string => `Your choice needs one more answer: ${listed(names)}.`,
  /** Opens the form filled in as that request was. */
  askAgain: (number: RequestNumber): string => `Request ${requestName(number)} again…`,
  startingOver: 'One moment: the form starts again.',
  formTitle: (page: FormPage): string => `Request a token (${page} of 3)`,
  next: 'Next',
  back: 'Back',
  cancel: 'Cancel',
  close: 'Close',
  send: 'Send request',
  confirmTitle: 'Review and send',
  /** What the policy says of it: who decides, or why nobody may. */
  verdict: (verdict: Verdict, organization: string, undecidedDays: number, speech: Speech): string =>
    verdict.outcome === 'refuse'
      ? refused(verdict, organization)
      : rules.whoDecides(verdict, organization, undecidedDays, speech),
  ownerRemark: (machineUser: string | null, speech: Speech): string =>
    `${machineUser === null ? 'You are' : `${speech.name(machineUser)} is`} an owner, so GitHub activates the token as soon as it is created. Still wait for the approval here: we report a token that nobody approved.`,
  problemsIntro: `Something has changed since you filled in the form, so we sent nothing. Please start again with ${command} request.`,
});
