import { checkView } from '@countersign/sandbox-slack/check-view';
import { textOf } from '@countersign/sandbox-slack/read-aloud';
import { describe, expect, it } from 'vitest';
import type { OrganizationId } from '../../src/domain/ids.ts';
import { dayMs } from '../../src/domain/ids.ts';
import { refuse } from '../../src/domain/refusal.ts';
import type { HomeContent, HomeThing } from '../../src/ports/home-content.ts';
import { homeView } from '../../src/slack/views/home-view.ts';
import { english, englishFor } from '../../src/wording/english.ts';
import { pendingToken } from '../store/sample-rows.ts';
import { mona } from '../support/sample-people.ts';
import { approvedRequest, pendingRequest } from '../support/sample-requests.ts';
import { actual, noon } from '../support/sample-scopes.ts';
import { activeToken } from '../support/sample-tokens.ts';

type PersonsHome = Extract<HomeContent, { for: 'person' }>;
const acme = 1 as OrganizationId;

function home(some: Partial<PersonsHome> = {}): PersonsHome {
  return {
    ...{ isNewcomer: false, for: 'person', self: mona.githubId, zone: 'UTC', waiting: [], active: [], ended: [] },
    classic: [],
    ...{ reviews: [], organizations: new Map([[acme, 'acme']]), observed: new Set(), unchecked: [] },
    ...some,
  };
}

function tokens(count: number, name = 'token') {
  return Array.from({ length: count }, (_, index) => ({
    token: activeToken(index + 1, {
      tokenName: `${name}-${index + 1}`,
      scope: actual({ expiresAt: noon + (index + 1) * dayMs }),
    }),
    request: null,
  }));
}

function read(content: HomeContent, wording = english): string {
  const { blocks } = homeView(content, wording, noon);
  return textOf({ title: null, close: null, submit: null, blocks, values: {} } as never);
}

const everything = (length: number): PersonsHome => {
  const name = '*<!channel> ”&'.repeat(3);
  const counted = <T>(one: T) => ({ count: 700, first: [one, one, one] });
  const request = pendingRequest(1, { tokenName: name });
  const things: readonly HomeThing[] = Array.from({ length }, (_, index) =>
    index % 2 === 0
      ? ({ what: 'undecided', request, about: { renewed: null, revokesAt: null, reopened: null } } as const)
      : ({
          what: 'to_make',
          request: approvedRequest(2),
          createUrl: `https://github.com/${'a'.repeat(2_900)}`,
          isPrefilled: true,
        } as const),
  );
  return home({
    isNewcomer: true,
    waiting: things,
    active: tokens(length, name),
    ended: Array.from(
      { length: 5 },
      () => ({ what: 'request', request: pendingRequest(9, { status: 'denied' }) }) as const,
    ),
    reviews: [1, 2, 3].map((one) => ({
      ...{ organization: `organization-${one}`, isOwner: true, isObserved: true, requests: counted(request) },
      ...{ held: counted(pendingToken('t')), exceeding: counted(activeToken(1)), unclaimed: counted(activeToken(2)) },
    })),
    unchecked: ['else'],
  });
};

describe('a Home', () => {
  it('with 500 tokens shows the 40 that end first, and counts the others', () => {
    const text = read(home({ active: tokens(500) })).split('\n');
    expect(text.filter((one) => one.startsWith('“token-'))).toHaveLength(40);
    expect(text).toContain('and 460 more');
    expect(text[2]).toBe('“token-1” for acme expires tomorrow, on 10 June 2026 at 12:00 UTC.');
  });

  it.each([0, 1, 5, 40, 500])('is taken by Slack with %i of everything', (length) => {
    for (const room of [100, 40]) {
      const view = homeView(everything(length), english, noon, room);
      expect(view.blocks.length).toBeLessThanOrEqual(100);
      expect(checkView(view, 'home')).toEqual([]);
      expect(Buffer.byteLength(JSON.stringify(view))).toBeLessThan(250_000);
    }
  });

  it('says what every section is about although each has to give way', () => {
    const text = read(everything(500));
    for (const heading of [
      'Waiting for you',
      'Under way',
      'Active tokens',
      'Ended lately',
      'To review for organization-3',
    ])
      expect(text.split('\n')).toContain(heading);
  });

  it('offers no revoking where the policy only observes, and none of a token that is being revoked', () => {
    const one = tokens(1);
    expect(read(home({ active: one }))).toContain('[Revoke…]');
    expect(read(home({ active: one, observed: new Set([acme]) }))).not.toContain('[Revoke…]');
    const revoking = [{ token: activeToken(1, { status: 'revoking' }), request: null }];
    expect(read(home({ active: revoking }))).toContain('It’s being revoked.\n[Details]');
  });

  it('names the inventory to owners where the command has it, and to nobody else', () => {
    const counts = { count: 0, first: [] };
    const review = {
      organization: 'acme',
      isOwner: true,
      isObserved: false,
      requests: counts,
      held: counts,
      exceeding: counts,
      unclaimed: counts,
    };
    const wording = { ...englishFor('/pat'), helpWords: ['tokens'] };
    expect(read(home({ reviews: [review] }), wording)).toContain('To see every token, type /pat tokens.');
    expect(read(home(), wording)).not.toContain('/pat tokens');
    expect(read(home({ reviews: [{ ...review, isOwner: false }] }), wording)).not.toContain('/pat tokens');
    expect(read(home({ reviews: [review] }), { ...wording, helpWords: [] })).not.toContain('/pat tokens');
  });

  it('tells a machine user’s token from one’s own, and leaves its Details to its request', () => {
    const machine = { githubId: 150 as never, login: 'acme-ci' };
    const token = activeToken(1, { holder: machine });
    const text = read(home({ active: [{ token, request: null }] }));
    expect(text).toContain('“token-1” of the machine user acme-ci for acme expires');
    expect(text).not.toContain('[Details]');
    expect(read(home({ active: [{ token, request: approvedRequest(3) }] }))).toContain('[Details]');
  });

  it('of somebody without an account has a button only where it leads to one', () => {
    const refusal = (ways: readonly ('sign_in' | 'vouching')[]) =>
      refuse({ why: 'not_linked', slackId: 'U0NEW', organizations: ['acme'], helpers: [], ways });
    const not = 'Your Slack account isn’t linked to a GitHub account yet.';
    expect(read({ isNewcomer: false, for: 'unlinked', refusal: refusal(['sign_in']) })).toBe(
      `${not} Press the button, and we’ll show you where to sign in.\n[Request a token…]`,
    );
    expect(read({ isNewcomer: false, for: 'unlinked', refusal: refusal(['vouching']) })).toBe(
      `${not} Ask an owner of acme to add you. Your Slack user id is U0NEW.`,
    );
  });
});
