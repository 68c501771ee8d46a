import { describe, expect, it } from 'vitest';
import type { OrganizationId } from '../../src/domain/ids.ts';
import {
  listedSecondsAgo,
  namedByPolicy,
  secondsSince,
  waitingForOwners,
} from '../../src/domain/organization-status.ts';
import { dossier } from '../support/sample-dossiers.ts';

const acme = 1 as OrganizationId;
const other = 2 as OrganizationId;

it('whole seconds are counted, and none before their time', () => {
  expect(secondsSince(1_000, 3_999)).toBe(2);
  expect(secondsSince(5_000, 1_000)).toBe(0);
});

it.each([
  [1_000, 3_000, 9],
  [3_000, 1_000, 9],
  [null, 3_000, null],
  [3_000, null, null],
])('lists that were read at %s and %s were read so long ago: %s', (pendingListedAt, activeListedAt, seconds) => {
  expect(listedSecondsAgo({ pendingListedAt, activeListedAt }, 10_000)).toBe(seconds);
});

describe('what waits for the owners of an organization', () => {
  it('is its own alone, and only what they decide', () => {
    const waits = {
      requests: [
        { organizationId: acme, status: 'pending', count: 2 },
        { organizationId: acme, status: 'approved', count: 4 },
        { organizationId: other, status: 'pending', count: 8 },
      ],
      waitingTokens: [
        { organizationId: acme, status: 'open', count: 1 },
        { organizationId: acme, status: 'held', count: 2 },
        { organizationId: acme, status: 'denying', count: 4 },
        { organizationId: other, status: 'held', count: 8 },
      ],
      waitingSince: [
        { organizationId: other, at: 1_000 },
        { organizationId: acme, at: 4_000 },
      ],
    };
    expect(waitingForOwners(acme, waits, 10_000)).toEqual({ requests: 2, oldestSeconds: 6, tokens: 3 });
  });

  it('may be nothing', () => {
    const none = { requests: [], waitingTokens: [], waitingSince: [] };
    expect(waitingForOwners(acme, none, 0)).toEqual({ requests: 0, oldestSeconds: null, tokens: 0 });
  });
});

it('organizations are told in the order of the policy, whatever case it writes them in', () => {
  const { organization } = dossier();
  const second = { ...organization, login: 'Second' };
  const logins = ['second', 'unheard-of', organization.login].map((login) => ({ login }));
  expect(namedByPolicy([organization, second], logins)).toEqual([second, organization]);
});
