import { describe, expect, it } from 'vitest';
import { noChange } from '../../../src/domain/change.ts';
import { hourMs } from '../../../src/domain/ids.ts';
import { tellWeek } from '../../../src/domain/notices/tell-week.ts';
import type { DigestRule } from '../../../src/domain/notices/weekly.ts';
import type { Organization } from '../../../src/domain/organization.ts';
import { organization } from '../../support/sample-dossiers.ts';

const monday = Date.parse('2027-03-01T09:00Z');
const weekBefore = Date.parse('2027-02-22T09:00Z');
const now = monday + 3 * hourMs;
const mondays: DigestRule = { day: 'monday', zone: 'UTC' };
const acme = (some: Partial<Organization> = {}) => organization({ activeListedAt: now, weeklyAt: weekBefore, ...some });

describe('the channel’s weekly digest', () => {
  it('is sent once, and the row says of which moment', () => {
    expect(tellWeek(acme(), mondays, now)).toEqual({
      writes: [{ table: 'organizations', was: 4, row: acme({ version: 5, weeklyAt: monday }) }],
      entries: [],
      effects: [
        {
          ...{ kind: 'post', key: `digest:1:${monday}`, to: { to: 'reviewers', organizationId: 1 } },
          message: { kind: 'digest', since: weekBefore, until: monday },
        },
      ],
    });
  });

  it('is not sent in the first week, of which nothing is known: it is noted alone', () => {
    const row = acme({ version: 5, weeklyAt: monday });
    const writes = [{ table: 'organizations', was: 4, row }];
    expect(tellWeek(acme({ weeklyAt: null }), mondays, now)).toEqual({ ...noChange, writes });
  });

  it.each<[string, Partial<Organization>, DigestRule]>([
    ['that was decided on already is left alone', { weeklyAt: monday }, mondays],
    ['that the policy does not want is none', {}, { day: 'off', zone: 'UTC' }],
    ['waits for GitHub’s list', { activeListedAt: now - hourMs }, mondays],
    ['waits for the end of a pause', { paused: { since: now, why: 'suspended' } }, mondays],
  ])('%s', (_, some, rule) => {
    expect(tellWeek(acme(some), rule, now)).toBe(noChange);
  });
});
