import { type Change, noChange } from '../domain/change.ts';
import { classicTokenName } from '../domain/classic/classic-token.ts';
import { type AfterFailure, afterFailure, type Failed, subjectOf } from '../domain/messages/after-failure.ts';
import { Fault } from '../ports/fault.ts';
import type { EffectEnd, LeasedEffect, Store } from '../ports/store.ts';
import type { Way } from '../ports/way.ts';
import { paceCalls } from './pace-calls.ts';
import type { Pacer, Turn } from './pacer.ts';
import { perform } from './perform.ts';
import type { Performer } from './post-messages.ts';
import { findTogether, type LeasedPost } from './send-together.ts';
import { startLease, withinLease } from './within-lease.ts';

/** Longer than any call may take, so that a lease ends only with its process. */
const leaseMs = 120_000;
/** So many are carried out at once, each way by itself: what hangs keeps no other way from going on. */
const mostAtOnce = { github: 1, redraw: 10, post: 30, home: 10 } as const satisfies { readonly [W in Way]: number };
/** So many are leased in one transaction. */
const mostLeased = 20;
/** Longer than that a timer is no use: the timetable wakes the outbox as well. */
const longestTimerMs = 60_000;
/** Tries to record an end whose own Change became stale meanwhile, before the effect is carried out again. */
const recordTries = 3;
/**
 * Carries out committed effects: leased when they may go, in order within a lane (a channel, a person, GitHub), retried with growing
 * waits, loud when it takes long. Lanes run side by side, so that a slow one keeps nobody else waiting.
 */
