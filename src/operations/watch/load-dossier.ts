import type { Hint } from '../../domain/change.ts';
import type { Instant, TokenId } from '../../domain/ids.ts';
import { subjectKey } from '../../domain/message.ts';
import type { GithubAccount } from '../../domain/person.ts';
import { comparedWith } from '../../domain/tokens/advance-pending-token.ts';
import { type Dossier, ownAccountsOf, type Told } from '../../domain/tokens/dossier.ts';
import type { Ports } from '../../ports/ports.ts';
import type { GovernedOrganization } from '../find-organization.ts';
import { accountOf } from '../people/accounts.ts';
import { holderFacts, standsBehind } from '../people/find-holder.ts';

/**
 * All that we know of one token, from our rows alone. `holder` is the account as GitHub shows it now. Of one that is unheard of (see
 * `find-unknown-tokens.ts`) there is nothing to read but whose it is.
 */
export async function loadDossier(
  ports: Ports,
  { organization, policy }: GovernedOrganization,
  tokenId: TokenId,
  holder: GithubAccount,
  isUnheardOf = false,
): Promise<Dossier> {
  const { store } = ports;
  const { id } = organization;
  const { sponsor } = await standsBehind(ports, holder);
  const sponsorsAccount = sponsor === null ? null : await accountOf(ports, sponsor);
  const blank: Dossier = {
    // As it was when the pass began: when the lists were read last must not be this pass's own word.
    organization,
    policy,
    tokenId,
    holder: {
      githubId: holder.githubId,
      ...(await holderFacts(ports, holder)),
      ownAccounts: ownAccountsOf(holder, sponsor, sponsorsAccount),
    },
    pendingTokens: [],
    activeTokens: [],
    requests: [],
    notices: [],
    copies: [],
    told: [],
  };
  if (isUnheardOf) return blank;
  const pendingTokens = await store.pendingTokensOfToken(id, tokenId);
  const activeTokens = await store.activeTokensOfToken(id, tokenId);
  const open = await store.openRequestsOf(id, holder.githubId);
  const isNew = pendingTokens.length + activeTokens.length === 0;
  const own = isNew ? [] : await store.requestsOfToken(id, tokenId);
  const requests = [...own, ...open.filter(({ number }) => !own.some((one) => one.number === number))];
  // What came to nothing is open no longer, and no token's: the one that waited for it names it.
  const compared = new Set(pendingTokens.flatMap(({ match }) => comparedWith(match) ?? []));
  const missing = [...compared].filter((number) => !requests.some((one) => one.number === number));
  const over = await Promise.all(missing.map((number) => store.request(number)));
  const notices = await Promise.all(activeTokens.map((token) => store.noticesOf(token.id)));
  const subjects = [
    ...pendingTokens.map((token) => subjectKey({ of: 'pending_token', id: token.id })),
    ...activeTokens.map((token) => subjectKey({ of: 'active_token', id: token.id })),
  ];
  const hints = await store.hintsAbout(tokenId);
  const told = hints.flatMap(({ told, receivedAt: at }): Told[] => (told === null ? [] : [toldIn(told, at)]));
  return {
    ...blank,
    pendingTokens,
    activeTokens,
    requests: [...requests, ...over.flatMap((request) => request ?? [])],
    notices: notices.flat(),
    copies: subjects.length === 0 ? [] : await store.copiesAbout(subjects),
    told,
  };
}

function toldIn({ patRequestId, act, by, byId = null }: NonNullable<Hint['told']>, at: Instant): Told {
  return { patRequestId: patRequestId as Told['patRequestId'], act, by, byId, at };
}
