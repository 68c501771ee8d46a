import type { SlackUserId } from '../../domain/ids.ts';
import type { Message } from '../../domain/message.ts';
import type { WayToAsk } from '../../domain/notices/asked-now.ts';
import type { TokenRequest } from '../../domain/requests/token-request.ts';
import { endsTooLate } from '../../domain/tokens/possible-requests.ts';
import { type ActiveToken, deadlineOf, isRevokedTooLate } from '../../domain/tokens/token.ts';
import type { Speech } from '../speech.ts';
import { tokenOf, type Whose } from './holder.ts';
import { namedOnGithub } from './own-tokens.ts';
import { agreedAs, asSponsor, capital, inDays, listed, toEndInTime } from './terms.ts';
import { widerThanAccepted } from './who-decided.ts';

/** `sponsor`: the person who stands for a machine user. */
type Audience = 'holder' | 'sponsor' | 'reviewers';

/** What a token was prolonged by is asked about in words of its own: see `renewals.ts`. */
type ActiveNews = Exclude<Extract<Message, { kind: 'active_token_news' }>['news'], 'prolonged' | 'replaced'>;

type About = {
  readonly request: TokenRequest | null;
  readonly organization: string;
  readonly slackId: SlackUserId | null;
  readonly isMachineUser: boolean;
};
type Told = About & {
  readonly audience: Audience;
  /** The holder is no longer a member; false where that is not known. */
  readonly hasLeft: boolean;
  /** Nothing is changed at GitHub by us. */
  readonly isObserved: boolean;
  /** Until it is revoked; null where it is not. */
  readonly daysLeft: number | null;
  readonly asking: WayToAsk;
};

function whoRevoked({ revocation }: ActiveToken, audience: Audience, speech: Speech): string {
  if (isTheirs(revocation) && audience !== 'reviewers') return 'You';
  return revocation?.by == null ? 'The policy' : speech.person(revocation.by.slackId);
}

function byWhom({ revocation }: ActiveToken, speech: Speech): string {
  if (revocation === null) return '';
  if (revocation.by === null) return ' by the policy';
  return ` by ${speech.person(revocation.by.slackId)}${isTheirs(revocation) ? `, its ${revocation.as}` : ''}`;
}

function isTheirs(revocation: ActiveToken['revocation']): boolean {
  return revocation?.as === 'holder' || revocation?.as === 'sponsor';
}

/** "wider than PAT-7 allows", with both names where they differ, or than what somebody accepted as it was. */
function tooWide(token: ActiveToken, request: TokenRequest | null, speech: Speech): string {
  const name = agreedAs(token, request, speech);
  if (name === '' || token.agreement?.lapsesAt === null) return widerThanAccepted(token.agreement, null, speech);
  return `wider than ${name} allows`;
}

export const revokeRefused: Readonly<Record<NonNullable<NonNullable<ActiveToken['revocation']>['refused']>, string>> = {
  github_refused: 'GitHub refused to revoke it. Check that the app may write personal access tokens.',
  not_an_owner: 'The owner who revoked it is no longer an owner.',
  within_again: 'It’s within what was approved again.',
  only_observed: 'Countersign only observes now, so we didn’t ask GitHub.',
  holder_returned: 'Its holder is back.',
  policy_changed: 'The policy no longer revokes the tokens of people who left.',
};

const residueUntil = (who: string): string =>
  `SSH keys and deploy keys added with the token keep working. It can still read public data until ${who} on GitHub.`;
const residue = residueUntil('its holder deletes it');
const yourResidue = residueUntil('you delete it');
const leaverReasons = {
  left: 'Its holder is no longer a member.',
  deactivated: 'Its holder was deactivated in Slack.',
} as const;
const policyReason = 'It was wider than approved, and nobody narrowed it in time.';

function whatToken(token: ActiveToken, { audience, slackId, isMachineUser }: Told, speech: Speech): string {
  if (audience === 'holder') return `your token ${speech.quoted(token.tokenName)}`;
  return tokenOf({ login: token.holder.login, slackId, isMachineUser }, token.tokenName, speech);
}

const ownersPageOnGithub = 'on GitHub, in the organization’s settings under Personal access tokens';

