import type { SlackUserId } from '../../domain/ids.ts';
import type { Message } from '../../domain/message.ts';
import type { TokenRequest } from '../../domain/requests/token-request.ts';
import { isOnlyANewTokenWithin } from '../../domain/tokens/offered.ts';
import type { ActiveToken } from '../../domain/tokens/token.ts';
import type { Speech } from '../speech.ts';
import { holder } from './holder.ts';
import { agreedAs, onlyANewToken } from './terms.ts';

/** `sponsor`: the person who stands for a machine user. */
type Audience = 'holder' | 'sponsor' | 'reviewers';
const sponsor = 'You get this as the sponsor of this machine user.';

type ActiveNews = Extract<Message, { kind: 'active_token_news' }>['news'];

function revokedBy({ revocation }: ActiveToken, speech: Speech): string {
  if (revocation === null) return '';
  if (revocation.as === 'holder' || revocation.as === 'sponsor') return ' as you asked';
  return revocation.by === null ? ' by the policy' : ` by ${speech.person(revocation.by.slackId)}`;
}

const revokeRefused: Readonly<Record<NonNullable<NonNullable<ActiveToken['revocation']>['refused']>, string>> = {
  github_refused: 'GitHub refused to revoke it: check that the app may write personal access tokens.',
  not_an_owner: 'Whoever had revoked it is no longer an owner.',
  within_again: 'It is within what was agreed again.',
};

const residue =
  'What this does not undo: SSH keys and deploy keys that were added with the token keep working, and the token itself can still read what is public until its holder deletes it on GitHub.';
const policyReason = 'It went past what was agreed, and was not brought back in time.';

