import { type Change, type MessageCopy, together } from '../../domain/change.ts';
import type { SlackUserId } from '../../domain/ids.ts';
import { subjectKey } from '../../domain/message.ts';
import {
  handOverActive,
  handOverPending,
  isOnHolder,
  type Stands,
  waitsForHolder,
} from '../../domain/notices/hand-over.ts';
import { questionsOf } from '../../domain/notices/reminders-of.ts';
import type { GithubAccount } from '../../domain/person.ts';
import type { ActiveToken, PendingToken } from '../../domain/tokens/token.ts';
import type { Ports } from '../../ports/ports.ts';
import { breather } from '../breathe.ts';
import { commitOnce } from '../commit-decision.ts';
import { findHolder, sponsorOf } from './find-holder.ts';

const copiesAtOnce = 100;

/** What waits for whoever stands for its token, with the messages that said so. */
type Waiting = { readonly pending: readonly PendingToken[]; readonly active: readonly ActiveToken[] };

async function waitingTokens({ store }: Ports): Promise<Waiting> {
  const pending: PendingToken[] = [];
  for (const { id } of await store.organizations()) pending.push(...(await store.unsettledPendingTokens(id)));
  return { pending: pending.filter(waitsForHolder), active: (await store.exceedingTokens()).filter(isOnHolder) };
}

async function handedOver(
  ports: Ports,
  { pending, active }: Waiting,
  standing: (holder: GithubAccount) => Promise<Stands>,
): Promise<Change> {
  const breathe = breather(ports.clock);
  const keys = [
    ...pending.map(({ id }) => subjectKey({ of: 'pending_token', id })),
    ...active.map((token) => subjectKey(questionsOf(token))),
  ];
  const copies: MessageCopy[] = [];
  for (let place = 0; place < keys.length; place += copiesAtOnce) {
    await breathe();
    copies.push(...(await ports.store.copiesAbout(keys.slice(place, place + copiesAtOnce))));
  }
  const bySubject = Map.groupBy(copies, ({ subject }) => subjectKey(subject));
  const changes: Change[] = [];
  for (const token of pending) {
    const told = bySubject.get(subjectKey({ of: 'pending_token', id: token.id })) ?? [];
    changes.push(handOverPending(token, told, await standing(token.holder)));
  }
  for (const token of active) {
    changes.push(
      handOverActive(token, bySubject.get(subjectKey(questionsOf(token))) ?? [], await standing(token.holder)),
    );
  }
  return together(...changes);
}

/** Committed with the step by which somebody comes to stand for an account, or nobody does: it is read as nobody's or another's yet. */
export async function handOverAccount(ports: Ports, account: GithubAccount, to: SlackUserId | null): Promise<Change> {
  const { pending, active } = await waitingTokens(ports);
  const isOf = ({ holder }: { readonly holder: GithubAccount }): boolean => holder.githubId === account.githubId;
  const waiting = { pending: pending.filter(isOf), active: active.filter(isOf) };
  return handedOver(ports, waiting, async () => ({ to, isNew: true }));
}

/** The same of a person's own account, unless it is a machine user's: its sponsor stands for it, whoever is linked to it. */
export async function handOverOwn(ports: Ports, account: GithubAccount, to: SlackUserId | null): Promise<Change> {
  return (await sponsorOf(ports, account)) === null ? handOverAccount(ports, account, to) : together();
}

/** Whatever the policy says by now: what was told to somebody who stands for it no longer. */
export async function handOverAll(ports: Ports): Promise<void> {
  const change = await handedOver(ports, await waitingTokens(ports), async (holder) => ({
    to: await findHolder(ports, holder),
    isNew: false,
  }));
  if (change.effects.length > 0) await commitOnce(ports, change, ports.clock.now());
}
