const words = [
  { word: 'request', example: 'request', does: 'request a fine-grained personal access token' },
  { word: 'list', example: 'list', does: 'see your requests and tokens' },
  { word: 'show', example: 'show PAT-12', does: 'see a request’s details' },
  { word: 'withdraw', example: 'withdraw PAT-12', does: 'withdraw a request' },
  { word: 'renew', example: 'renew PAT-12', does: 'renew a token before it expires' },
  { word: 'revoke', example: 'revoke PAT-12', does: 'end the access of a request’s token' },
  { word: 'tokens', example: 'tokens', does: 'see all tokens; with @mona only hers (owners)' },
  { word: 'permissions', example: 'permissions comment', does: 'find the permission that a task or an API call needs' },
  { word: 'guide', example: 'guide PAT-12', does: 'see how to use a token, step by step' },
  { word: 'policy', example: 'policy', does: 'read the rules for tokens' },
  { word: 'leak', example: 'leak', does: 'revoke a leaked token or key' },
  { word: 'audit', example: 'audit @mona', does: 'get the audit trail as a file (owners)' },
  { word: 'status', example: 'status', does: 'see whether everything works, and what waits' },
  { word: 'link', example: 'link', does: 'link your GitHub account' },
  { word: 'unlink', example: 'unlink', does: 'end that link' },
  { word: 'help', example: 'help', does: 'see this list' },
];

export const help = (command: string) => ({
  helpTitle: 'Countersign: GitHub tokens that an owner approves before they work.',
  /** All that the command knows. */
  helpWords: words.map(({ word }) => word),
  helpLines: words.map(({ example, does }) => `${command} ${example}: ${does}`),
  helpHow: `In place of PAT-12 you can send the name of your own token or request. You request here, an owner decides, and you create the token on GitHub. It works once it matches what was approved. We don’t need to see it: never paste one in Slack. If one leaked, ${command} leak revokes it.`,
  unknownWord: (given: string, nearest: string | null): string =>
    nearest === null
      ? `There is no ${command} ${given}.`
      : `There is no ${command} ${given}. Did you mean ${command} ${nearest}?`,
});
