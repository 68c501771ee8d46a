import { describe, expect, it } from 'vitest';
import { declaredEnd } from '../../../src/domain/classic/classic-record.ts';
import type { ClassicToken } from '../../../src/domain/classic/classic-token.ts';
import { classicTokenName } from '../../../src/domain/classic/classic-token.ts';
import { endOfRequest, endOfToken } from '../../../src/domain/classic/told-end.ts';
import type { Instant } from '../../../src/domain/ids.ts';
import { approvedClassic, classicToken } from '../../support/sample-classic.ts';
import { acmeCi, bea, mona } from '../../support/sample-people.ts';

const endsAt = 2_000 as Instant;
const before = 1_000 as Instant;
const told = { threshold: 7, endsAt } as const;
const token = (some: Partial<ClassicToken> = {}) => classicToken({ expiresAt: endsAt, ...some });
const own = approvedClassic(7);

describe('the end of a classic token that GitHub shows', () => {
  const said = { name: classicTokenName(token()), isDeclared: false };

  it('is told to whoever asked for it with their request, which they renew by', () => {
    expect(endOfToken(told, token(), own, mona.slackId, before)).toEqual({ ...said, request: own, holder: null });
  });

  it('is told to another person without, and to the channel with whose it is', () => {
    expect(endOfToken(told, token(), own, bea.slackId, before)).toEqual({ ...said, request: null, holder: null });
    expect(endOfToken(told, token(), null, bea.slackId, before)).toEqual({ ...said, request: null, holder: null });
    const holder = token().holder.login;
    expect(endOfToken(told, token(), own, null, before)).toEqual({ ...said, request: null, holder });
  });

  it.each<[string, Partial<ClassicToken>, Instant]>([
    ['of one that was revoked', { status: 'revoked' }, before],
    ['that is another one by now', { expiresAt: (endsAt + 1) as Instant }, before],
    ['that has come', {}, endsAt],
  ])('is not told %s', (_, some, now) => {
    expect(endOfToken(told, token(some), own, mona.slackId, now)).toBeNull();
  });
});

describe('where it stands already', () => {
  it('it is drawn again, whatever has become of it', () => {
    const said = { name: classicTokenName(token()), isDeclared: false, request: own, holder: null };
    expect(endOfToken(told, token({ status: 'revoked' }), own, mona.slackId, null)).toEqual(said);
    expect(endOfRequest({ ...told, endsAt: 1 }, own, null)).toMatchObject({ request: own, isDeclared: true });
  });
});

describe('the end of a classic token that its request declares', () => {
  const declared = { threshold: 7, endsAt: declaredEnd(own) ?? 0 } as const;

  it('is told with the request', () => {
    expect(endOfRequest(declared, own, before)).toEqual({
      ...{ name: own.tokenName, request: own, isDeclared: true },
      holder: null,
    });
  });

  it('is told with whose it is, where that is a machine user', () => {
    const theirs = { ...own, holder: acmeCi };
    expect(endOfRequest(declared, theirs, before)).toMatchObject({ holder: acmeCi.login });
  });

  it('is not told where it is another one, or has come', () => {
    expect(endOfRequest({ ...declared, endsAt: declared.endsAt + 1 }, own, before)).toBeNull();
    expect(endOfRequest(declared, own, declared.endsAt)).toBeNull();
  });
});
