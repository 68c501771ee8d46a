import { describe, expect, it } from 'vitest';
import {
  asShown,
  beginSignIn,
  keepAccount,
  leaveSignIn,
  needsNoSignIn,
  openedSignIn,
  removalOf,
  signedInNow,
  takeState,
} from '../../../src/domain/people/advance-sign-in.ts';
import { isSignInOver, namedOn, type SignIn, signInMs } from '../../../src/domain/people/sign-in.ts';
import { refuse } from '../../../src/domain/refusal.ts';
import { bea, mona, otto } from '../../support/sample-people.ts';
import { noon } from '../../support/sample-scopes.ts';

const given = { slackId: mona.slackId, teamId: 'T0ACME', ticketHash: 'ticket' };
const ownToken = { access: 'a', refresh: 'r', keyId: 'key', accessEndsAt: noon, refreshEndsAt: noon };
const { githubId, login } = mona;
const account = { githubId, login };
const signIn = (some: Partial<SignIn> = {}): SignIn => ({
  ...{ ...given, version: 3, browserHash: 'browser', stateHash: 'state', account, ownToken, startedAt: noon },
  ...some,
});
const here = { teamId: 'T0ACME', browserHash: 'browser' };
const over = refuse({ why: 'sign_in_over' });
const otherBrowser = refuse({ why: 'other_browser' });
const end = noon + signInMs;
/** `was`: the version that it takes the place of. */
const stepTo = (row: SignIn, was: number | null) => ({
  row,
  change: { writes: [{ table: 'sign_ins', was, row }], entries: [], effects: [] },
});

it.each([
  ['goes on as it begins', 0, false],
  ['goes on until ten minutes are over', 599_999, false],
  ['is over then', 600_000, true],
  ['goes on where another process’s clock is a minute behind', -60_000, false],
  ['is over where the clock was set back further', -60_001, true],
])('a sign-in %s', (_what, afterMs, isOver) => {
  expect(isSignInOver(signIn(), noon + afterMs)).toBe(isOver);
});

describe('an address to sign in at', () => {
  const linked = refuse({ why: 'linked_already', login });
  it.each([
    ['is for who is not linked', null, null, false, null],
    ['is needless for whom the policy names', null, 'mona', false, linked],
    ['is needless for who signed in before', { login, proof: 'oauth' }, null, false, linked],
    ['is needless for whom the policy has linked', { login, proof: 'policy' }, 'lisa', false, linked],
    ['is for who may let us act in their name', { login, proof: 'oauth' }, null, true, null],
    ['is for who was vouched for', { login, proof: 'vouched' }, null, false, null],
    ['is for whom the identity provider named', { login, proof: 'saml' }, null, false, null],
  ] as const)('%s', (_, known, named, mayAllow, answer) => {
    expect(needsNoSignIn(known, named, mayAllow)).toEqual(answer);
  });

  it.each([
    ['is the first one', null, 1],
    ['takes the place of the one before', signIn(), 4],
  ])('%s', (_, before, version) => {
    const empty = { browserHash: null, stateHash: null, account: null, ownToken: null };
    const row = { ...given, ...empty, version, startedAt: noon };
    expect(beginSignIn(before, given, noon)).toEqual(stepTo(row, before === null ? null : 3));
  });
});

describe('an address that is opened', () => {
  const fresh = signIn({ browserHash: null });
  it.each<[string, SignIn | null, string | null, number, object]>([
    ['shows whose it is', fresh, null, noon, fresh],
    ['shows it in the browser in which it goes on', signIn(), 'browser', end - 1, signIn()],
    ['shows nothing in another browser', signIn(), 'other', noon, otherBrowser],
    ['shows nothing in a browser without a cookie', signIn(), null, noon, otherBrowser],
    ['is over after ten minutes', fresh, null, end, over],
    ['is over in another workspace', signIn({ teamId: 'T0OTHER' }), 'browser', noon, over],
    ['is nobody’s', null, null, noon, over],
  ])('%s', (_, found, browserHash, now, answer) => {
    expect(openedSignIn(found, { ...here, browserHash }, now)).toEqual(answer);
  });
});

describe('who leaves for GitHub', () => {
  const left = stepTo(signIn({ version: 4, stateHash: 'next', account: null, ownToken: null }), 3);
  it.each<[string, SignIn | null, { readonly slackId: typeof mona.slackId } | null, object]>([
    ['goes on in this browser', signIn({ browserHash: null }), null, left],
    ['may go again', signIn(), mona, left],
    ['is on one way at a time in a browser', signIn(), otto, otherBrowser],
    ['goes on in the browser of before', signIn({ browserHash: 'other' }), null, otherBrowser],
    ['has to have begun', null, otto, over],
  ])('%s', (_, found, other, answer) => {
    expect(leaveSignIn(found, other, here, 'next', noon)).toEqual(answer);
  });
});

describe('who is back from GitHub', () => {
  it.each<[string, SignIn | null, number, object]>([
    [
      'uses the state up',
      signIn(),
      noon,
      stepTo(signIn({ version: 4, stateHash: null, account: null, ownToken: null }), 3),
    ],
    ['is in another browser', signIn({ browserHash: 'other' }), noon, otherBrowser],
    ['has used it up', null, noon, over],
    ['is late', signIn(), end, over],
  ])('%s', (_, found, now, answer) => {
    expect(takeState(found, here, now)).toEqual(answer);
  });

  const taken = signIn({ account: null, ownToken: null });
  it.each<[string, SignIn | null, object]>([
    ['is known', taken, stepTo(signIn({ version: 4 }), 3)],
    ['has begun again', signIn({ version: 4 }), over],
    ['has left', null, over],
  ])('%s', (_, row, answer) => {
    expect(keepAccount(row, taken, { account, ownToken })).toEqual(answer);
  });
});

describe('who signed in', () => {
  const shown = { ...signIn(), account };
  it.each<[string, SignIn | null, number, object]>([
    ['is the account that GitHub named', signIn(), noon, shown],
    ['is nobody before that', signIn({ account: null }), noon, over],
    ['is nobody in a browser in which nothing began', null, noon, over],
    ['is nobody once it is over', signIn(), end, over],
  ])('%s', (_, found, now, answer) => {
    expect(signedInNow(found, 'T0ACME', now)).toEqual(answer);
  });

  it.each<[string, typeof shown, object]>([
    ['confirms what was shown', shown, shown],
    ['confirms nothing else', { ...shown, account: bea }, over],
    ['confirms nothing that moved on', { ...shown, version: 4 }, over],
  ])('%s', (_, found, answer) => {
    expect(asShown(found, 'U0MONA 101', 3)).toEqual(answer);
    expect(namedOn(shown)).toBe('U0MONA 101');
  });

  it('leaves nothing behind', () => {
    expect(removalOf(shown)).toEqual({ table: 'sign_ins', was: 3, row: shown, removes: true });
  });
});
