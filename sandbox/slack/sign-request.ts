import { createHmac } from 'node:crypto';

/** Slack's v0 signature: https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function signRequest(signingSecret: string, timestampSeconds: number, rawBody: string): string {
  return `v0=${createHmac('sha256', signingSecret).update(`v0:${timestampSeconds}:${rawBody}`).digest('hex')}`;
}