export class Outbox {
  readonly #performer: Performer;
  readonly #pacer: Pacer;
  readonly #busyLanes = new Map<string, Way>();
  readonly #running = new Set<Promise<void>>();
  #isStopped = false;
  #leasing: Promise<number> | null = null;
  /** The look that begins when the one under way has ended. */
  #nextLook: Promise<number> | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(performer: Performer, pacer: Pacer) {
    this.#performer = performer;
    this.#pacer = pacer;
  }

  /** Starts whatever is due and not yet running. Answers how many were started. */
  async wake(): Promise<number> {
    if (this.#isStopped) return 0;
    // One leaser at a time: two would see the same lanes as free. Whoever asks meanwhile is served by one more look, however many they are.
    this.#nextLook ??= (this.#leasing ?? Promise.resolve(0))
      .catch(() => 0)
      .then(() => {
        this.#leasing = this.#nextLook;
        this.#nextLook = null;
        return this.#start();
      });
    return this.#nextLook;
  }

  /** Waits for what is in flight. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  /** Takes nothing new and waits for what is in flight. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    for (const look of [this.#leasing, this.#nextLook]) await look?.catch(() => 0);
    await this.idle();
  }

  async #start(): Promise<number> {
    if (this.#isStopped) return 0;
    const { ports } = this.#performer;
    let leased: Awaited<ReturnType<typeof ports.store.leaseEffects>>;
    const mayCall = startLease(ports.clock, leaseMs);
    try {
      const resting = new Set([...this.#busyLanes.keys(), ...this.#pacer.restingLanes()]);
      leased = await ports.store.leaseEffects(ports.clock.now(), leaseMs, mostLeased, resting, this.#room());
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      ports.log.error('the outbox could not read its effects', { code: error.code });
      return 0;
    }
    for (const effect of leased) {
      this.#busyLanes.set(effect.lane, effect.way);
      const turn = this.#pacer.begin(effect.way, effect.lane);
      const run = this.#carryOut(effect, turn, mayCall)
        .catch((error: unknown) => {
          ports.log.error('an effect could not be recorded by a bug; its lease will run out', { why: String(error) });
        })
        .finally(() => {
          turn.ended();
          this.#busyLanes.delete(effect.lane);
          this.#running.delete(run);
          // The lane's next one.
          ports.wake.outbox();
        });
      this.#running.add(run);
    }
    this.#wakeWhenMoreMayGo();
    return leased.length;
  }

  /** How many of each way may begin now. */
  #room(): { readonly [W in Way]: number } {
    const running = [...this.#busyLanes.values()];
    const roomOf = (way: Way): number =>
      Math.min(this.#pacer.room(way), mostAtOnce[way] - running.filter((one) => one === way).length);
    return { github: roomOf('github'), redraw: roomOf('redraw'), post: roomOf('post'), home: roomOf('home') };
  }

  #wakeWhenMoreMayGo(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    const waitMs = this.#pacer.msUntilMore();
    if (waitMs === null || this.#isStopped) return;
    this.#timer = setTimeout(this.#performer.ports.wake.outbox, Math.min(Math.ceil(waitMs), longestTimerMs)).unref();
  }

  async #carryOut(leased: LeasedEffect & { readonly way: Way }, turn: Turn, mayCall: () => void): Promise<void> {
    const performer = withinLease(paceCalls(this.#performer, turn), mayCall);
    const { ports } = performer;
    const { store, clock } = ports;
    let others: readonly LeasedPost[] = [];
    let change: Change;
    try {
      others = await findTogether(store, leased, clock.now());
      change = await perform(performer, leased, others).catch((error: unknown) => {
        // One of them spoils the list: each is tried by itself.
        if (others.length === 0 || (error instanceof Fault && error.trouble !== 'content')) throw error;
        others = [];
        return perform(performer, leased, others);
      });
    } catch (error) {
      // A limit is of the method: nothing else of that way goes before it is over.
      if (error instanceof Fault && error.where === 'slack' && error.code === 'rate_limited') {
        await this.#pacer.rest(leased.way, error.retryAfterSeconds ?? 0).catch((why: unknown) => {
          if (!(why instanceof Fault)) throw why;
          ports.log.error('other processes could not be told that Slack asked for silence', { code: why.code });
        });
      }
      return this.#failed(leased, others, error);
    }
    await this.#record(leased, others, change);
  }

  /**
   * Records what was carried out. A database that is busy or full is waited for: to carry it out again would post a message twice.
   * Only when the lease has run out, or the process ends, is it forgotten.
   */
  async #record(leased: LeasedEffect, others: readonly LeasedPost[], change: Change): Promise<void> {
    const { ports } = this.#performer;
    const end: EffectEnd = { as: 'done' };
    for (let waitMs = 100, waitedMs = 0; ; waitMs = Math.min(waitMs * 2, 5_000)) {
      try {
        for (let attempt = 0; attempt < recordTries; attempt += 1) {
          if ((await ports.store.finishEffect(leased, end, change, ports.clock.now(), others)) === 'done') return;
        }
        // Only the copy's own row can have moved: the end counts, what it would have written is drawn again.
        await ports.store.finishEffect(leased, end, noChange, ports.clock.now(), others);
        return;
      } catch (error) {
        if (!(error instanceof Fault) || waitedMs + waitMs > leaseMs || this.#isStopped) throw error;
        ports.log.error('what was carried out could not be recorded yet', {
          effect: leased.effect.kind,
          code: error.code,
        });
        waitedMs += waitMs;
        await new Promise((resolve) => setTimeout(resolve, waitMs));
      }
    }
  }

  async #failed(leased: LeasedEffect, others: readonly LeasedPost[], error: unknown): Promise<void> {
    const { ports } = this.#performer;
    const { effect, failures } = leased;
    const now = ports.clock.now();
    const fault = error instanceof Fault ? error : null;
    if (fault === null) {
      ports.log.error('an effect failed by a bug', {
        effect: effect.kind,
        message: String(error),
        stack: stackOf(error),
      });
    }
    try {
      const about = await decidedOn(ports.store, leased);
      const { end, told, says } = afterFailure({ effect, failures, about }, fault, now);
      if (says !== null) {
        const sinceMs = now - leased.firstDueAt;
        const fields = { effect: effect.kind, tries: failures + 1, sinceMs, said: fault?.said ?? null };
        ports.log.error(said[says], { ...fields, why: 'why' in end ? end.why : '', subject: subjectOf(effect) });
      }
      await ports.store.finishEffect(leased, end, told, now, others);
    } catch (storeError) {
      // The lease ends by itself; until then nobody else carries it out.
      if (!(storeError instanceof Fault)) throw storeError;
      ports.log.error('an effect could not be recorded', { effect: effect.kind, code: storeError.code });
    }
  }
}

const said: Readonly<Record<NonNullable<AfterFailure['says']>, string>> = {
  ourselves: 'Slack does not take our token, its rights or our call; nothing is lost, and we keep trying',
  content: 'Slack takes a message in no form; we keep trying',
  decision: 'a decision could not be carried out on GitHub; we keep trying',
  message: 'a message has not got through yet; we keep trying',
  gave_up: 'an effect was given up',
};

/** The token of a decision that GitHub is to be told of; null where there is no such row. */
async function decidedOn(store: Store, { effect }: LeasedEffect): Promise<Failed['about']> {
  switch (effect.kind) {
    case 'review_pending_token':
      return store.pendingToken(effect.pendingTokenId);
    case 'revoke_token':
      return store.activeToken(effect.activeTokenId);
    case 'revoke_classic_token': {
      const token = await store.classicToken(effect.classicTokenId);
      return token === null ? null : { ...token, tokenName: classicTokenName(token) };
    }
    default:
      return null;
  }
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? '') : '';
}
