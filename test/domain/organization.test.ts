import { expect, it } from 'vitest';
import { namedBy } from '../../src/domain/organization.ts';
import { organization } from '../support/sample-dossiers.ts';

const known = organization();
const policy = { login: 'acme-inc', reminderDays: [7, 1] };

it('is, at first sight, an organization of which nothing was listed', () => {
  expect(namedBy(policy, known.id, null)).toEqual({
    ...{ id: known.id, version: 1, login: 'acme-inc', reminderDays: [7, 1], mode: 'enforce', paused: null },
    ...{ baselinedAt: null, pendingListedAt: null, activeListedAt: null, upSince: null },
    ...{ digestedAt: null, weeklyAt: null, classicListedAt: null, classicSight: 'unknown' },
    unread: { pending: [], active: [] },
  });
});

it('is the same one under the name that it has now', () => {
  const renamed = namedBy(policy, known.id, known);
  expect(renamed).toEqual({ ...known, version: known.version + 1, login: 'acme-inc' });
});
