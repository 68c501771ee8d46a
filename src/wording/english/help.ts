export const help = {
  helpTitle: 'Countersign: tokens for the organization, agreed before they are made.',
  helpLines: [
    '/pat request: ask for a fine-grained personal access token',
    '/pat list: your requests and tokens',
    '/pat withdraw PAT-12: take a request back',
    '/pat revoke PAT-12: end the access of a request’s token',
    '/pat help: this text',
  ] as readonly string[],
  helpHow:
    'You ask here, an owner decides, and you make the token on GitHub; it is let in there if it is what was agreed. Countersign never sees a token: never paste one in Slack.',
  unknownWord: (given: string, nearest: string | null): string =>
    nearest === null ? `There is no /pat ${given}.` : `There is no /pat ${given}. Did you mean /pat ${nearest}?`,
};
