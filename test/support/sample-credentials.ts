// One of every kind that must never be stored. None is real; they are put together here so that no scanner takes this file for a leak.

function made(prefix: string, length: number): string {
  return prefix + 'a1B2c3D4e5F6g7H8i9J0'.repeat(Math.ceil(length / 20)).slice(0, length);
}

const jwt = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjM0NTY3ODkwIn0', 'dozjgNryP4J3jVmNHl0w5N'].join('.');

export const sampleCredentials: readonly (readonly [string, string])[] = [
  ['a classic token', made('ghp' + '_', 36)],
  ['a fine-grained token', `${made('github' + '_pat_', 22)}_${made('', 59)}`],
  ['an OAuth token', made('gho' + '_', 36)],
  ['a user token of an App', made('ghu' + '_', 36)],
  ['an installation token', made('ghs' + '_', 36)],
  ['an installation token of the new form', `${'ghs'}_123456_${jwt}`],
  ['a refresh token', made('ghr' + '_', 76)],
  ['a bot token of Slack', made(`${'xoxb'}-123456789012-1234567890123-`, 24)],
  ['a user token of Slack', made(`${'xoxp'}-123456789012-`, 24)],
  ['an app-level token of Slack', made(`${'xapp'}-1-A0123456789-1234567890123-`, 64)],
  ['a webhook address of Slack', `hooks.slack.com/${'services'}/T0123456789/B0123456789/${made('', 24)}`],
  ['a JSON web token', jwt],
  ['a key of AWS', `${'AKIA'}IOSFODNN7EXAMPLE`],
  ['a token of GitLab', made('glpat' + '-', 20)],
  ['a token of npm', made('npm' + '_', 36)],
  ['a live key of Stripe', made('sk_' + 'live_', 24)],
  ['a private key', `-----BEGIN RSA ${'PRIVATE'} KEY-----\nMIIEow\nIBAAKCAQEA\n-----END RSA PRIVATE KEY-----`],
];
