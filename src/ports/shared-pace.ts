import type { Way } from './way.ts';

/** A call that is about to be made, and what all processes that share a workspace may make together. */
export type BookedCall = {
  readonly way: Way;
  /** So many of that way in any window. */
  readonly most: number;
  readonly windowMs: number;
  /** The channel or person that it goes to, and how far apart two of those are; null where they may be as close as they like. */
  readonly place: string | null;
  readonly placeMs: number;
};

/** How long to wait for the way, or for the place, before it is asked again: nothing was booked then. Both 0: the call may be made now. */
export type Booked = { readonly wayMs: number; readonly placeMs: number };

/** The pace of all processes that share a workspace. */
export type SharedPace = {
  /** How many they are, as was heard last: only to spread their calls, so that they seldom meet. */
  readonly processes: () => number;
  /** Books one call for us, or says how long nobody may make one. */
  readonly bookCall: (call: BookedCall) => Promise<Booked>;
  /** The other side asked one of us for silence: nobody books a call of that way until it is over. */
  readonly restCalls: (way: Way, restMs: number) => Promise<void>;
};
