export const trailFiles = {
  trailPreparing: 'We’re preparing the file. You’ll get it in your direct messages with Countersign.',
  trailFile: 'Audit trail',
  trailComment: 'Here is the audit trail, as you asked. It names people and tokens: share it with owners only.',
  trailTooLarge: (megabytes: number): string =>
    `The file would be larger than ${megabytes} MB, so we didn’t send it. Name a person, a token or a day, and try again.`,
  trailFailed: 'Slack didn’t take the file. Please try again in a minute.',
};
