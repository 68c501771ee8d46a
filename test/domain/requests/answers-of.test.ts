import { describe, expect, it } from 'vitest';
import { answersOf } from '../../../src/domain/requests/answers-of.ts';
import { readAnswers } from '../../../src/domain/requests/request-form.ts';
import { acmeCi, mona } from '../../support/sample-people.ts';
import { organizationPolicy } from '../../support/sample-requests.ts';
import { noon, repository } from '../../support/sample-scopes.ts';

const site = repository(1, 'site');
const asked = {
  requester: mona,
  holder: mona,
  purpose: 'nightly build',
  tokenName: 'nightly',
  description: 'reads\nthe code',
  justification: 'the build needs it',
  whereUsed: null,
  alsoWarn: null,
  scope: {
    permissions: { repository: { contents: 'read', issues: 'write' }, organization: { members: 'read' }, other: {} },
    access: { selection: 'subset', repositories: [site] },
    lifetime: { kind: 'days', days: 30 },
  },
} as const;

describe('a request as answers', () => {
  it('is read into the same request again', () => {
    const { requester: _, holder: __, ...whole } = asked;
    const world = { policy: organizationPolicy(), now: noon, repositories: new Map([['site', site]]) };
    expect(readAnswers('all', answersOf(asked), world)).toEqual({ answers: whole });
  });

  it('stands on the preset that gives the same', () => {
    const scope = { ...asked.scope, permissions: { repository: { contents: 'read' }, organization: {}, other: {} } };
    expect(answersOf({ ...asked, scope })).toMatchObject({ preset: 'read_code' });
    expect(answersOf(asked)).toMatchObject({ preset: 'other' });
  });

  it('of a machine user is for it again', () => {
    expect(answersOf(asked)).toMatchObject({ machine_user: '@me' });
    expect(answersOf({ ...asked, holder: acmeCi })).toMatchObject({ machine_user: 'acme-ci' });
  });

  it.each([
    [{ kind: 'never' }, 'none'],
    [{ kind: 'days', days: 7 }, '7'],
    [{ kind: 'date', date: '2026-06-30' }, undefined],
    [{ kind: 'until', at: noon }, undefined],
  ] as const)('of the lifetime %j is for %j', (lifetime, value) => {
    expect(answersOf({ ...asked, scope: { ...asked.scope, lifetime } }).lifetime).toBe(value);
  });

  it.each(['all', 'none'] as const)('with access to %s names no repository', (selection) => {
    expect(answersOf({ ...asked, scope: { ...asked.scope, access: { selection } } })).toMatchObject({
      repository_access: selection,
      repositories: [],
    });
  });
});
