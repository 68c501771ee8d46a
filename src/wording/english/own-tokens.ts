import type { SentAs, TokenTrouble } from '../../domain/tokens/sent-as.ts';
import type { Speech } from '../speech.ts';

/** What was wrong with a reviewer's own token, after its name. */
export const tokenTroubles: Readonly<Record<TokenTrouble, string>> = {
  expired: 'has expired',
  revoked: 'was revoked',
  unreadable: 'can’t be decrypted',
  refused: 'was refused',
  not_renewed: 'couldn’t be renewed',
};

const whatHappened: Readonly<Record<TokenTrouble, string>> = {
  expired: 'It wasn’t used for six months and expired',
  revoked: 'GitHub no longer accepts it',
  unreadable: 'It can’t be decrypted any more',
  refused: 'GitHub didn’t let you do this with it',
  not_renewed: 'GitHub didn’t renew it',
};

/** Whom GitHub names for what was decided here; said where it is not simply the App. Begins with a space. */
export function namedOnGithub(sent: SentAs | null | undefined, speech: Speech): string {
  if (sent == null) return '';
  if (sent.as === 'reviewer') return ` GitHub names ${speech.name(sent.by.login)}.`;
  const { insteadOf } = sent;
  return insteadOf === null
    ? ''
    : ` GitHub names our app: the token of ${speech.name(insteadOf.login)} ${tokenTroubles[insteadOf.why]}.`;
}

export const ownTokens = (command: string) => ({
  ownTokenTrouble: (why: TokenTrouble): string =>
    why === 'refused' || why === 'not_renewed'
      ? 'We couldn’t use your GitHub token'
      : 'We no longer use your GitHub token',
  ownTokenTroubleWhy: (why: TokenTrouble, organization: string, speech: Speech): string =>
    `${whatHappened[why]}, so our GitHub App acts for you in ${speech.name(organization)}. Nothing you decided is lost.`,
  ownTokenTroubleNext: (why: TokenTrouble): string =>
    why === 'refused' || why === 'not_renewed'
      ? 'We’ll try it again later. You don’t need to do anything.'
      : `To have GitHub name you again, sign in with ${command} link.`,
});