export const activeTokens = (command: string) => ({
  residue,
  /** The policy gives no reason of its own: it has just one. */
  policyReason,
  revocationReason: ({ as, reason }: NonNullable<ActiveToken['revocation']>): string =>
    as === 'policy' ? policyReason : reason,
  tooMuch: 'More than was agreed',
  repositoriesRead: (when: string): string => `Its repositories are as GitHub showed them on ${when}.`,
  /** The headline of an active token's card. */
  activeTokenCard: (
    token: ActiveToken,
    request: TokenRequest | null,
    organization: string,
    slackId: SlackUserId | null,
    speech: Speech,
  ): string => {
    const what = `The token ${speech.quoted(token.tokenName)} of ${holder(token.holder.login, slackId, speech)}`;
    if (token.agreement === null)
      return `${what} can reach ${speech.quoted(organization)}, and nobody agreed to it here`;
    const name = agreedAs(token, request, speech);
    const agreed = name === '' ? '' : ` as ${name}`;
    return token.status === 'exceeding'
      ? `${what} for ${speech.quoted(organization)} goes past what was agreed${agreed}`
      : `${what} for ${speech.quoted(organization)}${agreed === '' ? '' : `, agreed${agreed}`}`;
  },
  /** Where an active token stands, and what happens next by itself. */
  activeTokenStatus: (token: ActiveToken, speech: Speech): string => {
    const { revocation, drift } = token;
    const by =
      revocation === null
        ? ''
        : revocation.by === null
          ? ' by the policy'
          : ` by ${speech.person(revocation.by.slackId)}${revocation.as === 'holder' || revocation.as === 'sponsor' ? `, its ${revocation.as}` : ''}`;
    switch (token.status) {
      case 'active':
        if (revocation?.refused != null) return revokeRefused[revocation.refused];
        return token.agreement === null
          ? 'Either an owner let it in on github.com, or GitHub asked nobody, as with owners’ own tokens and where the organization does not require approval. Accept it as it is, or revoke it; nothing happens by itself.'
          : 'It is within what was agreed.';
      case 'exceeding': {
        const since = drift === null ? '' : `Seen on ${speech.instant(drift.since)}. `;
        if (drift?.deadlineAt == null) {
          return `${since}It still goes past what was agreed. Accept it as it is, or revoke it.`;
        }
        const outcome = drift.outcome === 'revoke' ? 'it is revoked' : 'you are reminded';
        return `${since}Accept it as it is, or revoke it. If nobody does and it stays so, ${outcome} on ${speech.instant(drift.putOffUntil ?? drift.deadlineAt)}.`;
      }
      case 'revoking':
        return `It is being revoked${by}; GitHub is being told.`;
      case 'revoked':
        return `Revoked${by} on ${speech.instant(token.changedAt)}. It can no longer reach the organization.`;
      case 'expired':
        return 'It has expired.';
      case 'gone':
        return 'It can no longer reach the organization.';
    }
  },
  activeTokenNews: (
    token: ActiveToken,
    news: ActiveNews,
    request: TokenRequest | null,
    organization: string,
    slackId: SlackUserId | null,
    audience: Audience,
    speech: Speech,
  ): string => {
    const whose = audience === 'holder' ? 'Your token' : 'The token';
    const of = audience === 'holder' ? '' : ` of ${holder(token.holder.login, slackId, speech)}`;
    const what = `${whose} ${speech.quoted(token.tokenName)}${of}`;
    const place = speech.quoted(organization);
    const name = agreedAs(token, request, speech);
    const agreed = name === '' ? '' : ` as ${name}`;
    switch (news) {
      case 'gone':
        return `${what} can no longer reach ${place}: it was revoked by an owner on GitHub, or deleted, or its holder left.`;
      case 'revoked':
        return `${what} was revoked${revokedBy(token, speech)} and can no longer reach ${place}.`;
      case 'exceeding':
        return `${what} for ${place} goes past what was agreed${agreed}:`;
      case 'accepted':
        return `${what} for ${place} was accepted as it is. From now on it is held to exactly that.`;
      case 'not_revoked':
        return `${what} was not revoked and can still reach ${place}. ${revokeRefused[token.revocation?.refused ?? 'github_refused']}`;
    }
  },
  activeTokenNext: (token: ActiveToken, news: ActiveNews, audience: Audience, speech: Speech): string => {
    switch (news) {
      case 'gone':
      case 'revoked':
        if (audience === 'sponsor') return `${residue} ${sponsor}`;
        return audience === 'holder' ? `${residue} If you still need a token, ask with ${command} request.` : residue;
      case 'exceeding': {
        const deadlineAt = token.drift?.outcome === 'revoke' ? token.drift.deadlineAt : null;
        const edit = isOnlyANewTokenWithin(token.excess)
          ? `${audience === 'sponsor' ? `${sponsor} ` : ''}${onlyANewToken(command)} The owners have been told.`
          : audience === 'sponsor'
            ? `${sponsor} Please have it edited on GitHub to what was agreed. The owners have been told.`
            : `Please edit it on GitHub to what was agreed, or ask for more with ${command} request, under the same token name. The owners have been told.`;
        return deadlineAt === null ? edit : `${edit} If it stays so, it is revoked on ${speech.instant(deadlineAt)}.`;
      }
      case 'accepted':
        return audience === 'sponsor' ? sponsor : 'Nothing is for you to do.';
      case 'not_revoked':
        return 'An owner can revoke it again here, or on GitHub under the organization’s settings, Personal access tokens.';
    }
  },
  approvalOff: (token: ActiveToken, organization: string, slackId: SlackUserId | null, speech: Speech): string =>
    `${holder(token.holder.login, slackId, speech)} is not an owner, and yet the token ${speech.quoted(token.tokenName)} was let in without anybody being asked: ${speech.quoted(organization)} seems not to require approval of tokens.`,
  approvalOffNext:
    'Without it GitHub lets every token in at once. An owner can turn it on under the organization’s settings, Personal access tokens, Settings: “Require administrator approval”.',
  revokeTitle: 'Revoke a token',
  revokeSubmit: 'Revoke',
  revokeReader: 'The token’s holder and the owners read this.',
  revokeWhat: (token: ActiveToken, organization: string, speech: Speech): string =>
    `This ends the access of the token of ${speech.quoted(token.holder.login)} to ${speech.quoted(organization)} at once. It can’t be taken back: a new token has to be asked for.`,
});
