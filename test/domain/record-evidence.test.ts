import { describe, expect, it } from 'vitest';
import { type Assumption, assumptionNumbers } from '../../src/domain/assumptions.ts';
import { noChange } from '../../src/domain/change.ts';
import { dayMs } from '../../src/domain/ids.ts';
import { recordEvidence } from '../../src/domain/record-evidence.ts';

const noon = Date.parse('2027-03-01T12:00:00Z');
const holds = { number: 'A3', shown: 'holds' } as const;
const row: Assumption = { ...holds, id: 'A3-holds', version: 2, firstSeenAt: noon - dayMs, lastSeenAt: noon, days: 2 };
const other: Assumption = { ...row, number: 'A4', id: 'A4-holds' };

describe('what was met of the assumptions', () => {
  it('begins a row the first time, one for and one against', () => {
    const { writes } = recordEvidence([], [holds, { number: 'A3', shown: 'contradicted' }, holds], noon);
    expect(writes).toEqual([
      {
        ...{ table: 'assumptions', was: null },
        row: { ...holds, id: 'A3-holds', version: 1, firstSeenAt: noon, lastSeenAt: noon, days: 1 },
      },
      {
        ...{ table: 'assumptions', was: null },
        row: {
          ...{ number: 'A3', shown: 'contradicted', id: 'A3-contradicted', version: 1 },
          ...{ firstSeenAt: noon, lastSeenAt: noon, days: 1 },
        },
      },
    ]);
  });

  it('is written no second time within a day', () => {
    expect(recordEvidence([row], [holds], noon + dayMs - 1)).toBe(noChange);
  });

  it('is counted once a day, and keeps when it was first seen', () => {
    expect(recordEvidence([other, row], [holds], noon + dayMs).writes).toEqual([
      { table: 'assumptions', was: 2, row: { ...row, version: 3, lastSeenAt: noon + dayMs, days: 3 } },
    ]);
  });

  it('leaves the trail alone, and asks for nothing outward', () => {
    expect(recordEvidence([], [holds], noon)).toMatchObject({ entries: [], effects: [] });
    expect(recordEvidence([row], [], noon)).toBe(noChange);
  });

  it('is of ten assumptions', () => {
    expect(assumptionNumbers).toEqual(Array.from({ length: 10 }, (_, index) => `A${index + 1}`));
  });
});
