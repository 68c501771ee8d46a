import { expect, it } from 'vitest';
import type { ChannelId, OrganizationId } from '../../../src/domain/ids.ts';
import type { Destination } from '../../../src/domain/message.ts';
import { channelToAsk, mayName, mayNameTo, type NamedPrivately } from '../../../src/domain/scope/named-privately.ts';
import { bea, mona } from '../../support/sample-people.ts';
import { repository } from '../../support/sample-scopes.ts';

const only = (...ids: readonly number[]): NamedPrivately => ({ ids: new Set(ids), isChecked: true });

it.each<[string, boolean, NamedPrivately, boolean]>([
  ['a public one, whoever reads it', false, false, true],
  ['a private one, where all may be named', true, true, true],
  ['no private one, where none may be', true, false, false],
  ['a private one that GitHub lets them read', true, only(1), true],
  ['no other private one', true, only(2), false],
  ['a public one, though they were asked about others', false, only(2), true],
])('a repository is named: %s', (_, isPrivate, named, is) => {
  expect(mayName({ ...repository(1), isPrivate }, named)).toBe(is);
});

const organizationId = 1 as OrganizationId;
const inChannel = (channel: string): Destination => ({ to: 'channel', channel: channel as ChannelId, organizationId });

it.each<[string, Destination | null, string | null]>([
  ['nobody, where it goes to one person', { to: 'person', slackId: bea.slackId, organizationId }, null],
  ['nobody, of a card in somebody’s direct messages', inChannel('D7'), null],
  ['of the channel where it stands', inChannel('C7'), 'C7'],
  ['of the reviewers’ channel', { to: 'reviewers', organizationId }, 'C1'],
  ['of the reviewers’ channel, where no place is known', null, 'C1'],
])('who reads private names is asked: %s', (_, to, channel) => {
  expect(channelToAsk(to, 'C1' as ChannelId)).toBe(channel);
});

it.each([
  ['owner', true],
  ['member', true],
  ['unknown', false],
  ['none', false],
] as const)('whoever asked sees private names as %s: %s; who decides does in any case', (role, may) => {
  expect(mayNameTo(mona, mona, role)).toBe(may);
  expect(mayNameTo(bea, mona, role)).toBe(true);
});
