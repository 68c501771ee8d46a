import { describe, expect, it } from 'vitest';
import type { GithubUserId } from '../../../src/domain/ids.ts';
import {
  accountAmong,
  accountBehind,
  addressesOf,
  afterProviders,
  type ExternalIdentity,
  matchIdentity,
  withoutLink,
} from '../../../src/domain/people/match-identity.ts';

function identity(guid: string, githubId: number | null, ...names: readonly string[]): ExternalIdentity {
  return {
    guid,
    account: githubId === null ? null : { githubId: githubId as GithubUserId, login: `login-${githubId}` },
    names,
  };
}

describe('an address and what the identity provider says', () => {
  it.each<[string, string, readonly ExternalIdentity[], number | null]>([
    ['one identity has it', 'mona@acme.test', [identity('a', 1, 'mona@acme.test')], 1],
    ['in other letters', 'mona@acme.test', [identity('a', 1, 'Mona@Acme.test')], 1],
    [
      'somebody else has not signed in yet',
      'mona@acme.test',
      [identity('a', null, 'bea@acme.test'), identity('b', 1, 'mona@acme.test')],
      1,
    ],
    ['beside other names', 'mona@acme.test', [identity('a', 1, 'S-1-5', 'mona@acme.test')], 1],
    ['nobody has it', 'mona@acme.test', [identity('a', 1, 'bea@acme.test')], null],
    ['somebody has one that begins alike', 'mona@acme.test', [identity('a', 1, 'mona@acme.test.evil')], null],
    ['somebody has one that ends alike', 'mona@acme.test', [identity('a', 1, 'x.mona@acme.test')], null],
    ['somebody has one with a tag', 'mona@acme.test', [identity('a', 1, 'mona+1@acme.test')], null],
    ['two have it', 'mona@acme.test', [identity('a', 1, 'mona@acme.test'), identity('b', 2, 'mona@acme.test')], null],
    [
      'two have it in other letters',
      'mona@acme.test',
      [identity('a', 1, 'mona@acme.test'), identity('b', 2, 'MONA@acme.test')],
      null,
    ],
    ['nobody has signed in by it', 'mona@acme.test', [identity('a', null, 'mona@acme.test')], null],
    [
      'one of two has not signed in yet',
      'mona@acme.test',
      [identity('a', 1, 'mona@acme.test'), identity('b', null, 'mona@acme.test')],
      null,
    ],
    [
      'the account has another identity too',
      'mona@acme.test',
      [identity('a', 1, 'mona@acme.test'), identity('b', 1, 'm@acme.test')],
      null,
    ],
    ['it is no address', 'mona', [identity('a', 1, 'mona')], null],
    ['it is empty', '', [identity('a', 1, '')], null],
  ])('%s', (_, address, identities, githubId) => {
    expect(matchIdentity(address, identities)?.githubId ?? null).toBe(githubId);
  });

  it('an account is looked for by addresses that are its own alone', () => {
    const mona = identity('a', 1, 'mona@acme.test', 'Mona@acme.test', 'team@acme.test', 'mona');
    const bea = identity('b', 2, 'team@acme.test');
    expect(addressesOf(mona, [mona, bea])).toEqual(['mona@acme.test']);
    expect(addressesOf(bea, [mona, bea])).toEqual([]);
    const unsigned = identity('c', null, 'otto@acme.test');
    expect(addressesOf(unsigned, [unsigned])).toEqual([]);
  });
});

describe('what the providers of several organizations say', () => {
  const mona = 'mona@acme.test';
  const none = [identity('z', 9, 'bea@acme.test')];
  const hers = [identity('a', 1, mona)];
  const same = [identity('b', 1, mona)];
  const another = [identity('c', 2, mona)];
  const unsure = [identity('d', null, mona)];
  type Providers = readonly (readonly ExternalIdentity[])[];
  const shown = (account: ReturnType<typeof accountAmong> | 'stands' | 'ends') =>
    account === null || typeof account === 'string' ? account : account.githubId;

  it.each<readonly [behaviour: string, providers: Providers, account: number | null]>([
    ['is the account that one of them names', [none, hers], 1],
    ['is the account that all of them name', [hers, same], 1],
    ['is nobody’s where two name different ones', [hers, another], null],
    ['is nobody’s where none names one', [none, unsure], null],
    ['is nobody’s where there is none', [], null],
  ])('%s', (_, providers, account) => {
    expect(shown(accountAmong(mona, providers))).toBe(account);
  });

  it.each<readonly [behaviour: string, address: string | null, providers: Providers, is: number | 'stands' | 'ends']>([
    ['lets a link stand that one of them bears out', mona, [another, hers], 'stands'],
    ['makes it another account’s that one names', mona, [none, another], 2],
    ['makes it another account’s that all of them name', mona, [another, another], 2],
    ['ends it where two name different others', mona, [another, [identity('e', 3, mona)]], 'ends'],
    ['ends it where none bears it out', mona, [none], 'ends'],
    ['ends it where its account has another address by now', mona, [[identity('f', 1, 'm@acme.test')]], 'ends'],
    ['lets it stand without an address while its account has an identity', null, [none, hers], 'stands'],
    ['ends it without an address where its account has none', null, [none, another], 'ends'],
    ['ends it where there is no provider any more', null, [], 'ends'],
  ])('%s', (_, address, providers, is) => {
    expect(shown(afterProviders(1 as GithubUserId, address, providers))).toBe(is);
  });
});

describe('a member who is looked for in Slack', () => {
  const monas = identity('a', 1, 'mona@acme.test');
  const told = { isStranger: false, isBot: false, isDeactivated: false, isGuest: false };
  it.each([
    ['is whose address it is', told, [[monas]], 1],
    ['is nobody where Slack knows nobody by it', null, [[monas]], null],
    ['is nobody who can’t use this', { ...told, isGuest: true }, [[monas]], null],
    [
      'is nobody where another provider gives it to somebody else',
      told,
      [[monas], [identity('b', 2, 'mona@acme.test')]],
      null,
    ],
  ])('%s', (_, person, providers, githubId) => {
    expect(accountBehind('mona@acme.test', person, providers)?.githubId ?? null).toBe(githubId);
  });

  it('has signed in, and is linked to nobody', () => {
    const [linked, unknown] = [identity('b', 2, 'bea@acme.test'), identity('c', null, 'kim@acme.test')];
    expect(withoutLink([monas, linked, unknown], [{ githubId: 2 as GithubUserId }])).toEqual([monas]);
  });
});
