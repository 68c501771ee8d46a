import { expect, it } from 'vitest';
import { noChange } from '../../../src/domain/change.ts';
import type { ChannelId, OrganizationId } from '../../../src/domain/ids.ts';
import { welcomeChannel, welcomeSubject } from '../../../src/domain/notices/welcome-channel.ts';
import { noon } from '../../support/sample-scopes.ts';

const channel = 'C0CARDS' as ChannelId;
const acme = 1 as OrganizationId;

it('a channel that the bot enters is told what it is, and the trail remembers that', () => {
  const subject = 'channel:C0CARDS';
  expect(welcomeSubject(channel)).toBe(subject);
  expect(welcomeChannel(channel, acme, [], noon)).toEqual({
    writes: [],
    entries: [{ at: noon, actor: 'countersign', act: 'channel.welcome', subject, data: {} }],
    effects: [
      {
        ...{ kind: 'post', key: 'channel_welcome:C0CARDS', message: { kind: 'channel_welcome' } },
        to: { to: 'channel', channel, organizationId: 1 },
      },
    ],
  });
});

it('one that it enters again is not', () => {
  const said = welcomeChannel(channel, acme, [], noon).entries;
  expect(welcomeChannel(channel, acme, said, noon + 1)).toBe(noChange);
});