function notRevokedNext({ audience, isObserved }: Told, command: string): string {
  if (audience === 'reviewers') {
    return isObserved
      ? `An owner can revoke it ${ownersPageOnGithub}.`
      : `To revoke it, use Revoke in our message about this token. Or revoke it ${ownersPageOnGithub}.`;
  }
  const again = isObserved ? '' : `You can try again with ${command} list.`;
  if (audience === 'sponsor')
    return isObserved ? `An owner can revoke it on GitHub. ${asSponsor}` : `${again} ${asSponsor}`;
  return isObserved ? 'You can delete it on GitHub.' : `${again} Or delete the token on GitHub.`;
}

/** By whose word it is held to what it has; an owner, where an approval on GitHub names nobody. */
function whoAccepted({ agreement }: ActiveToken, speech: Speech): string {
  const people = agreement?.basis.by === 'people' ? agreement.basis.people : [];
  return people.length === 0 ? 'An owner' : listed(people.map(({ slackId }) => speech.person(slackId)));
}

export const activeTokens = (command: string) => ({
  residue,
  yourResidue,
  /** The policy gives no reason of its own: it has just one. */
  policyReason,
  revocationReason: ({ as, reason, because }: NonNullable<ActiveToken['revocation']>): string => {
    if (as !== 'policy') return reason;
    return because === undefined ? policyReason : leaverReasons[because];
  },
  tooMuch: 'Not approved',
  repositoriesRead: (when: string): string => `We last read its repositories on ${when}.`,
  /** The first line of an active token's card: whose it is, and what is wrong with it. */
  activeTokenCard: (
    token: ActiveToken,
    request: TokenRequest | null,
    organization: string,
    slackId: SlackUserId | null,
    speech: Speech,
    isMachineUser = false,
  ): string => {
    const whose: Whose = { login: token.holder.login, slackId, isMachineUser };
    const what = capital(`${tokenOf(whose, token.tokenName, speech)} for ${speech.name(organization)}`);
    if (token.status === 'exceeding') return `${what} is ${tooWide(token, request, speech)}`;
    if (token.agreement === null)
      return token.status === 'active' ? `${what} is active, and nobody approved it here` : what;
    const name = agreedAs(token, request, speech);
    return name === '' ? what : `${what} (${name})`;
  },
  /** Where an active token stands, and what happens next by itself. */
  activeTokenStatus: (token: ActiveToken, speech: Speech): string => {
    const { revocation, drift } = token;
    switch (token.status) {
      case 'active':
        if (revocation?.refused != null) return revokeRefused[revocation.refused];
        return token.agreement === null
          ? 'GitHub asked nobody, or an owner approved it there. It stays active until you decide.'
          : 'It’s within what was approved.';
      case 'exceeding': {
        const since = drift === null ? '' : `Noticed on ${speech.instant(drift.since)}. `;
        const deadlineAt = deadlineOf(drift);
        if (drift === null || deadlineAt === null) {
          const wouldHave =
            drift?.passedAt === undefined
              ? ''
              : `Observe only: we would have revoked it on ${speech.instant(drift.passedAt)}. `;
          return `${since}${wouldHave}It stays active until you decide.`;
        }
        const outcomes = { revoke: 'we’ll revoke it', remind: 'we’ll remind you', would_revoke: 'we would revoke it' };
        const ifNothing = `If nothing changes, ${outcomes[drift.outcome]} on ${speech.instant(deadlineAt)}`;
        return `${since}${drift.outcome === 'would_revoke' ? `Observe only: ${ifNothing.charAt(0).toLowerCase()}${ifNothing.slice(1)}.` : `${ifNothing}.`}`;
      }
      case 'revoking':
        return `Being revoked${byWhom(token, speech)}. Telling GitHub now.`;
      case 'revoked':
        return `Revoked${byWhom(token, speech)}${isTheirs(revocation) ? ',' : ''} on ${speech.instant(token.changedAt)}.${namedOnGithub(revocation?.sentAs, speech)}`;
      case 'expired':
        return isRevokedTooLate(token)
          ? `It expired before GitHub was told that it’s revoked${byWhom(token, speech)}.`
          : 'It has expired.';
      case 'gone':
        return `It lost access on ${speech.instant(token.changedAt)}.`;
    }
  },
  toldBefore: (isAgain: boolean): string =>
    `${isAgain ? 'It was within what was approved in between. ' : ''}Our earlier message about it is up to date. Decide there, or in Details.`,
  openEarlier: 'Open the earlier message',
  openItsMessage: 'Open that message',
  activeTokenNews: (token: ActiveToken, news: ActiveNews, told: Told, speech: Speech): string => {
    const { request, audience } = told;
    const what = whatToken(token, told, speech);
    const place = speech.name(told.organization);
    switch (news) {
      case 'gone': {
        const lost = `${capital(what)} lost access to ${place} on ${speech.instant(token.changedAt)}`;
        if (told.hasLeft) return `${lost}: ${audience === 'holder' ? 'you are' : 'its holder is'} no longer a member.`;
        const who = audience === 'holder' ? 'you' : 'its holder';
        return `${lost}. An owner revoked it on GitHub, ${who} deleted it or left, or it was reported as leaked.`;
      }
      case 'revoked':
        return `${whoRevoked(token, audience, speech)} revoked ${what}. It can no longer reach ${place}.`;
      case 'exceeding':
        return `${capital(what)} for ${place} is ${tooWide(token, request, speech)}:`;
      case 'accepted':
        return `${whoAccepted(token, speech)} accepted ${what} for ${place} as it is. We’ll report any change beyond that.`;
      case 'not_revoked':
        return `${capital(what)} was not revoked and can still reach ${place}. ${revokeRefused[token.revocation?.refused ?? 'github_refused']}`;
    }
  },
  /** What they were told once, and is otherwise by now. */
  exceededBefore: (token: ActiveToken, told: Told, speech: Speech): string =>
    `${capital(whatToken(token, told, speech))} for ${speech.name(told.organization)} was wider than approved.`,
  activeTokenNext: (token: ActiveToken, news: ActiveNews, told: Told, speech: Speech): string => {
    const { audience } = told;
    const isSponsor = audience === 'sponsor';
    switch (news) {
      case 'gone':
      case 'revoked':
        if (isSponsor) return `${residue} ${asSponsor}`;
        return audience === 'holder' && !told.hasLeft
          ? `${yourResidue} If you still need a token, request one with ${command} request.`
          : audience === 'holder'
            ? yourResidue
            : residue;
      case 'exceeding': {
        const { drift } = token;
        const next = endsTooLate(token.excess)
          ? toEndInTime(token.excess, command, told.asking)
          : isSponsor
            ? 'Please have it narrowed on GitHub.'
            : `Narrow it on GitHub, or request more with ${command} request, under the same token name.`;
        const days = told.daysLeft === null ? '' : ` (${inDays(told.daysLeft)})`;
        const deadlineAt = deadlineOf(drift);
        const deadline =
          drift?.outcome === 'revoke' && deadlineAt !== null
            ? ` If it stays so, we’ll revoke it on ${speech.instant(deadlineAt)}${days}.`
            : '';
        return `${next} We’ve told the owners.${deadline}${isSponsor ? ` ${asSponsor}` : ''}`;
      }
      case 'accepted':
        return isSponsor ? asSponsor : 'You don’t need to do anything.';
      case 'not_revoked':
        return notRevokedNext(told, command);
    }
  },
  approvalOff: (
    token: ActiveToken,
    { organization, slackId, isMachineUser }: Omit<About, 'request'>,
    speech: Speech,
  ): string => {
    const whose: Whose = { login: token.holder.login, slackId, isMachineUser };
    return `${capital(tokenOf(whose, token.tokenName, speech))} became active without anyone being asked, and its holder is not an owner. ${speech.name(organization)} seems not to require approval of tokens.`;
  },
  approvalOffNext:
    'Until then GitHub activates every token at once. An owner can turn on “Require administrator approval” on GitHub: in the organization’s settings under Personal access tokens, Settings.',
  revokeTitle: 'Revoke a token',
  revokeSubmit: 'Revoke',
  revokeReader: 'The token’s holder and the owners will see this.',
  /** To its holder. */
  yourRevokeReader: 'The owners will see this.',
  revokeWhat: (
    { holder }: Pick<ActiveToken, 'holder'>,
    organization: string,
    isYours: boolean,
    speech: Speech,
  ): string =>
    `${isYours ? 'Your token' : `The token of ${speech.name(holder.login)}`} loses access to ${speech.name(organization)} immediately. You can’t undo this.`,
});
