import { describe, expect, it } from 'vitest';
import { type AskedRole, standingOf } from '../../../src/domain/homes/home-standing.ts';
import type { OrganizationId } from '../../../src/domain/ids.ts';
import type { ReviewerRule } from '../../../src/domain/policy/reviewer-rule.ts';
import { acme, now } from '../../support/sample-dossiers.ts';

const beta = 2 as OrganizationId;
const team: ReviewerRule = 'team:security';
const organization = { id: acme, login: 'acme' };
const other = { id: beta, login: 'beta' };

function asked(role: AskedRole['role'], some: Partial<AskedRole> = {}): AskedRole {
  return { organization, role, fits: new Map(), ...some };
}
const owned = { ids: [acme], askedAt: now - 5 };
const whole = { unchecked: [], isUnsure: false };

describe('on their Home somebody is', () => {
  it('an owner where GitHub says so, and nothing where they are no member or may not decide', () => {
    const two = [asked('owner'), asked('none', { organization: other })];
    expect(standingOf(null, two, now)).toEqual({ ownerOf: { ids: [acme], reviews: [], askedAt: now }, ...whole });
    expect(standingOf(owned, [asked('none')], now).ownerOf?.ids).toEqual([]);
    expect(standingOf(owned, [asked('member')], now).ownerOf?.ids).toEqual([]);
  });

  it('the owner that they were where GitHub does not say', () => {
    expect(standingOf(owned, [asked('unknown')], now)).toEqual({
      ownerOf: { ids: [acme], reviews: [], askedAt: now },
      ...whole,
    });
  });

  it('not known where it never said: then all is asked again', () => {
    const two = [asked('owner', { organization: other }), asked('unknown')];
    const unknown = { ownerOf: null, unchecked: ['acme'], isUnsure: false };
    expect(standingOf(null, two, now)).toEqual(unknown);
    expect(standingOf({ ids: [beta], askedAt: now - 5 }, two, now)).toEqual(unknown);
  });

  it('a reviewer by each rule that fits them', () => {
    const fits = new Map([[team, 'yes'] as const, ['team:other' as ReviewerRule, 'no'] as const]);
    const two = [asked('member', { fits }), asked('member', { organization: other })];
    expect(standingOf(null, two, now)).toEqual({
      ownerOf: { ids: [], reviews: [{ id: acme, rules: [team] }], askedAt: now },
      ...whole,
    });
  });

  it('perhaps one where that is not said, and then it is asked again', () => {
    const fits = new Map([[team, 'unknown'] as const]);
    expect(standingOf(null, [asked('member', { fits }), asked('owner', { organization: other })], now)).toEqual({
      ownerOf: { ids: [beta], reviews: [], askedAt: now },
      unchecked: [],
      isUnsure: true,
    });
  });
});
