import type { Instant, SlackUserId } from '../../domain/ids.ts';
import type { CredentialKind, KindCount } from '../../domain/leaks/credential-kind.ts';
import type { Speech } from '../speech.ts';
import { counted, listed } from './terms.ts';

const names: Readonly<Record<CredentialKind, readonly [one: string, many: string]>> = {
  classic: ['classic personal access token', 'classic personal access tokens'],
  fine_grained: ['fine-grained personal access token', 'fine-grained personal access tokens'],
  oauth: ['token of an OAuth app', 'tokens of OAuth apps'],
  app_user: ['user token of a GitHub App', 'user tokens of GitHub Apps'],
  app_refresh: ['refresh token of a GitHub App', 'refresh tokens of GitHub Apps'],
  app_installation: ['installation token of a GitHub App', 'installation tokens of GitHub Apps'],
  private_key: ['private key', 'private keys'],
  slack_token: ['Slack token', 'Slack tokens'],
  slack_webhook: ['Slack webhook address', 'Slack webhook addresses'],
  jwt: ['JSON web token', 'JSON web tokens'],
  aws: ['AWS access key', 'AWS access keys'],
  gitlab: ['GitLab token', 'GitLab tokens'],
  npm: ['npm token', 'npm tokens'],
  stripe: ['Stripe live key', 'Stripe live keys'],
};

/** "2 classic personal access tokens and 1 private key" */
const kindsOf = (kinds: readonly KindCount[]): string =>
  listed(kinds.map(({ kind, count }) => counted(count, ...names[kind])));

/** What stops working, by kind. */
const ends: Readonly<Partial<Record<CredentialKind, string>>> = {
  classic: 'A classic token stops working everywhere its owner used it, in every organization.',
  fine_grained: 'A fine-grained token stops working everywhere.',
  oauth: 'The OAuth app that holds this token can no longer act for its user.',
  app_user: 'The GitHub App that holds this token can no longer act for its user.',
  app_refresh: 'The GitHub App that holds this token can no longer renew its access for its user.',
};

/** How to end it by hand where GitHub does not end it for whoever has it. */
const byHand: Readonly<Record<CredentialKind, string>> = {
  classic: 'its owner deletes it on GitHub under Settings → Developer settings → Tokens (classic).',
  fine_grained: 'its owner deletes it on GitHub under Settings → Developer settings → Fine-grained tokens.',
  oauth: 'its user revokes the app on GitHub under Settings → Applications → Authorized OAuth Apps.',
  app_user: 'its user revokes the app on GitHub under Settings → Applications → Authorized GitHub Apps.',
  app_refresh: 'its user revokes the app on GitHub under Settings → Applications → Authorized GitHub Apps.',
  app_installation:
    'it expires within an hour. To end it now, an owner suspends the app under the organization’s Settings → GitHub Apps.',
  private_key:
    'delete its other half wherever it is trusted. A GitHub App lists its keys in its settings; SSH keys are under Settings → SSH and GPG keys.',
  slack_token: 'revoke it at api.slack.com/apps, in the settings of the app that it belongs to.',
  slack_webhook: 'remove it at api.slack.com/apps, under Incoming Webhooks of its app.',
  jwt: 'ask whoever issued it to revoke it. Many expire by themselves.',
  aws: 'deactivate it in the AWS console, under IAM.',
  gitlab: 'revoke it on GitLab, under Access tokens.',
  npm: 'delete it on npmjs.com, under Access Tokens.',
  stripe: 'roll it in the Stripe dashboard, under Developers → API keys.',
};

const isOne = (kinds: readonly KindCount[]): boolean => kinds.reduce((sum, { count }) => sum + count, 0) === 1;

