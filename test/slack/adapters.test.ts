import { LocalSlack } from '@countersign/sandbox-slack/local-slack';
import { textOf } from '@countersign/sandbox-slack/read-aloud';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChannelId, SlackUserId } from '../../src/domain/ids.ts';
import type { MessageContent } from '../../src/ports/message-content.ts';
import type { Messenger } from '../../src/ports/messenger.ts';
import type { Directory } from '../../src/ports/slack.ts';
import { createDirectory } from '../../src/slack/directory.ts';
import { createMessenger } from '../../src/slack/messenger.ts';
import { createWebClients } from '../../src/slack/web-clients.ts';
import { english } from '../../src/wording/english.ts';
import { faultOf } from '../support/fault-of.ts';
import { noon } from '../support/sample-scopes.ts';
import { requestThatIs } from './sample-contents.ts';

const mona = 'U0MONA' as SlackUserId;
const cards = 'C0CARDS' as ChannelId;
const content: MessageContent = {
  ...{ kind: 'request_card', organization: 'acme', request: requestThatIs('pending') },
  ...{ mayNamePrivate: true, holderRole: 'unknown' as const, forbidden: [], token: null, waiting: null },
};
const decided = { ...content, request: requestThatIs('denied') } as MessageContent;

let slack: LocalSlack;
let now = noon;
let messenger: Messenger;
let directory: Directory;

beforeEach(async () => {
  now = noon;
  slack = new LocalSlack({ signingSecret: 's', botToken: 'xoxb-local', now: () => new Date(now) });
  await slack.start();
  slack.addPerson({ id: mona, name: 'mona', realName: 'Mona Lisa', tz: 'Asia/Tokyo' });
  slack.addChannel({ id: cards, name: 'tokens', isPrivate: true, members: [mona] });
  slack.inviteBot(cards);
  const clients = createWebClients({ botToken: 'xoxb-local', apiUrl: slack.apiUrl });
  const clock = { now: () => now, elapsedMs: () => now };
  messenger = createMessenger(clients.background, () => english, clock);
  directory = createDirectory(clients, { teamId: 'T0SANDBOX00', enterpriseId: null, url: null }, clock);
});
afterEach(() => slack.stop());

const callsOf = (method: string) => slack.server.calls.filter(({ name }) => name === method);

describe('the messenger', () => {
  it('posts a card, unfurls nothing and lets Slack look for no names', async () => {
    const { channel, ts } = await messenger.post(cards, content, 'en');
    expect(channel).toBe(cards);
    expect(slack.messagesIn(cards).map((message) => message.ts)).toEqual([ts]);
    const body = callsOf('chat.postMessage')[0]?.body as Readonly<Record<string, unknown>>;
    expect([String(body.unfurl_links), String(body.unfurl_media)]).toEqual(['false', 'false']);
    expect(Object.keys(body)).not.toContain('link_names');
    expect(Object.keys(body)).not.toContain('parse');
  });

  it('posts what people read in the order in which it is said', async () => {
    await messenger.post(cards, content, 'en');
    const [message] = slack.messagesIn(cards);
    if (message === undefined) throw new Error('there is no card');
    const lines = textOf(message).split('\n');
    expect(lines[0]).toMatch(/^\*Low risk · <@U0MONA> requests “nightly” for acme · PAT-7\*$/);
    expect(lines[1]).toBe('This token can read the code in 2 repositories.');
    expect(lines[2]).toMatch(/^Permissions: Contents: read .*Lifetime: 30 days .*Justification: the build reads/);
    expect(lines.slice(3)).toEqual(['[Approve] [Deny…] [Adjust…] [Ask…] [Details]']);
  });

  it('answers where a direct message really stands', async () => {
    const { channel } = await messenger.post(mona, content, 'en');
    expect(channel).toMatch(/^D/);
    expect(slack.directMessages(mona)).toHaveLength(1);
  });

  it('redraws text and blocks', async () => {
    const { channel, ts } = await messenger.post(cards, content, 'en');
    await messenger.redraw(channel, ts, decided, 'en');
    const [message] = slack.messagesIn(cards);
    if (message === undefined) throw new Error('the card is gone');
    expect(textOf(message).split('\n')).toEqual([
      '*Denied by <@U0BEA> on 9 June 2026 at 12:00 UTC: “nightly” of <@U0MONA> for acme · PAT-7*',
      'Reason: Please ask for less.',
      '[Details]',
    ]);
    expect(message.text).toContain('Denied by <@U0BEA>');
  });

  it.each([
    ['an archived channel', () => slack.archive(cards), 'is_archived'],
    ['a private channel it was removed from', () => slack.kickBot(cards), 'channel_not_found'],
  ])('says that trying again can’t help in %s', async (_, happen, code) => {
    happen();
    expect(await faultOf(messenger.post(cards, content, 'en'))).toMatchObject({
      where: 'slack',
      code,
      isRetryable: false,
    });
  });

  it('says that trying again can’t help with somebody deactivated', async () => {
    slack.deactivate(mona);
    expect(await faultOf(messenger.post(mona, content, 'en'))).toMatchObject({
      code: 'user_disabled',
      isRetryable: false,
    });
  });

  it('says that trying again can’t help with a message that is not there', async () => {
    expect(await faultOf(messenger.redraw(cards, '1.000001', decided, 'en'))).toMatchObject({
      ...{ code: 'message_not_found', isRetryable: false },
    });
  });

  it.each([
    ['an error it does not know', { status: 200, body: { ok: false, error: 'internal_error' } }, 'internal_error'],
    ['a 503', { status: 503, body: 'busy' }, 'status_503'],
    ['a cut connection', 'drop', 'network'],
  ] as const)('tries nothing again by itself after %s, and says that it may be tried', async (_, answer, code) => {
    slack.server.faults.add({ fits: 'chat.postMessage', when: 'before', answer });
    expect(await faultOf(messenger.post(cards, content, 'en'))).toMatchObject({ code, isRetryable: true });
    expect(callsOf('chat.postMessage')).toHaveLength(1);
  });

  describe('after a 429', () => {
    beforeEach(async () => {
      slack.server.faults.add({
        ...{ fits: 'chat.postMessage', when: 'before', answer: { status: 429, retryAfterSeconds: 30 } },
      });
      expect(await faultOf(messenger.post(cards, content, 'en'))).toMatchObject({
        ...{ code: 'rate_limited', isRetryable: true, retryAfterSeconds: 30 },
      });
    });

    it('does not call that method before Slack’s time is over', async () => {
      now += 20_000;
      expect(await faultOf(messenger.post(cards, content, 'en'))).toMatchObject({
        ...{ code: 'rate_limited', retryAfterSeconds: 10 },
      });
      expect(callsOf('chat.postMessage')).toHaveLength(1);
    });

    it('calls it again afterwards', async () => {
      now += 30_000;
      await messenger.post(cards, content, 'en');
      expect(slack.messagesIn(cards)).toHaveLength(1);
    });
  });
});

