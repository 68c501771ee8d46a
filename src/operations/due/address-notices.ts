// To whom each notice goes.
import type { OrganizationId, SlackUserId } from '../../domain/ids.ts';
import { addressNotice, mayGiveWay, wantsListing } from '../../domain/notices/address-notice.ts';
import type { DueNotice } from '../../domain/notices/due-notice.ts';
import { type Addressed, supersede } from '../../domain/notices/tell-ends.ts';
import type { Ports } from '../../ports/ports.ts';
import { breather } from '../breathe.ts';
import { findHolder } from '../people/find-holder.ts';
import { ifReachable, namedBesides } from '../people/find-warned.ts';
import { checkListedSince } from '../watch/check-listed-since.ts';
import { findSuccessor } from '../watch/find-successor.ts';

/** So many tokens are read by one statement. */
const atOnce = 250;

type Reached = { readonly slackId: SlackUserId | null; readonly reached: SlackUserId | null };

/** Looks for a holder. */
export type FindReached = (whose: Pick<DueNotice, 'organizationId' | 'holder'>) => Reached | Promise<Reached>;

/** Each holder is looked for once. */
export function reachOnce(ports: Ports): FindReached {
  const holders = new Map<OrganizationId, Map<string, Reached>>();
  return ({ organizationId, holder }) => {
    const ofOrganization = holders.get(organizationId) ?? new Map<string, Reached>();
    holders.set(organizationId, ofOrganization);
    const account = `${holder.githubId}/${holder.login}`;
    const look = async (): Promise<Reached> => {
      const slackId = await findHolder(ports, holder);
      const found = { slackId, reached: await ifReachable(ports, organizationId, slackId) };
      ofOrganization.set(account, found);
      return found;
    };
    return ofOrganization.get(account) ?? look();
  };
}

/** To whom each goes. */
export async function addressedOf(
  ports: Ports,
  notices: readonly DueNotice[],
  reach: FindReached,
): Promise<readonly Addressed[]> {
  const breathe = breather(ports.clock);
  const named = new Map<number, SlackUserId | null>();
  const addressed: Addressed[] = [];
  for (let from = 0; from < notices.length; from += atOnce) {
    const some = notices.slice(from, from + atOnce);
    const found = await ports.store.activeTokensNamed(some.map(({ activeTokenId }) => activeTokenId));
    const tokens = new Map(found.map((token) => [token.id, token]));
    const renewed = await ports.store.renewedAmong(found.map(({ tokenId }) => tokenId));
    for (const notice of some) {
      const pause = breathe();
      if (pause !== null) await pause;
      const { organizationId, activeTokenId, expiresAt } = notice;
      const token = tokens.get(activeTokenId);
      if (token === undefined) continue;
      const { slackId: holder, reached } = await reach(notice);
      const asked = token.requestNumber ?? 0;
      const other = reached === null ? (named.get(asked) ?? (await namedBesides(ports, token))) : null;
      if (reached === null) named.set(asked, other);
      const mayBeReplaced = mayGiveWay(notice) && renewed.has(token.tokenId);
      const address = addressNotice(notice, {
        isReplaced: mayBeReplaced && (await findSuccessor(ports, token)) !== null,
        isListedSince:
          !wantsListing(notice) || (await checkListedSince(ports, organizationId, activeTokenId, expiresAt)),
        ...{ holder, reached, named: other },
      });
      if (address.fate === 'tell') addressed.push({ notice, slackId: address.slackId, isInstead: address.isInstead });
      else if (address.fate === 'supersede') {
        await ports.store.commit(supersede([notice]), ports.clock.now());
      }
    }
  }
  return addressed;
}
