import { expect, it } from 'vitest';
import { isSignInOver } from '../../../src/domain/people/sign-in.ts';
import { mona } from '../../support/sample-people.ts';
import { noon } from '../../support/sample-scopes.ts';

it.each([
  ['goes on as it begins', 0, false],
  ['goes on until ten minutes are over', 599_999, false],
  ['is over then', 600_000, true],
  ['goes on where another process’s clock is a minute behind', -60_000, false],
  ['is over where the clock was set back further', -60_001, true],
])('a sign-in %s', (_what, afterMs, isOver) => {
  const signIn = {
    ...{ slackId: mona.slackId, version: 1, teamId: 'T0ACME', ticketHash: 'hash', browserHash: null },
    ...{ stateHash: null, account: null, ownToken: null, startedAt: noon },
  };
  expect(isSignInOver(signIn, noon + afterMs)).toBe(isOver);
});