describe('the directory', () => {
  it('knows a person, and asks once in five minutes', async () => {
    expect(directory.known(mona)).toBeUndefined();
    expect(await directory.person(mona, 1_000)).toEqual({
      ...{ slackId: mona, globalId: mona, name: 'Mona Lisa', handle: 'mona', zone: 'Asia/Tokyo', language: 'en' },
      ...{ displayName: 'mona', title: '' },
      ...{ isGuest: false, isBot: false, isDeactivated: false, isStranger: false },
      teams: ['T0SANDBOX00'],
    });
    now += 299_999;
    await directory.person(mona, 1_000);
    expect(directory.known(mona)?.name).toBe('Mona Lisa');
    expect(callsOf('users.info')).toHaveLength(1);
    now += 1;
    expect(directory.known(mona)).toBeUndefined();
    await directory.person(mona, 1_000);
    expect(callsOf('users.info')).toHaveLength(2);
  });

  it('forgets who changed', async () => {
    await directory.person(mona, 1_000);
    slack.deactivate(mona);
    directory.forget(mona);
    expect((await directory.person(mona, 1_000))?.isDeactivated).toBe(true);
  });

  it('keeps no answer that was under way when the person changed', async () => {
    const [answered, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    slack.server.intercept = async (_, moment) => {
      if (moment === 'before') return;
      answered.resolve();
      await goOn.promise;
    };
    const underWay = directory.person(mona, 1_000);
    await answered.promise;
    slack.deactivate(mona);
    directory.forget(mona);
    goOn.resolve();
    expect((await underWay)?.isDeactivated).toBe(false);
    expect(directory.known(mona)).toBeUndefined();
  });

  it('asks afresh whatever it knows, and knows that from then on', async () => {
    await directory.person(mona, 1_000);
    slack.addPerson({ id: mona, name: 'mona', isGuest: 'restricted' });
    expect((await directory.person(mona, 1_000))?.isGuest).toBe(false);
    expect((await directory.personAfresh(mona, 1_000))?.isGuest).toBe(true);
    expect(directory.known(mona)?.isGuest).toBe(true);
  });

  it('tells somebody whom Slack does not know from a Slack that did not answer', async () => {
    expect(await directory.person('U0NOBODY' as SlackUserId, 1_000)).toBeNull();
    slack.server.faults.add({
      ...{ fits: 'users.info', when: 'before' },
      answer: { status: 200, body: { ok: false, error: 'user_not_visible' } },
    });
    expect(await directory.person(mona, 1_000)).toBeNull();
    expect(directory.known(mona)).toBeUndefined();
  });

  describe('on Enterprise Grid', () => {
    const [ours, sister, enterprise] = ['T0SANDBOX00', 'T0SISTER000', 'E0ACME00000'];

    it.each([
      ['whose home is ours', { teamId: ours, memberOf: [ours] }, false],
      [
        'whose home is a sister workspace, and who is a member of ours',
        { teamId: sister, memberOf: [sister, ours] },
        false,
      ],
      ['whose home is the enterprise, and who is a member of ours', { teamId: enterprise, memberOf: [ours] }, false],
      ['of a sister workspace only', { teamId: sister, memberOf: [sister] }, true],
      ['of the enterprise, but not of our workspace', { teamId: enterprise, memberOf: [] }, true],
      ['of elsewhere', { teamId: 'T0OTHER' }, true],
      ['whom Slack calls a stranger', { teamId: sister, memberOf: [sister, ours], isStranger: true }, true],
    ] as const)('knows whether somebody %s is a stranger', async (_, some, isStranger) => {
      slack.joinEnterprise(enterprise);
      slack.addPerson({ id: 'U0X', name: 'x', ...some });
      expect((await directory.person('U0X' as SlackUserId, 1_000))?.isStranger).toBe(isStranger);
    });

    it('takes the enterprise’s people for an org-wide install', async () => {
      slack.joinEnterprise(enterprise);
      const clients = createWebClients({ botToken: 'xoxb-local', apiUrl: slack.apiUrl });
      const wide = createDirectory(
        clients,
        { teamId: enterprise, enterpriseId: enterprise, url: null },
        { now: () => now, elapsedMs: () => now },
      );
      slack.addPerson({ id: 'U0X', name: 'x', teamId: sister, memberOf: [sister] });
      slack.addPerson({ id: 'U0Y', name: 'y', teamId: 'T0OTHER' });
      expect((await wide.person('U0X' as SlackUserId, 1_000))?.isStranger).toBe(false);
      expect((await wide.person('U0Y' as SlackUserId, 1_000))?.isStranger).toBe(true);
    });
  });

  it.each([
    ['a guest', { isGuest: 'restricted' }, { isGuest: true }],
    ['a guest of one channel', { isGuest: 'ultra' }, { isGuest: true }],
    ['a bot', { isBot: true }, { isBot: true }],
    ['a stranger', { isStranger: true, teamId: 'T0SANDBOX00' }, { isStranger: true }],
    ['somebody of another workspace', { teamId: 'T0OTHER' }, { isStranger: true }],
    ['somebody deactivated', { deleted: true }, { isDeactivated: true }],
  ] as const)('tells %s apart', async (_, some, known) => {
    slack.addPerson({ id: 'U0X', name: 'x', ...some });
    expect(await directory.person('U0X' as SlackUserId, 1_000)).toMatchObject(known);
  });

  it('says that Slack did not answer in time', async () => {
    slack.server.faults.add({ fits: 'users.info', when: 'before', answer: 'real', delayMs: 200 });
    expect(await faultOf(directory.person(mona, 20))).toMatchObject({ code: 'timeout', isRetryable: true });
  });

  describe('asked who is in a channel', () => {
    const crowd = Array.from({ length: 500 }, (_, at) => `U0M${at}`);
    const many = 'C0MANY' as ChannelId;
    beforeEach(() => {
      for (const id of crowd) slack.addPerson({ id, name: id.toLowerCase() });
      slack.addChannel({ id: many, name: 'many', isPrivate: true, members: crowd });
      slack.inviteBot(many);
    });

    it('reads every page, once for all who ask within five minutes, and again when somebody came in', async () => {
      const asked = await Promise.all([
        directory.membersOfChannel(many, 1_000),
        directory.membersOfChannel(many, 1_000),
      ]);
      expect(crowd.filter((id) => !asked[1].has(id as SlackUserId))).toEqual([]);
      expect(callsOf('conversations.members')).toHaveLength(3);
      await directory.membersOfChannel(many, 1_000);
      expect(callsOf('conversations.members')).toHaveLength(3);
      directory.forgetMembers(many);
      slack.addChannel({ id: many, name: 'many', isPrivate: true, members: [mona] });
      slack.inviteBot(many);
      expect((await directory.membersOfChannel(many, 1_000)).has('U0M7' as SlackUserId)).toBe(false);
    });

    it('takes no page for the whole: where one fails, nobody is told to be missing', async () => {
      slack.server.intercept = async ({ name }, moment) => {
        if (name !== 'conversations.members' || moment !== 'after') return;
        slack.server.faults.add({ fits: 'conversations.members', when: 'before', answer: { status: 500 } });
      };
      expect(await faultOf(directory.membersOfChannel(many, 1_000))).toMatchObject({ isRetryable: true });
    });
  });

  it.each([
    ['private', {}, true],
    ['public', { isPrivate: false }, false],
    ['shared with another workspace', { isExtShared: true }, false],
  ])('knows whether private names may stand in a channel that is %s', async (_, some, isConfidential) => {
    const channel = 'C0ONE' as ChannelId;
    slack.addChannel({ id: channel, name: 'one', isPrivate: true, members: [mona], ...some });
    slack.inviteBot(channel);
    expect(await directory.channel(channel)).toEqual({ channel, isConfidential });
  });

  it('does not guess about a channel that Slack does not show', async () => {
    expect(await faultOf(directory.channel('C0GONE' as ChannelId))).toMatchObject({
      ...{ code: 'channel_not_found', isRetryable: false },
    });
  });
});
