import { expect, it } from 'vitest';
import type { SlackUserId } from '../../../src/domain/ids.ts';
import { asKnown, namedTwice } from '../../../src/domain/policy/known-people.ts';
import { bea, mona } from '../../support/sample-people.ts';

const [global, third] = ['W0MONA', 'U0AGAIN'] as readonly string[] as readonly [SlackUserId, SlackUserId];
const known = new Map([
  [global, mona.slackId],
  [third, mona.slackId],
]);
const people = (...ids: readonly SlackUserId[]) => new Map(ids.map((id) => [id, `login-of-${id}`]));

it.each([
  ['nobody, where each is named once', people(global, bea.slackId), []],
  ['nobody, where nobody is named', people(), []],
  ['whoever is named by both ids', people(global, bea.slackId, mona.slackId), [[global, mona.slackId]]],
  [
    'each after the one before',
    people(mona.slackId, global, third),
    [
      [mona.slackId, global],
      [global, third],
    ],
  ],
])('finds to be named twice %s', (_, named, twice) => {
  expect(namedTwice({ people: named }, known)).toEqual(twice);
});

it('knows the people of the policy as we do, and who sponsors whom', () => {
  const policy = { people: people(global, bea.slackId), machineUsers: new Map([['acme-ci', global]]), other: 1 };
  expect(asKnown(policy, known)).toEqual({
    people: new Map([
      [mona.slackId, `login-of-${global}`],
      [bea.slackId, `login-of-${bea.slackId}`],
    ]),
    machineUsers: new Map([['acme-ci', mona.slackId]]),
    other: 1,
  });
});
