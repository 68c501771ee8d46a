// To whom each notice goes.
import type { Write } from '../../domain/change.ts';
import { noChange } from '../../domain/change.ts';
import type { OrganizationId, SlackUserId } from '../../domain/ids.ts';
import type { DueNotice } from '../../domain/notices/due-notice.ts';
import type { Ports } from '../../ports/ports.ts';
import { breather } from '../breathe.ts';
import { findHolder } from '../people/find-holder.ts';
import { ifReachable, namedBesides } from '../people/find-warned.ts';
import { checkListedSince } from '../watch/check-listed-since.ts';
import { findSuccessor } from '../watch/find-successor.ts';

/** So many tokens are read by one statement. */
const atOnce = 250;

export type Addressed = {
  readonly notice: DueNotice;
  readonly slackId: SlackUserId | null;
  /** It goes to somebody who isn't the holder, for want of a way to them. */
  readonly isInstead: boolean;
};

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

export function claim(notice: DueNotice, status: 'claimed' | 'superseded'): Write {
  return {
    table: 'due_notices',
    was: notice.version,
    row: { ...notice, status, version: notice.version + 1 },
    only: ['status'],
  };
}

/** To whom each goes. That a token has ended is said only once GitHub was asked after its end. */
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
      const { threshold, organizationId, activeTokenId, expiresAt } = notice;
      const token = tokens.get(activeTokenId);
      if (token === undefined) continue;
      // Of two that are one to whoever uses them, only the new one's end is worth a word before it comes.
      const mayBeReplaced = threshold !== 'expired' && renewed.has(token.tokenId);
      if (mayBeReplaced && (await findSuccessor(ports, token)) !== null) {
        await ports.store.commit({ ...noChange, writes: [claim(notice, 'superseded')] }, ports.clock.now());
        continue;
      }
      const known = await reach(notice);
      const asked = token.requestNumber ?? 0;
      const other = known.reached === null ? (named.get(asked) ?? (await namedBesides(ports, token))) : null;
      if (known.reached === null) named.set(asked, other);
      const slackId = known.reached ?? other;
      const isSure =
        threshold !== 'expired' || (await checkListedSince(ports, organizationId, activeTokenId, expiresAt));
      if (isSure) addressed.push({ notice, slackId, isInstead: slackId !== known.slackId });
    }
  }
  return addressed;
}
