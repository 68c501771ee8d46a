// As whom GitHub is called about a token: as a reviewer who allowed it, with their own token, so that GitHub itself checks and names them;
// or as the App. It is recorded before the call, for a call whose answer was lost may have worked.
import type { GithubAccount } from '../person.ts';
import type { GithubAnswer } from './sighting.ts';

/**
 * Why a reviewer's own token could not be used. `expired`: it was not used for six months. `revoked`: GitHub takes it no longer. `unreadable`: it
 * can't be decrypted. `refused`: GitHub does not let its owner do this. `not_renewed`: GitHub gives no newer one.
 */
export type TokenTrouble = 'expired' | 'revoked' | 'unreadable' | 'refused' | 'not_renewed';

export type SentAs =
  | { readonly as: 'reviewer'; readonly by: GithubAccount }
  /** `insteadOf`: a reviewer had allowed the use of their own token. */
  | { readonly as: 'app'; readonly insteadOf: (GithubAccount & { readonly why: TokenTrouble }) | null };

/** What the trail keeps of it. */
export function sentData(sent: SentAs): Record<string, unknown> {
  if (sent.as === 'reviewer') return { as: sent.as, by: sent.by.githubId, login: sent.by.login };
  const { insteadOf } = sent;
  return {
    as: sent.as,
    ...(insteadOf === null ? {} : { insteadOf: insteadOf.githubId, login: insteadOf.login, why: insteadOf.why }),
  };
}

export type NotTaken = {
  readonly by: GithubAccount;
  readonly why: Extract<TokenTrouble, 'revoked' | 'refused'>;
  readonly status: number;
};

/** What GitHub did not take from a reviewer, so that the App sends it once more; null where its answer is to be taken as it is. */
export function notTakenFrom(sent: SentAs, answer: GithubAnswer): NotTaken | null {
  if (sent.as !== 'reviewer' || answer.outcome !== 'unknown' || answer.retryAfterSeconds !== null) return null;
  const { by } = sent;
  const { status } = answer;
  if (status === 401) return { by, why: 'revoked', status };
  return status === 403 || status === 404 ? { by, why: 'refused', status } : null;
}

export function isSentAlike(one: SentAs | null, other: SentAs): boolean {
  if (one === null) return false;
  if (one.as === 'reviewer') return other.as === 'reviewer' && one.by.githubId === other.by.githubId;
  if (other.as !== 'app') return false;
  return one.insteadOf?.githubId === other.insteadOf?.githubId && one.insteadOf?.why === other.insteadOf?.why;
}
