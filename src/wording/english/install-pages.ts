import type { InstallProblem } from '../../domain/install-problem.ts';

/** What each scope that the manifest asks for is needed for; one that is not here is named alone. */
const scopes: Readonly<Record<string, string>> = {
  commands: 'To answer the slash command, and the menu of a message',
  'chat:write': 'To write messages as Countersign',
  'users:read': 'To see people’s names, time zones and languages, and who is a guest',
  'channels:read': 'To see whether a public channel that it writes to is shared',
  'groups:read': 'To see whether a channel that it writes to is still private',
  'files:write': 'To send the lists that owners export',
  'usergroups:read': 'To see who is in a user group that the policy names as reviewers',
  'users:read.email': 'To find people by the address that your identity provider knows',
};

function problem(what: InstallProblem): readonly string[] {
  switch (what.why) {
    case 'denied':
      return ['You didn’t allow it on Slack’s page. Nothing was installed.'];
    case 'slack_refused':
      return [
        'Slack didn’t allow it. Nothing was installed.',
        'Whoever runs Countersign finds Slack’s reason in its log.',
      ];
    case 'other_browser':
      return [
        'This installation didn’t start in this browser. Nothing was installed.',
        'Start on this page, and stay in the same browser.',
      ];
    case 'too_late':
      return ['An installation has ten minutes, and this one took longer. Nothing was installed.'];
    case 'used':
      return ['This installation has been used already. Nothing was changed.'];
    case 'unreadable':
      return ['We couldn’t read what Slack sent. Nothing was installed.'];
    case 'misconfigured':
      return [
        `Slack didn’t accept ${what.variable}. Nothing was installed.`,
        'Whoever runs Countersign has to correct it.',
      ];
    case 'no_bot':
      return [
        'Slack gave no token for a bot. Nothing was kept.',
        'Whoever runs Countersign has to check the manifest.',
      ];
    case 'rotating':
      return [
        'Token rotation is on for this Slack app, so its token would stop working in 12 hours. Nothing was kept.',
        'Slack can’t switch that off. Whoever runs Countersign has to create another Slack app from the manifest.',
      ];
    case 'missing_scopes':
      return [
        `Slack gave fewer permissions than Countersign needs. These are missing: ${what.scopes.join(', ')}. Nothing was kept.`,
        'Start again on this page, without changing the address that it leads to.',
      ];
    case 'no_policy':
      return [
        `Countersign isn’t set up for ${what.teamName}. Nothing was kept.`,
        `Whoever runs it can write the policy file ${what.file}. Then install it again.`,
        what.isGivenBack
          ? 'Its access has been revoked.'
          : 'We couldn’t revoke its access. Remove the app in Slack, under Manage apps.',
      ];
  }
}

/** The pages on which somebody installs the app in a workspace. */
export const installPages = {
  installPage: {
    startTitle: 'Install Countersign in Slack',
    start: 'Slack will ask you to choose a workspace and to allow Countersign this:',
    scope: (name: string): string => scopes[name] ?? name,
    onlyWithPolicy: 'It works only in workspaces that whoever runs it has written a policy for.',
    startNote: 'Installing gives you no rights in Countersign.',
    install: 'Continue to Slack',
    again: 'Start again',
    installedTitle: 'Installed',
    installed: (name: string, isForEnterprise: boolean): string =>
      isForEnterprise
        ? `Countersign is installed in the whole organization ${name}.`
        : `Countersign is installed in ${name}.`,
    started: 'It’s running there now. You can close this page and go on in Slack.',
    notStarted:
      'It couldn’t start there yet. Whoever runs Countersign finds the reason in its log. You don’t need to install it again.',
    failedTitle: 'Not installed',
    problem,
    tooMany: 'Too many pages were opened at once. Nothing was installed. Please try again in a minute.',
    notNow: 'Slack or our database didn’t answer. Nothing was installed. Please try again in a minute.',
  },
};
