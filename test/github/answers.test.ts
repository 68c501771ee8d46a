import { describe, expect, it } from 'vitest';
import { asPendingToken, pendingToken, read } from '../../src/github/answers.ts';
import { Fault } from '../../src/ports/fault.ts';

const listed = {
  id: 7,
  reason: null,
  owner: { login: 'mona', id: 11, avatar_url: 'https://example.com' },
  repository_selection: 'all',
  repositories_url: 'https://example.com',
  permissions: { organization: { members: 'read' }, repository: { contents: 'write' } },
  created_at: '2023-05-16T08:47:09.000-07:00',
  token_id: 99,
  token_name: 'deploy',
  token_expired: false,
  token_expires_at: '2023-11-16T08:47:09.000-07:00',
  token_last_used_at: null,
};

const readOne = (more: object) => asPendingToken(read(pendingToken, { ...listed, ...more }));

describe('an answer of GitHub', () => {
  it('keeps its instants whatever offset they are written with', () => {
    expect(readOne({})).toMatchObject({
      createdAt: Date.parse('2023-05-16T15:47:09Z'),
      expiresAt: Date.parse('2023-11-16T15:47:09Z'),
    });
  });

  it('carries permissions and levels that nobody knows', () => {
    const { permissions } = readOne({ permissions: { repository: { teleport: 'sudo' }, other: { gists: 'write' } } });
    expect(permissions).toEqual({ repository: { teleport: 'sudo' }, organization: {}, other: { gists: 'write' } });
  });

  it('carries a group that nobody knows among the others, so that it exceeds', () => {
    const { permissions } = readOne({ permissions: { enterprise: { billing: 'admin' }, other: { gists: 'write' } } });
    expect(permissions.other).toEqual({ gists: 'write', 'enterprise/billing': 'admin' });
  });

  it.each(['__proto__', 'constructor', 'toString'])('keeps a permission %s as a property of its own', (name) => {
    const permissions = JSON.parse(`{"repository": {"${name}": "admin"}}`) as object;
    const found = readOne({ permissions }).permissions.repository;
    expect(Object.entries(found)).toEqual([[name, 'admin']]);
    expect(Object.getPrototypeOf(found)).toBe(Object.prototype);
  });

  it.each([
    ['no owner', { owner: null }],
    ['an owner without an id', { owner: { login: 'mona' } }],
    ['an id that is text', { token_id: '99' }],
    ['a selection that nobody knows', { repository_selection: 'most' }],
    ['an expiry that is no time', { token_expires_at: 'soon' }],
    ['an expiry that is missing', { token_expires_at: undefined }],
    ['permissions that are missing', { permissions: undefined }],
    ['a level that is no text', { permissions: { repository: { contents: ['read'] } } }],
    ['a group that is a list', { permissions: { repository: ['contents'] } }],
    ['a group that is null', { permissions: { other: null } }],
  ])('proves nothing with %s', (_, more) => {
    expect(() => readOne(more)).toThrow(Fault);
    expect(() => readOne(more)).toThrow('github: bad_answer');
  });
});
