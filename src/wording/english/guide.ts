import type { Speech } from '../speech.ts';

/** How a token is used, once it is there. The commands themselves are domain/scope/token-guide's. */
export const guide = (command: string) => ({
  howToUse: 'How do I use it?',
  guideTitle: 'How to use your token',
  guideHeadline: (tokenName: string, organization: string, speech: Speech): string =>
    `How to use ${speech.quoted(tokenName)} for ${organization}`,
  guideSafety:
    'No command below contains your token: paste it only where one asks for a password or a token. Never paste it in Slack.',
  guideNotYet: 'This token doesn’t work yet. Come back when we tell you that it does.',
  guideReplaceRepository: 'Replace REPOSITORY with the name of yours.',
  guideTry: 'Try it',
  guideTryHow: 'In bash or zsh, paste the token when asked. It then stays out of your shell’s history.',
  guideTryResult:
    'An answer in JSON means that it works. A 404 often means that this repository or permission is missing.',
  guideClone: 'Clone over HTTPS',
  guideCloneHow: 'Git asks for a password: paste the token.',
  guideReadOnly: 'This token can clone and pull, but not push.',
  guideSwitch: 'Switch a clone from SSH to HTTPS',
  guideReplace: 'Replace a saved password',
  guideReplaceHow:
    'This makes Git forget the old one, whether it’s in the macOS keychain, Windows Credential Manager or libsecret. On Windows, use Git Bash. Git then asks again.',
  guideCache: 'Let Git remember it',
  guideCacheHow: 'Run the line for your system once:',
  guideCacheLines: [
    ['macOS keychain', 'git config --global credential.helper osxkeychain'],
    ['Windows Credential Manager', 'git config --global credential.helper manager'],
    ['Linux with libsecret', 'git config --global credential.helper libsecret'],
    ['Linux, in memory for an hour', "git config --global credential.helper 'cache --timeout=3600'"],
  ] as const,
  guideSeveral: 'Do you have a token for another organization too? Then let Git keep one for each repository:',
  guideSecrets: 'Keep it as a secret',
  guideSecretsHow:
    'Use the repository whose workflow or codespace needs it. The GitHub CLI asks for the token; paste it there.',
  guideSecretsOf: { actions: 'GitHub Actions', dependabot: 'Dependabot', codespaces: 'Your codespaces' },
  guideVault: 'Anywhere else, keep it in a password manager. Don’t put it in a file that Git tracks.',
  guideSaml: 'If your organization uses SAML',
  guideSamlHow:
    'GitHub authorizes a fine-grained token when you create it, so there’s nothing more to do. If a call is refused, sign in to the organization in your browser and try again.',
  kindsTitle: 'Fine-grained or classic?',
  kindsLines: [
    'A fine-grained token reaches one organization, only the repositories and permissions that you choose.',
    'A classic token reaches everything that you can reach, in every organization that allows it.',
    'Owners can review, limit and revoke each fine-grained token. They can only allow or block classic tokens altogether.',
    'Only classic tokens can use GitHub Packages, notifications, enterprise settings, or several organizations at once.',
    'Only classic tokens reach repositories where you’re an outside collaborator.',
    `Request fine-grained tokens here with ${command} request. If you need a classic one, talk to an owner first.`,
  ],
  kindsNext: `For the steps made for one token: ${command} guide PAT-12.`,
});
