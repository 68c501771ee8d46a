import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayMs } from '../../../src/domain/ids.ts';
import { creationLink } from '../../../src/domain/requests/creation-link.ts';
import type { Lifetime } from '../../../src/domain/scope/agreement.ts';
import { permissionCatalogue, permissionsFromValues } from '../../../src/domain/scope/permission-catalogue.ts';
import { permissions } from '../../support/sample-scopes.ts';

const now = Date.parse('2026-06-09T23:30:00Z');
const token = {
  organization: 'acme',
  tokenName: 'nightly build',
  description: '',
  lifetime: { kind: 'days', days: 30 } as Lifetime,
  permissions: permissions({ repository: { contents: 'write' }, organization: { members: 'read' } }),
};

function parametersOf(some: Partial<typeof token>): Record<string, string> {
  return Object.fromEntries(new URL(creationLink('https://github.com', { ...token, ...some }, now).url).searchParams);
}

it('opens GitHub’s page for a new fine-grained token, filled in', () => {
  const { url } = creationLink('https://github.com', token, now);
  expect(url).toBe(
    'https://github.com/settings/personal-access-tokens/new?name=nightly+build&target_name=acme&expires_in=30&contents=write&members=read',
  );
});

it('carries what people wrote as data, never as a parameter of its own', () => {
  expect(parametersOf({ tokenName: 'a&expires_in=none#x', description: '50% off & more +1 ☕' })).toMatchObject({
    name: 'a&expires_in=none#x',
    expires_in: '30',
    description: '50% off & more +1 ☕',
  });
});

it('names a permission that GitHub invented yesterday by its own name', () => {
  expect(
    parametersOf({ permissions: permissions({ repository: { invented: 'read', agent_secrets: 'write' } }) }),
  ).toMatchObject({
    invented: 'read',
    agent_secrets: 'write',
  });
});

describe('the lifetime', () => {
  it.each<[string, Lifetime, string]>([
    ['days as they are', { kind: 'days', days: 7 }, '7'],
    ['never', { kind: 'never' }, 'none'],
    ['tomorrow, half an hour away', { kind: 'date', date: '2026-06-10' }, '1'],
    ['a date', { kind: 'date', date: '2026-07-09' }, '30'],
    ['a date that is past, as short as can be', { kind: 'date', date: '2026-06-01' }, '1'],
    ['a date beyond what GitHub takes', { kind: 'date', date: '2030-01-01' }, '366'],
    ['an instant, in whole days that are left', { kind: 'until', at: now + 2.9 * dayMs }, '2'],
    ['an instant within the day', { kind: 'until', at: now + 1 }, '1'],
  ])('%s', (_, lifetime, days) => {
    expect(parametersOf({ lifetime }).expires_in).toBe(days);
  });

  it('in days from today ends on the very date that was agreed, at any hour', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 365 * 86_400 }), fc.integer({ min: 1, max: 366 }), (second, ahead) => {
        const asked = Date.UTC(2026, 0, 1) + second * 1_000;
        const date = new Date(asked + ahead * dayMs).toISOString().slice(0, 10);
        const { url } = creationLink('https://github.com', { ...token, lifetime: { kind: 'date', date } }, asked);
        const days = Number(new URL(url).searchParams.get('expires_in'));
        expect(new Date(asked + days * dayMs).toISOString().slice(0, 10)).toBe(date);
      }),
    );
  });
});

describe('the description', () => {
  it('is whole where there is room', () => {
    const link = creationLink('https://github.com', { ...token, description: 'reads the code' }, now);
    expect(link).toMatchObject({ isDescriptionCut: false, isPrefilled: true });
    expect(new URL(link.url).searchParams.get('description')).toBe('reads the code');
  });

  it('may fill the address to its last character', () => {
    const room = 3_000 - `${creationLink('https://github.com', token, now).url}&description=`.length;
    const link = (length: number) =>
      creationLink('https://github.com', { ...token, description: 'x'.repeat(length) }, now);
    expect(link(room)).toMatchObject({ isDescriptionCut: false, isPrefilled: true });
    expect(link(room).url).toHaveLength(3_000);
    expect(link(room + 1)).toEqual({ url: link(room).url, isDescriptionCut: true, isPrefilled: true });
  });

  it('is left out where there is none, or no room for its first character', () => {
    const nowhere = { ...token, tokenName: 'x'.repeat(3_000), description: 'reads the code' };
    expect(new URL(creationLink('https://github.com', nowhere, now).url).searchParams.has('description')).toBe(false);
    expect(creationLink('https://github.com', nowhere, now).isDescriptionCut).toBe(true);
    const { url, isDescriptionCut } = creationLink('https://github.com', token, now);
    expect([new URL(url).searchParams.has('description'), isDescriptionCut]).toEqual([false, false]);
  });

  it('is cut at 3000 characters of address, never inside a character, and said to be', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 900, maxLength: 1_024 }), fc.nat(5), (text, shift) => {
        const description = 'x'.repeat(shift) + text;
        const { url, isDescriptionCut } = creationLink('https://github.com', { ...token, description }, now);
        expect(url.length).toBeLessThanOrEqual(3_000);
        const carried = new URL(url).searchParams.get('description') ?? '';
        expect(description.startsWith(carried)).toBe(true);
        expect(isDescriptionCut).toBe(carried !== description);
        if (isDescriptionCut) expect(url.length).toBeGreaterThan(3_000 - 13);
      }),
      { numRuns: 50 },
    );
  });

  it('gives way to every permission that there is, under the longest names', () => {
    const every = permissionCatalogue.map(({ name, levels }) => `${name}:${levels.at(-1)}`);
    const { url, isDescriptionCut } = creationLink(
      `https://${'an-enterprise-of-a-long-name-'.repeat(3).slice(0, 63)}.ghe.com`,
      {
        ...token,
        organization: 'a'.repeat(39),
        tokenName: '日'.repeat(40),
        description: '日'.repeat(1_024),
        permissions: permissionsFromValues(every).permissions,
      },
      now,
    );
    expect(url.length).toBeLessThanOrEqual(3_000);
    expect(isDescriptionCut).toBe(true);
    expect(new URL(url).searchParams.size).toBeGreaterThanOrEqual(3 + 68);
  });

  it('carries nothing where the page takes nothing: on Enterprise Server', () => {
    expect(creationLink('https://github.acme.example', token, now)).toEqual({
      url: 'https://github.acme.example/settings/personal-access-tokens/new',
      isDescriptionCut: false,
      isPrefilled: false,
    });
  });
});
