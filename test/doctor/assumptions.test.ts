import { describe, expect, it } from 'vitest';
import { assumptionRows } from '../../src/doctor/assumption-rows.ts';
import type { Assumption, AssumptionNumber, Evidence } from '../../src/domain/assumptions.ts';

const at = Date.parse('2027-03-02T23:59:00Z');

function seen(number: AssumptionNumber, shown: Evidence['shown'], days: number): Assumption {
  return { id: `${number}-${shown}`, version: 1, number, shown, firstSeenAt: at, lastSeenAt: at, days };
}

const row = (number: AssumptionNumber, ...known: readonly Assumption[]) =>
  assumptionRows(known).find(({ what }) => what === number);

describe('the row of an assumption', () => {
  it.each(['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'A8'] as const)('%s is right where it was borne out', (number) => {
    expect(row(number, seen(number, 'holds', 12))).toMatchObject({
      ...{ is: 'right', mend: null },
      found: expect.stringMatching(/^holds, seen on 12 days, last on 2027-03-02: /),
    });
  });

  it.each([
    ['A1', 'waits for approval again', 'Tell holders'],
    ['A2', 'got wider without asking', 'Check that approval is required'],
    ['A3', 'another id', 'goes on with what was agreed'],
    ['A4', 'no longer listed', 'told by its date'],
    ['A5', 'answers a second review otherwise', 'Decide each token in one place'],
    ['A7', 'waits beside the one before it', 'Deny the older one'],
    ['A9', 'an owner’s token that it lets in unasked', 'a webhook is only a hint'],
  ] as const)('%s is wrong where it was contradicted, with what follows', (number, found, follows) => {
    const contradicted = row(number, seen(number, 'contradicted', 1));
    expect(contradicted).toMatchObject({ is: 'wrong', found: expect.stringContaining(found) });
    expect(contradicted?.found).toMatch(/^does not hold, seen on 1 day, last on 2027-03-02: /);
    expect(contradicted?.mend).toContain(follows);
  });

  it('says both where it held and didn’t', () => {
    const both = row('A3', seen('A3', 'holds', 4), seen('A3', 'contradicted', 1));
    expect(both?.is).toBe('wrong');
    expect(both?.found).toMatch(/; it also held, seen on 4 days, last on 2027-03-02$/);
  });

  it.each([
    ['A1', /^not seen yet: a regenerated token keeps its access$/],
    [
      'A6',
      /^not seen yet, and only what bears it out can be seen, since a webhook that doesn’t come may have been lost: /,
    ],
    ['A8', /^not seen yet, and only what bears it out can be seen, since a holder may simply not ask: /],
    [
      'A9',
      /^not contradicted yet, and nothing else can be seen, since a webhook that doesn’t come may have been lost: /,
    ],
    ['A10', /^can’t be seen by Countersign, since the page is in the holder’s browser, who may change it: /],
  ] as const)('%s says what can’t be seen of it, and why', (number, found) => {
    expect(row(number)).toMatchObject({ is: 'note', mend: null, found: expect.stringMatching(found) });
  });
});
