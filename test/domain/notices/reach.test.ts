import { expect, it } from 'vitest';
import { type ReachFacts, reachedAs, type Whom } from '../../../src/domain/notices/reach.ts';
import { bea, mona } from '../../support/sample-people.ts';

const { slackId } = mona;
const holder: Whom = { slackId, as: 'holder', besides: null };
const named: Whom = { ...holder, as: 'named' };
const here = { isReachable: true };

it.each<readonly [behaviour: string, whom: Whom, facts: ReachFacts, found: object | string | null]>([
  ['nobody is not told', { ...holder, slackId: null }, { isReachable: true, isMember: true }, null],
  ['nobody is not told in the place of somebody', { ...holder, slackId: null, besides: bea.slackId }, {}, null],
  ['who can’t be written to after all is not told', { ...holder, besides: slackId }, {}, null],
  ['Slack is asked before GitHub', { ...holder, besides: bea.slackId }, {}, { ask: 'isReachable', of: slackId }],
  ['whom nothing reaches is not told', holder, { isReachable: false }, null],
  ['of a holder GitHub is asked', holder, here, { ask: 'isMember', of: slackId }],
  ['a holder who has left is not told', holder, { ...here, isMember: false }, null],
  ['a holder who is there is told', holder, { ...here, isMember: true }, slackId],
  ['a holder of whom nobody knows is told', holder, { ...here, isMember: null }, slackId],
  ['Slack is asked about who was named', named, {}, { ask: 'isReachable', of: slackId }],
  ['whom nothing reaches is not told for being named', named, { isReachable: false }, null],
  ['who was named is told without GitHub', named, here, slackId],
])('%s', (_, whom, facts, found) => {
  expect(reachedAs(whom, facts)).toEqual(found);
});
