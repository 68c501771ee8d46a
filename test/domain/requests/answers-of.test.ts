import { describe, expect, it } from 'vitest';
import { answersOf } from '../../../src/domain/requests/answers-of.ts';
import { readAnswers } from '../../../src/domain/requests/request-form.ts';
import { organizationPolicy } from '../../support/sample-requests.ts';
import { noon, repository } from '../../support/sample-scopes.ts';

const site = repository(1, 'site');
const asked = {
  purpose: 'nightly build',
  tokenName: 'nightly',
  description: 'reads\nthe code',
  justification: 'the build needs it',
  scope: {
    permissions: { repository: { contents: 'read', issues: 'write' }, organization: { members: 'read' }, other: {} },
    access: { selection: 'subset', repositories: [site] },
    lifetime: { kind: 'days', days: 30 },
  },
} as const;

describe('a request as answers', () => {
  it('is read into the same request again', () => {
    const world = { policy: organizationPolicy(), now: noon, repositories: new Map([['site', site]]) };
    expect(readAnswers('all', answersOf(asked), world)).toEqual({ answers: asked });
  });

  it('stands on the preset that gives the same', () => {
    const scope = { ...asked.scope, permissions: { repository: { contents: 'read' }, organization: {}, other: {} } };
    expect(answersOf({ ...asked, scope })).toMatchObject({ preset: 'read_code' });
    expect(answersOf(asked)).toMatchObject({ preset: 'other' });
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
