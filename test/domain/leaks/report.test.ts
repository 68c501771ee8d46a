import { expect, it } from 'vitest';
import type { OrganizationId } from '../../../src/domain/ids.ts';
import { leakSubject, recordLeak } from '../../../src/domain/leaks/report.ts';
import { mona } from '../../support/sample-people.ts';
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
