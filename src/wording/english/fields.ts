import type { Field, FieldProblem } from '../../domain/requests/field-problem.ts';
import type { Speech } from '../speech.ts';
import { listed, utcDay } from './terms.ts';

const labels: Readonly<Record<Field, string>> = {
  organization: 'Organization',
  machine_user: 'Whose token is it?',
  purpose: 'Purpose',
  token_name: 'Token name',
  description: 'Description',
  lifetime: 'Lifetime',
  expires_on: 'Last day',
  repository_access: 'Repository access',
  repositories: 'Repositories',
  permissions: 'Permissions',
  justification: 'Justification',
  reason: 'Reason',
  question: 'Question',
  answer: 'Answer',
};

const hints: Readonly<Partial<Record<Field, string>>> = {
  purpose: 'In a few words: what will use it?',
  token_name: 'As it will be called on GitHub, at most 40 characters.',
  expires_on: 'Only if you chose a date as the lifetime.',
  repositories: 'Only if you chose selected repositories. Type to search those that you can see.',
  permissions:
    'Type to search, for example "contents". Read access to metadata comes by itself. The fewer, the sooner it is approved.',
  justification: 'Why is it needed, and where will it be kept? Never paste a token or password here.',
};

export const fields = (command: string) => ({
  label: (field: Field): string => labels[field],
  hint: (field: Field): string | null => hints[field] ?? null,
  fieldProblem: (problem: FieldProblem): string => {
    switch (problem.why) {
      case 'required':
        return 'Please fill this in.';
      case 'too_long':
        return `Please shorten this to ${problem.max}; it has ${problem.actual}.`;
      case 'looks_like_credential':
        return 'This looks like a token, key or password, so it was not stored. Remove it, and if it is real, revoke it where it was made.';
      case 'not_offered':
        return 'Please choose one of the options.';
      case 'date_missing':
        return 'You chose a date as the lifetime: please pick the last day.';
      case 'date_without_choosing_it':
        return 'Choose "Until a date" as the lifetime to use this, or clear it.';
      case 'date_past':
        return 'Please pick a day from tomorrow on.';
      case 'beyond_maximum':
        return `A token may last ${problem.maxDays} days at most, until ${utcDay(problem.latestAt)}.`;
      case 'never_not_allowed':
        return `A token has to expire here, after ${problem.maxDays} days at most.`;
      case 'repositories_missing':
        return 'You chose selected repositories: please choose at least one.';
      case 'repositories_without_choosing_them':
        return 'Choose "Only selected repositories" above to use this, or clear it.';
      case 'unknown_repositories':
        return `Not found, or not visible to you: ${listed(problem.names.slice(0, 5))}. Please choose from the list.`;
      case 'repositories_not_checked':
        return 'GitHub did not say in time whether you can see these repositories. Please try again.';
      case 'machine_user_unknown':
        return `We don’t know which GitHub account ${problem.login} is: none was found, or another account has that login now. Ask whoever runs Countersign here.`;
      case 'unknown_permissions':
        return `Not a permission that can be chosen: ${listed(problem.values.slice(0, 5))}. Please choose from the list.`;
      case 'repository_permissions_without_repositories':
        return `These need access to repositories: ${listed(problem.names.slice(0, 5))}. Choose repositories above, or remove them.`;
    }
  },
  lifetimeOption: (value: string): string => {
    if (value === 'date') return 'Until a date';
    return value === 'none' ? 'No expiry' : `${value} days`;
  },
  accessOption: (value: 'none' | 'subset' | 'all'): string =>
    ({ none: 'Public repositories only (read-only)', subset: 'Only selected repositories', all: 'All repositories' })[
      value
    ],
  placeholder: { choose: 'Choose', search: 'Type to search', day: 'Pick a day' },
  /** Above the repositories that were found; Slack takes 75 characters. */
  moreToFind: 'There may be more: type more of the name',
  permissionGroup: { repository: 'Repository permissions', organization: 'Organization permissions' },
  formTitle: (page: number): string => `Ask for a token (${page} of 3)`,
  next: 'Next',
  back: 'Back',
  cancel: 'Cancel',
  close: 'Close',
  send: 'Send request',
  confirmTitle: 'Check and send',
  whoIsAsked: (channel: string, days: number): string =>
    `This goes to ${channel}. Any owner of the organization other than you can approve it. If nobody decides within ${days} days, it lapses.`,
  ownerRemark: (machineUser: string | null, speech: Speech): string =>
    `${machineUser === null ? 'You are' : `${speech.quoted(machineUser)} is`} an owner of this organization: GitHub approves owners’ tokens by itself, as soon as they are made. Please wait for the approval here all the same; a token that nobody agreed to is reported.`,
  problemsIntro: `Something has changed since you filled in the form, so nothing was sent. Please start again with ${command} request.`,
});
