import type { SignIn } from '../../domain/people/sign-in.ts';
import { type GithubAccount, isOwner } from '../../domain/person.ts';
import type { Ports } from '../../ports/ports.ts';
import type { UserToken } from '../../ports/user-tokens.ts';
import { liveMembership } from './authorize.ts';
import { openToken, sealToken } from './seal-token.ts';

/** Whether they are asked to let Countersign act in their name: owners alone, and only where a token can be sealed. */
export async function mayOfferOwnToken(ports: Ports, account: GithubAccount): Promise<boolean> {
  if (ports.sealing.keyId === null) return false;
  for (const organization of await ports.store.organizations()) {
    if (isOwner(await liveMembership(ports, organization, account))) return true;
  }
  return false;
}

/** Sealed for this person and account from the first moment on: until they have said yes it can't be used for anything. */
export function heldToken(
  { sealing }: Pick<Ports, 'sealing'>,
  { slackId }: Pick<SignIn, 'slackId'>,
  { githubId }: GithubAccount,
  token: UserToken | null,
): SignIn['ownToken'] {
  if (token === null) return null;
  const { accessEndsAt, refreshEndsAt } = token;
  return { ...sealToken(sealing, { githubId, slackId }, token), accessEndsAt, refreshEndsAt };
}

/**
 * What a sign-in held that was taken out of the database, or never came into it: it ends at GitHub too. Only for whoever took it out: one that was
 * given meanwhile is in use.
 */
export async function endHeld(
  ports: Ports,
  { slackId, account, ownToken }: Pick<SignIn, 'slackId' | 'account' | 'ownToken'>,
): Promise<void> {
  if (ownToken === null || account === null) return;
  const pair = openToken(ports.sealing, { slackId, githubId: account.githubId, ...ownToken });
  if (typeof pair !== 'string') await ports.userTokens.end(pair.access);
}
