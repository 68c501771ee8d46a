import { describe, expect, it } from 'vitest';
import { type Change, noChange, together } from '../../../src/domain/change.ts';
import { refuse } from '../../../src/domain/refusal.ts';
import {
  allowed,
  type ConclusionRule,
  forEach,
  forEachRow,
  inTurn,
} from '../../../src/domain/tokens/conclusion-rule.ts';
import type { Dossier } from '../../../src/domain/tokens/dossier.ts';
import { dossier, listedWaiting, now, patRequestId, sighting, waiting } from '../../support/sample-dossiers.ts';

const writes = (row = waiting()): Change => ({
  writes: [{ table: 'pending_tokens', was: null, row }],
  entries: [],
  effects: [],
});
const nothing: ConclusionRule = () => noChange;
const asks: ConclusionRule = () => ({ ask: 'is_it_active' });

describe('rules in turn', () => {
  it('conclude nothing where none of them does', () => {
    expect(inTurn([nothing, nothing])(dossier(), sighting(), now)).toBe(noChange);
    expect(inTurn([])(dossier(), sighting(), now)).toBe(noChange);
  });

  it('each decide on the dossier as the one before left it', () => {
    const seen: number[] = [];
    const counts: ConclusionRule = ({ pendingTokens }) => {
      seen.push(pendingTokens.length);
      return writes(waiting({ patRequestId: patRequestId(600 + pendingTokens.length) }));
    };
    const change = inTurn([counts, nothing, counts])(dossier(), sighting(), now);
    expect(seen).toEqual([0, 1]);
    expect(change).toEqual(
      together(
        writes(waiting({ patRequestId: patRequestId(600) })),
        writes(waiting({ patRequestId: patRequestId(601) })),
      ),
    );
  });

  it('answer a lone Change as it is', () => {
    const change = writes();
    expect(inTurn([nothing, () => change, nothing])(dossier(), sighting(), now)).toBe(change);
  });

  it('stop at the first question, and commit nothing before it is answered', () => {
    const never: ConclusionRule = () => {
      throw new Error('asked in vain');
    };
    expect(inTurn([() => writes(), asks, never])(dossier(), sighting(), now)).toEqual({ ask: 'is_it_active' });
  });

  it('are all given the same sighting and the same time', () => {
    const seen = sighting();
    const given: unknown[] = [];
    const notes: ConclusionRule = (_, ...rest) => {
      given.push(...rest);
      return noChange;
    };
    inTurn([notes, notes])(dossier(), seen, now);
    expect(given).toEqual([seen, now, seen, now]);
  });
});

describe('a rule for each of several rows', () => {
  it('is asked about each in turn, on what the one before left', () => {
    const listed = [501, 502].map((id) => listedWaiting({ patRequestId: patRequestId(id) }));
    const asked: unknown[] = [];
    const rule = forEach(
      (_, { waiting: shown }) => shown?.listed ?? [],
      ({ patRequestId: id }, { pendingTokens }, seen, at) => {
        asked.push([id, pendingTokens.length, seen.waiting?.isById, at]);
        return writes(waiting({ patRequestId: id }));
      },
    );
    const change = rule(dossier(), sighting({ waiting: { listed, isById: true } }), now);
    expect(asked).toEqual([
      [501, 0, true, now],
      [502, 1, true, now],
    ]);
    expect(change).toMatchObject({ writes: [{ row: { patRequestId: 501 } }, { row: { patRequestId: 502 } }] });
  });
});

describe('a rule for each row that qualifies', () => {
  const open = ({ pendingTokens }: Dossier) => pendingTokens.filter(({ status }) => status === 'open');
  const second = waiting({ patRequestId: patRequestId(502) });

  it('is given each as the one before left it', () => {
    const renamed = { ...second, tokenName: 'renamed' };
    const seen: string[] = [];
    const rule = forEachRow(open, ({ id, tokenName }) => {
      seen.push(`${id} ${tokenName}`);
      return writes(renamed);
    });
    rule(dossier({ pendingTokens: [waiting(), second] }), sighting(), now);
    expect(seen).toEqual(['pending-1-501 nightly', 'pending-1-502 renamed']);
  });

  it('is given none that no longer qualifies by then', () => {
    const seen: string[] = [];
    const rule = forEachRow(open, ({ id }) => {
      seen.push(id);
      return writes({ ...second, status: 'cancelled' });
    });
    rule(dossier({ pendingTokens: [waiting(), second] }), sighting(), now);
    expect(seen).toEqual(['pending-1-501']);
  });
});

describe('a step that a rule takes', () => {
  it('is the Change', () => {
    const change = writes();
    expect(allowed(change)).toBe(change);
  });

  it('is a bug where the state refuses it', () => {
    expect(() => allowed(refuse({ why: 'guest' }))).toThrow('a rule took a step that the state refuses: guest');
  });
});
