import { longestWaitSeconds } from '../domain/backoff.ts';
import { Fault } from '../ports/fault.ts';
import type { SharedPace } from '../ports/shared-pace.ts';
import type { Way } from '../ports/way.ts';
import { arrivalOf, type CallLimit, type CallPace, longestWayMs, msUntilNext } from './slack-pace.ts';

/** One effect that may call; it holds its place in the pace from the moment that it was leased. */
export type Turn = {
  /**
   * A call is to begin, in that channel or to that person. What it gives is to be called when it was answered. Throws a Fault where other
   * processes leave no room for it: then nothing was called.
   */
  readonly called: (way: Way, place: string) => Promise<() => void>;
  /** It is over; where it called nobody, its place is free again. */
  readonly ended: () => void;
};

type Call = { begunAt: number | null; answeredAt: number | null };

/**
 * Says what may go now, before anything is leased. It knows what this process called, by a clock that nobody can set; what several that
 * share a workspace call together is booked right before each call.
 */
export class Pacer {
  readonly #pace: CallPace | null;
  readonly #elapsedMs: () => number;
  readonly #shared: SharedPace | null;
  readonly #calls = new Map<Way, Set<Call>>();
  readonly #restsUntil = new Map<Way, number>();
  /** Where a message was posted lately, and the lanes that lead there: those of two organizations may end in one channel. */
  readonly #places = new Map<string, { call: Call; readonly lanes: Set<string> }>();

  /** Without a pace: as fast as it gets, but for what the other side asks. `shared`: null where nobody else calls for this workspace. */
  constructor(pace: CallPace | null, elapsedMs: () => number, shared: SharedPace | null = null) {
    this.#pace = pace;
    this.#elapsedMs = elapsedMs;
    this.#shared = shared;
  }

  /** How many more of that way may begin now. */
  room(way: Way): number {
    if (this.msUntil(way) > 0) return 0;
    return this.#pace?.ways[way] === undefined ? Number.POSITIVE_INFINITY : 1;
  }

  /** Lanes in whose channel a message was posted a moment ago. */
  restingLanes(): readonly string[] {
    this.#forgetPlaces();
    return [...this.#places.values()].filter(({ call }) => this.#msLeftIn(call) > 0).flatMap(({ lanes }) => [...lanes]);
  }

  /** Milliseconds until more may go than now; null where nothing is held back. */
  msUntilMore(): number | null {
    const ways = [...this.#calls.keys(), ...this.#restsUntil.keys()].map((way) => this.msUntil(way));
    const places = [...this.#places.values()].map(({ call }) => this.#msLeftIn(call));
    const waits = [...ways, ...places].filter((ms) => ms > 0);
    return waits.length === 0 ? null : Math.min(...waits);
  }

  begin(way: Way, lane: string): Turn {
    const held: Call = { begunAt: null, answeredAt: null };
    this.#callsOf(way).add(held);
    return {
      called: async (calledWay, place) => {
        await this.#book(calledWay, place, lane);
        // A card that was deleted is posted afresh by its redraw.
        const isHeld = calledWay === way && held.begunAt === null;
        const call: Call = isHeld ? held : { begunAt: null, answeredAt: null };
        call.begunAt = this.#elapsedMs();
        this.#callsOf(calledWay).add(call);
        if (isOfPlace(calledWay)) this.#calledIn(place, lane, call);
        return () => {
          call.answeredAt = this.#elapsedMs();
        };
      },
      ended: () => {
        if (held.begunAt === null) this.#callsOf(way).delete(held);
      },
    };
  }

  /** The other side asked for silence: of all of us. */
  async rest(way: Way, seconds: number): Promise<void> {
    const restMs = Math.min(seconds, longestWaitSeconds) * 1_000;
    this.#restFor(way, restMs);
    await this.#shared?.restCalls(way, restMs);
  }

  #restFor(way: Way, restMs: number): void {
    this.#restsUntil.set(way, Math.max(this.#restsUntil.get(way) ?? 0, this.#elapsedMs() + restMs));
  }

  /** What others called is known by nobody but those who did, and the database that all of us share. */
  async #book(way: Way, place: string, lane: string): Promise<void> {
    const limit = this.#pace?.ways[way];
    if (this.#pace === null || this.#shared === null || limit === undefined) return;
    // It counts from now on, and may arrive a little later.
    const { wayMs, placeMs } = await this.#shared.bookCall({
      ...{ way, most: limit.most, windowMs: limit.windowMs + longestWayMs },
      ...{ place: isOfPlace(way) ? place : null, placeMs: this.#pace.perPlaceMs + longestWayMs },
    });
    if (wayMs === 0 && placeMs === 0) return;
    if (wayMs > 0) this.#restFor(way, wayMs);
    if (placeMs > 0) {
      const at = this.#elapsedMs() + placeMs - this.#pace.perPlaceMs;
      this.#calledIn(place, lane, { begunAt: at, answeredAt: at });
    }
    // It waits no longer than its lane and its way do: else what is behind it would pass it.
    throw new Fault('slack', 'others_call', { isRetryable: true, isUncalled: true });
  }

  #callsOf(way: Way): Set<Call> {
    const calls = this.#calls.get(way) ?? new Set<Call>();
    this.#calls.set(way, calls);
    return calls;
  }

  /** Milliseconds until something may go that way. */
  msUntil(way: Way): number {
    const now = this.#elapsedMs();
    const restMs = Math.max(0, (this.#restsUntil.get(way) ?? now) - now);
    const limit = this.#limitOf(way);
    const calls = this.#callsOf(way);
    for (const call of calls) if (this.#arrivalOf(call) + (limit?.windowMs ?? 0) < now) calls.delete(call);
    if (limit === undefined) return restMs;
    return Math.max(
      restMs,
      msUntilNext(
        limit,
        [...calls].map((call) => this.#arrivalOf(call)),
        now,
      ),
    );
  }

  /** Of several each leaves room between its calls for those of the others, so that they seldom meet. */
  #limitOf(way: Way): CallLimit | undefined {
    const limit = this.#pace?.ways[way];
    return limit === undefined ? undefined : { ...limit, gapMs: limit.gapMs * (this.#shared?.processes() ?? 1) };
  }

  /** What has not called yet may do so at any moment. */
  #arrivalOf({ begunAt, answeredAt }: Call): number {
    const now = this.#elapsedMs();
    return begunAt === null ? now : arrivalOf({ begunAt, answeredAt }, now);
  }

  #msLeftIn(call: Call): number {
    return this.#pace === null ? 0 : this.#arrivalOf(call) + this.#pace.perPlaceMs - this.#elapsedMs();
  }

  #calledIn(place: string, lane: string, call: Call): void {
    if (this.#pace === null) return;
    const known = this.#places.get(place) ?? { call, lanes: new Set() };
    known.call = call;
    known.lanes.add(lane);
    this.#places.set(place, known);
  }

  /** A person has one lane; what several lead to is kept, to know them beforehand. */
  #forgetPlaces(): void {
    for (const [place, { call, lanes }] of this.#places) {
      if (lanes.size === 1 && this.#msLeftIn(call) <= 0) this.#places.delete(place);
    }
  }
}

/** Redraws of one channel may be as close as they like. */
function isOfPlace(way: Way): boolean {
  return way === 'post' || way === 'home';
}
