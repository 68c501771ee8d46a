import { expect, it } from 'vitest';
import type { OrganizationId } from '../../../src/domain/ids.ts';
import type { FoundCredential } from '../../../src/domain/leaks/credential-kind.ts';
import { leakSubject, oneForEachChannel, recordLeak, revokedAndByHand } from '../../../src/domain/leaks/report.ts';
import type { Policy } from '../../../src/domain/policy/policy.ts';
import { mona } from '../../support/sample-people.ts';
import { organizationPolicy } from '../../support/sample-requests.ts';
import { noon } from '../../support/sample-scopes.ts';

const [acme, initech] = [1 as OrganizationId, 2 as OrganizationId];
const counts = {
  revoked: [{ kind: 'classic', count: 2 }],
  byHand: [{ kind: 'aws', count: 1 }],
} as const;
const report = { id: 'V1', by: mona.slackId, ...counts };

it('a report of credentials stands in the trail under its own name, with how many of which kinds', () => {
  expect(leakSubject('V1')).toBe('leak:V1');
  expect(recordLeak(report, [acme], noon)).toMatchObject({
    writes: [],
    entries: [{ at: noon, actor: 'slack:U0MONA', act: 'leak.report', subject: 'leak:V1', data: counts }],
  });
});

it('the reviewers of every organization read of it, once a report', () => {
  const message = { kind: 'leak_reported', by: mona.slackId, ...counts };
  expect(recordLeak(report, [acme, initech], noon).effects).toEqual([
    { kind: 'post', key: 'leak_reported:1:V1', to: { to: 'reviewers', organizationId: acme }, message },
    { kind: 'post', key: 'leak_reported:2:V1', to: { to: 'reviewers', organizationId: initech }, message },
  ]);
  expect(recordLeak(report, [], noon).effects).toEqual([]);
});

it('a report writes no row, for nothing of a credential is kept', () => {
  expect(recordLeak(report, [acme], noon).writes).toEqual([]);
});

it('GitHub ends what is its own, where it can be asked; the rest is for whoever reports', () => {
  const one = (kind: FoundCredential['kind']): FoundCredential => ({ kind, secret: kind, isWhole: true });
  const [classic, aws, jwt] = [one('classic'), one('aws'), one('jwt')];
  expect(revokedAndByHand([aws, classic, jwt], true)).toEqual({ revoked: [classic], byHand: [aws, jwt] });
  expect(revokedAndByHand([aws, classic], false)).toEqual({ revoked: [], byHand: [aws, classic] });
});

it('a channel that several organizations share is told once, and of what the policy does not name none', () => {
  const named = (login: string, channel: string) => ({ ...organizationPolicy(), login, channel });
  const policy = {
    organizations: [named('acme', 'C1'), named('beta', 'C1'), named('initech', 'C2')],
  } as unknown as Policy;
  const known = ['former', 'acme', 'beta', 'initech'].map((login, at) => ({ id: at as OrganizationId, login }));
  expect(oneForEachChannel(known, policy)).toEqual([1, 3]);
});