export const leaks = (command: string) => ({
  leakTitle: 'Report a leak',
  leakNext: 'Next',
  leakRevoke: 'Revoke now',
  leakTell: 'Tell the owners',
  leakHow: 'Paste the leaked token or key below. We tell you its kind first, and revoke nothing until you confirm.',
  leakPrivate: 'We keep no part of it. The owners see who reported it and its kind.',
  leakField: 'Leaked token or key',
  leakFieldKept: 'As you pasted it. We haven’t kept it.',
  leakNoneInMessage: 'We found no token or key in this message. If you see one, paste it below.',
  leakForgotten: 'We no longer have what was in the message. Paste it below, or use the message’s menu again.',
  leakNoneFound: 'We don’t recognize a token or key in this. Paste all of it, from its first character on.',
  leakCutOff: 'Part of a token is missing here. Paste it whole.',
  leakFound: (kinds: readonly KindCount[]): string => `We found ${kindsOf(kinds)}.`,
  leakEnds: (kinds: readonly KindCount[]): readonly string[] => kinds.flatMap(({ kind }) => ends[kind] ?? []),
  leakNoUndo: 'GitHub ends it immediately and tells its owner. You can’t undo this.',
  /** Under `mode: observe`. */
  leakObserved: (organizations: readonly string[], speech: Speech): string =>
    `We only observe ${listed(organizations.map(speech.name))}. GitHub revokes this because you ask, not because of a policy.`,
  leakByHand: (kinds: readonly KindCount[]): string =>
    isOne(kinds) ? 'You can’t revoke this one here' : 'You can’t revoke these here',
  leakSteps: (kinds: readonly KindCount[]): readonly string[] =>
    kinds.map(({ kind, count }) => `${counted(count, ...names[kind])}: ${byHand[kind]}`),
  leakEnterprise: 'GitHub Enterprise Server can’t revoke a token that somebody else reports.',
  leakRevoked: (kinds: readonly KindCount[]): string => `GitHub accepted ${kindsOf(kinds)} for revocation.`,
  leakRevokedMeans: 'If it was still valid, it has stopped working. GitHub doesn’t tell us whose it was.',
  leakOnlyTold: 'GitHub revoked nothing.',
  leakOwnersTold: 'We’ve told the owners who reported it and its kind.',
  leakNobodyTold: 'We couldn’t tell the owners yet: no organization has been listed. Please tell them yourself.',
  leakAdviceTitle: 'Do this next',
  leakAdvice: [
    'Delete the message, file or commit that shows it.',
    'Ask an owner to check the organization’s audit log for what it was used for.',
    `If something needs it, create a new token with ${command} request, and store it in a secret store.`,
  ],
  leakFailed: {
    unknown: 'GitHub didn’t answer. The token may still work. Please try again: doing it twice does no harm.',
    refused: 'GitHub didn’t accept this, so nothing was revoked. Check that it is complete, then try again.',
    not_here: 'This GitHub can’t revoke a token that somebody else reports. Nothing was revoked.',
    untold: 'GitHub revoked it, but we couldn’t record that or tell the owners. Please try again.',
  },
  leakLimited: (until: Instant | null, speech: Speech): string =>
    until === null
      ? 'GitHub takes no more reports from us for now, so nothing was revoked. Please try again in an hour.'
      : `GitHub takes no more reports from us for now, so nothing was revoked. Please try again after ${speech.instant(until)}.`,
  leakByOwner: 'Or its owner can delete it on GitHub right away.',
  leakAgain: 'We kept nothing of it. Use the message’s menu again, or paste it below.',
  leakReported: (
    by: SlackUserId,
    revoked: readonly KindCount[],
    unrevoked: readonly KindCount[],
    speech: Speech,
  ): string => `${speech.person(by)} reported a leak: ${kindsOf([...revoked, ...unrevoked])}`,
  leakReportedRevoked: (revoked: readonly KindCount[], unrevoked: readonly KindCount[]): string => {
    if (revoked.length === 0) return 'GitHub revoked nothing.';
    const what = unrevoked.length === 0 ? '' : ` ${kindsOf(revoked)}`;
    return `GitHub accepted${what === '' ? ' it' : what} for revocation. It doesn’t tell us whose it was.`;
  },
  leakReportedNext:
    'If it reached this organization, its end shows here too. Check the audit log for what it was used for.',
  /** After a command into which one was typed. */
  leakInstead: `That looks like a token or key. We didn’t keep it, but Slack has seen it. Revoke it with ${command} leak.`,
});
