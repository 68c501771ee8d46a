const words = [
  { word: 'request', example: 'request', does: 'ask for a fine-grained personal access token' },
  { word: 'list', example: 'list', does: 'your requests and tokens' },
  { word: 'withdraw', example: 'withdraw PAT-12', does: 'take a request back' },
  { word: 'revoke', example: 'revoke PAT-12', does: 'end the access of a request’s token' },
  { word: 'permissions', example: 'permissions comment', does: 'which permission a task or an API call needs' },
  { word: 'guide', example: 'guide PAT-12', does: 'how to use a token, step by step' },
  { word: 'help', example: 'help', does: 'this text' },
];

export const help = (command: string) => ({
  helpTitle: 'Countersign: tokens for the organization, agreed before they are made.',
  /** All that the command knows. */
  helpWords: words.map(({ word }) => word),
  helpLines: words.map(({ example, does }) => `${command} ${example}: ${does}`),
  helpHow:
    'You ask here, an owner decides, and you make the token on GitHub; it is let in there if it is what was agreed. Countersign never sees a token: never paste one in Slack.',
  unknownWord: (given: string, nearest: string | null): string =>
    nearest === null
      ? `There is no ${command} ${given}.`
      : `There is no ${command} ${given}. Did you mean ${command} ${nearest}?`,
});
