// Ids as GitHub gives them: rising, with gaps, and of several kinds that must not be mixed up. The same seed gives the same ids.
import { randomBytes } from 'node:crypto';

const firstIds = {
  user: 5_000_000,
  organization: 9_000_000,
  repository: 120_000_000,
  installation: 30_000_000,
  token: 2_000_000,
  patRequest: 25_000,
  pat: 300_000,
  delivery: 12_345_678_901,
  invitation: 700_000,
};
export type IdKind = keyof typeof firstIds;
export type Numbers = { nextId(kind: IdKind): number; nextGuid(): string };

export function numbersFrom(seed: number): Numbers {
  let state = seed >>> 0;
  // mulberry32
  const next = (below: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
  const last = { ...firstIds };
  const hex = (digits: number): string =>
    next(16 ** digits)
      .toString(16)
      .padStart(digits, '0');
  return {
    nextId: (kind) => {
      last[kind] += 1 + next(9);
      return last[kind];
    },
    nextGuid: () => `${hex(4)}${hex(4)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(4)}${hex(4)}${hex(4)}`,
  };
}

/** In GitHub's stateless form, which is longer than the forty characters of old. */
export function newInstallationToken(appId: number): string {
  return `ghs_${appId}_${randomBytes(60).toString('base64url')}`;
}
