import { expect, it } from 'vitest';
import { dayMs } from '../../../src/domain/ids.ts';
import type { RequestedScope } from '../../../src/domain/scope/agreement.ts';
import { isNeitherWider, widerThan } from '../../../src/domain/scope/wider-than.ts';
import { noon, permissions, subset } from '../../support/sample-scopes.ts';

const from = { at: noon, lapsesAt: noon + 7 * dayMs };
const asked: RequestedScope = {
  permissions: permissions({ repository: { contents: 'read' } }),
  ...{ access: subset(1, 2), lifetime: { kind: 'days', days: 30 } },
};
const invalid = { kind: 'date', date: '2026-02-31' } as const;

it.each<[string, Partial<RequestedScope>, readonly string[]]>([
  ['the same', {}, []],
  ['fewer repositories', { access: subset(1) }, []],
  ['another repository', { access: subset(1, 3) }, ['repository']],
  ['more days', { lifetime: { kind: 'days', days: 31 } }, ['expires_later']],
  ['for ever', { lifetime: { kind: 'never' } }, ['never_expires']],
  ['an invalid date, which must not pass for a short one', { lifetime: invalid }, ['never_expires']],
])('what could be wider than what was asked: %s', (_, some, kinds) => {
  expect(widerThan(asked, { ...asked, ...some }, from).map(({ kind }) => kind)).toEqual(kinds);
});

it('is the same only where neither could be wider than the other', () => {
  const fewer = { ...asked, access: subset(1) };
  expect([
    isNeitherWider(asked, asked, from),
    isNeitherWider(asked, fewer, from),
    isNeitherWider(fewer, asked, from),
  ]).toEqual([...[true, false, false]]);
});
