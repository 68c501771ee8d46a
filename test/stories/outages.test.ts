import type { LocalToken } from '@countersign/sandbox-github/state';
import { cast } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken, fillForm } from '../support/ask-for-token.ts';
import {
  approve,
  buttonsOf,
  cardOf,
  cardsAbout,
  directMessages,
  isActive,
  lastDirectMessage,
  makeToken,
  reads,
  toldPrivately,
  usualToken,
} from '../support/people.ts';
import { startWorld } from '../support/start-world.ts';

const { mona, bea, carl } = cast;

describe('when GitHub fails', () => {
  it.each([
    { how: 'answers 500 after it has approved', fault: { when: 'after', answer: { status: 500 } } },
    { how: 'cuts the connection after it has approved', fault: { when: 'after', answer: 'drop' } },
    { how: 'answers 404 after it has approved', fault: { when: 'after', answer: { status: 404 } } },
    { how: 'answers 502 before', fault: { when: 'before', answer: { status: 502 } } },
    { how: 'cuts the connection before', fault: { when: 'before', answer: 'drop' } },
    { how: 'limits us', fault: { when: 'before', answer: { status: 429, retryAfterSeconds: 20 } } },
  ] as const)('a review that $how is applied once', async ({ fault }) => {
    const world = await startWorld({ isOverHttp: true });
    await askForToken(world, mona.slackId);
    await approve(world);
    world.github.server.faults.add({ fits: /^POST .*personal-access-token-requests\/\d+$/, ...fault });
    const token = await makeToken(world);
    await world.pass({ seconds: 30 });
    expect(isActive(world, token)).toBe(true);
    expect(world.github.state.reviews).toHaveLength(1);
    expect(reads(cardOf(world, 'PAT-1'))).toContain('Its token has been active');
  });

  it('a decision is never given up: a Fault before the call is no answer, and after ten minutes the channel is told', async () => {
    const world = await startWorld({ isOverHttp: true });
    await askForToken(world, mona.slackId);
    await approve(world);
    world.github.server.faults.add({
      fits: /memberships\/bea-owner/,
      when: 'before',
      times: 10_000,
      answer: { status: 403 },
    });
    const token = await makeToken(world);
    for (let minute = 0; minute < 30; minute += 1) await world.pass({ minutes: 1 });
    for (let hour = 0; hour < 30; hour += 1) await world.pass({ hours: 1 });
    expect(cardsAbout(world, 'We couldn’t tell GitHub about the decision on “nightly-release”')).toHaveLength(1);
    world.github.server.faults.clear();
    await world.pass({ hours: 1 });
    expect(isActive(world, token)).toBe(true);
    expect(reads(cardOf(world, 'PAT-1'))).toContain('Its token has been active');
  });

  it('is not called again before the time that it named', async () => {
    const world = await startWorld({ isOverHttp: true });
    world.github.server.faults.add({
      fits: /personal-access-token-requests$/,
      when: 'before',
      answer: { status: 429, retryAfterSeconds: 600 },
    });
    await world.pass({ seconds: 30 });
    const calls = world.github.server.calls.length;
    for (let minute = 0; minute < 9; minute += 1) await world.pass({ minutes: 1 });
    expect(world.github.server.calls).toHaveLength(calls);
    await world.pass({ minutes: 2 });
    expect(world.github.server.calls.length).toBeGreaterThan(calls);
  });

  it('a review that GitHub refuses is held for a person with the reason, and not tried again by itself', async () => {
    const world = await startWorld({ isOverHttp: true });
    await askForToken(world, mona.slackId);
    await approve(world);
    const review = /^POST .*personal-access-token-requests\/\d+$/;
    world.github.server.faults.add({
      fits: review,
      when: 'before',
      times: 1_000,
      answer: { status: 403, body: { message: 'Resource not accessible by integration' } },
    });
    const token = await makeToken(world);
    for (let minute = 0; minute < 10; minute += 1) await world.pass({ minutes: 1 });
    expect(world.github.server.calls.filter(({ name }) => review.test(name))).toHaveLength(1);
    const card = cardOf(world, 'token “nightly-release”');
    expect(reads(card)).toContain('GitHub refused our approval.');
    expect(lastDirectMessage(world, mona.slackId)).toContain('is on hold, because GitHub refused our approval');
    world.github.server.faults.clear();
    await world.slack.click(bea.slackId, card, 'approve_pending_token');
    await world.settle();
    expect(isActive(world, token)).toBe(true);
    expect(world.github.state.reviews).toHaveLength(1);
  });

  it('a token that has been let in but is listed late is not called vanished', async () => {
    const world = await startWorld({ isOverHttp: true });
    await askForToken(world, mona.slackId);
    await approve(world);
    let hidden: LocalToken['grant'] = null;
    const token = world.github.people.createToken('mona', 'acme', usualToken(world));
    world.github.server.intercept = async (call, moment) => {
      if (moment !== 'after' || !/^POST .*token-requests/.test(call.name)) return;
      hidden = token.grant;
      token.grant = null;
    };
    await world.settle();
    await world.pass({ minutes: 1 });
    expect(reads(cardOf(world, 'PAT-1'))).toContain('is being approved there');
    token.grant = hidden;
    await world.pass({ minutes: 2 });
    expect(reads(cardOf(world, 'PAT-1'))).toContain('Its token has been active');
    expect(cardsAbout(world, 'wider than ')).toEqual([]);
  });

  it.each([{ status: 401 }, { status: 403 }, { status: 404 }, { status: 500 }])(
    'a listing that answers $status concludes nothing, and nobody is told that a token has gone',
    async ({ status }) => {
      const world = await startWorld({ isOverHttp: true });
      await askForToken(world, mona.slackId);
      await approve(world);
      await makeToken(world);
      const before = directMessages(world, mona.slackId).length;
      world.github.server.faults.add({
        fits: 'GET /orgs/acme/personal-access-tokens',
        when: 'before',
        times: 50,
        answer: { status },
      });
      await world.pass({ hours: 1 });
      expect(directMessages(world, mona.slackId)).toHaveLength(before);
      world.github.server.faults.clear();
      await world.pass({ hours: 1 });
      expect(directMessages(world, mona.slackId)).toHaveLength(before);
    },
  );
});

describe('when webhooks are lost, doubled or late', () => {
  it('any order and any number of copies come to the same end', async () => {
    const world = await startWorld({ isOverHttp: true });
    await askForToken(world, mona.slackId);
    await approve(world);
    const { webhooks, people } = world.github;
    webhooks.mode = 'hold';
    const first = people.createToken('mona', 'acme', usualToken(world));
    const second = people.createToken('mona', 'acme', usualToken(world, { name: 'other' }));
    people.cancelRequest(second.tokenId);
    await webhooks.deliverHeld((held) => [...held, ...held].reverse());
    await world.settle();
    expect(isActive(world, first)).toBe(true);
    expect(world.github.state.reviews).toHaveLength(1);
    expect(cardsAbout(world, '“other”')).toEqual([]);
    expect(webhooks.deliveries.flatMap(({ answers }) => answers).every((status) => status === 202)).toBe(true);
  });

  it('a forged one changes nothing', async () => {
    const world = await startWorld({ isOverHttp: true });
    const url = `http://127.0.0.1:${world.bot().port}/github/webhooks`;
    const calls = world.github.server.calls.length;
    const body = JSON.stringify({ action: 'created', organization: { login: 'acme' } });
    const answers = await Promise.all([
      fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json' } }),
      fetch(url, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` },
      }),
      fetch(url, { method: 'POST', body: 'x'.repeat(5 * 1024 * 1024 + 1) }),
      fetch(url),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 413, 405]);
    expect(world.github.server.calls).toHaveLength(calls);
  });
});

describe('when Slack fails', () => {
  it('a message that Slack limits waits as long as it is told, and is sent once', async () => {
    const world = await startWorld({ isOverHttp: true });
    world.slack.server.faults.add({
      fits: 'chat.postMessage',
      when: 'before',
      answer: { status: 429, retryAfterSeconds: 30 },
    });
    await askForToken(world, mona.slackId);
    const posts = (): number => world.slack.server.calls.filter(({ name }) => name === 'chat.postMessage').length;
    const early = posts();
    await world.pass({ seconds: 20 });
    expect(posts()).toBe(early);
    await world.pass({ seconds: 11 });
    expect(cardsAbout(world, 'PAT-1')).toHaveLength(1);
    expect(directMessages(world, mona.slackId)).toHaveLength(1);
  });

  it.each([{ status: 500 }, { status: 503 }])('a passing $status heals within half a minute', async ({ status }) => {
    const world = await startWorld({ isOverHttp: true });
    world.slack.server.faults.add({ fits: 'chat.postMessage', when: 'before', times: 3, answer: { status } });
    await askForToken(world, mona.slackId);
    for (let second = 0; second < 30; second += 2) await world.pass({ seconds: 2 });
    expect(cardsAbout(world, 'PAT-1')).toHaveLength(1);
  });

  it('a channel that the bot was removed from is replaced by its linked owners’ direct messages, which can decide', async () => {
    const world = await startWorld({ isOverHttp: true });
    world.slack.kickBot('C0REVIEWERS');
    await askForToken(world, mona.slackId);
    expect(lastDirectMessage(world, bea.slackId)).toContain('PAT-1');
    expect(lastDirectMessage(world, carl.slackId)).toContain('PAT-1');
    const card = world.slack.directMessages(bea.slackId).at(-1);
    if (card === undefined) throw new Error('no card');
    await world.slack.click(bea.slackId, card, 'approve_request');
    await world.settle();
    expect(lastDirectMessage(world, carl.slackId)).toContain(`Approved by <@${bea.slackId}>`);
  });

  it('a message whose answer was lost is sent again, and a click on the copy that we never heard of makes it follow', async () => {
    const world = await startWorld({ isOverHttp: true });
    const last = await fillForm(world, mona.slackId);
    world.slack.server.faults.add({ fits: 'chat.postMessage', when: 'after', times: 2, answer: 'drop' });
    await world.slack.submit(mona.slackId, last);
    await world.settle();
    await world.pass({ seconds: 2 });
    const [unheardOf, known] = cardsAbout(world, '· PAT-1');
    if (unheardOf === undefined || known === undefined) throw new Error('there should be two copies');
    await world.slack.click(bea.slackId, unheardOf, 'approve_request');
    await world.settle();
    for (const card of cardsAbout(world, '· PAT-1')) expect(reads(card)).toContain('Approved by');
  });

  it('a call that Slack does not answer in time is given up and made again, and keeps no click waiting', async () => {
    const world = await startWorld({ isOverHttp: true });
    const last = await fillForm(world, mona.slackId);
    world.slack.server.faults.add({
      fits: 'chat.postMessage',
      when: 'before',
      times: 2,
      delayMs: 10_500,
      answer: 'drop',
    });
    await world.slack.submit(mona.slackId, last);
    const help = await world.slack.command(bea.slackId, '/pat help');
    expect(await toldPrivately(world, help)).toContain('/pat request');
    await world.settle();
    expect(cardsAbout(world, 'PAT-1')).toEqual([]);
    await world.pass({ seconds: 2 });
    expect(cardsAbout(world, 'PAT-1')).toHaveLength(1);
    expect(directMessages(world, mona.slackId)).toHaveLength(1);
  });

  it('what waited while nobody was there to try is not given up at its first failure', async () => {
    const world = await startWorld({ isOverHttp: true });
    const last = await fillForm(world, mona.slackId);
    world.slack.server.faults.add({ fits: 'chat.postMessage', when: 'before', times: 4, answer: { status: 500 } });
    await world.slack.submit(mona.slackId, last);
    await world.bot().stop();
    await world.pass({ days: 3 }).catch(() => undefined);
    world.slack.server.faults.add({
      fits: 'chat.postMessage',
      when: 'before',
      times: 2,
      answer: { status: 429, retryAfterSeconds: 5 },
    });
    await world.restart();
    for (let second = 0; second < 60; second += 6) await world.pass({ seconds: 6 });
    expect(cardsAbout(world, '· PAT-1')).toHaveLength(1);
    expect(directMessages(world, mona.slackId)).toHaveLength(1);
    expect(world.logLines.filter(({ what }) => what === 'an effect was given up')).toEqual([]);
  });

  it('a message that was sent while the database was locked is recorded afterwards, and not sent again', async () => {
    const world = await startWorld({ isOverHttp: true });
    const last = await fillForm(world, mona.slackId);
    let isLocked = false;
    world.slack.server.intercept = async ({ name }, moment) => {
      if (name !== 'chat.postMessage' || moment !== 'after' || isLocked) return;
      isLocked = true;
      const unlock = await world.database.lock();
      setTimeout(unlock, 900);
    };
    await world.slack.submit(mona.slackId, last);
    await world.settle();
    await world.pass({ minutes: 5 });
    expect(isLocked).toBe(true);
    expect(cardsAbout(world, 'PAT-1')).toHaveLength(1);
    expect(directMessages(world, mona.slackId)).toHaveLength(1);
  });

  it('a requester who can’t be written to is said in the channel', async () => {
    const world = await startWorld({ isOverHttp: true });
    const last = await fillForm(world, mona.slackId);
    world.slack.server.faults.add({
      fits: 'chat.postMessage',
      when: 'before',
      times: 1,
      answer: { status: 200, body: { ok: false, error: 'messages_tab_disabled' } },
    });
    await world.slack.submit(mona.slackId, last);
    await world.settle();
    const channelText = world.slack.messagesIn('C0REVIEWERS').map(reads).join('\n');
    const all = `${channelText}\n${directMessages(world, bea.slackId).join('\n')}`;
    expect(all).toContain('PAT-1');
  });

  it('a card that somebody deleted is posted afresh when it has to say something new', async () => {
    const world = await startWorld({ isOverHttp: true });
    await askForToken(world, mona.slackId);
    const { channelId, ts } = cardOf(world, 'PAT-1');
    await world.slack.clickRaw(bea.slackId, { actionId: 'approve_request', value: '1.1', channelId, messageTs: ts });
    await fetch(`${world.slack.apiUrl}chat.delete`, {
      method: 'POST',
      headers: { authorization: `Bearer ${world.secrets.slackBotToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ channel: channelId, ts }),
    });
    await makeToken(world);
    expect(cardsAbout(world, 'PAT-1').map(reads)).toEqual([expect.stringContaining('Its token has been active')]);
  });
});

describe('across a restart', () => {
  it('a request goes on where it was, and so does a token that was made while nobody listened', async () => {
    const world = await startWorld({ isOverHttp: true });
    await askForToken(world, mona.slackId);
    await world.restart();
    await approve(world);
    await world.bot().stop();
    const token = world.github.people.createToken('mona', 'acme', usualToken(world));
    await world.restart();
    await world.settle();
    expect(isActive(world, token)).toBe(true);
    expect(cardsAbout(world, 'PAT-1')).toHaveLength(1);
  });
});

describe('when the database is locked by another program', () => {
  it('a click is answered in words, nothing is half done, and the next one works', async () => {
    const world = await startWorld({ isOverHttp: true });
    await askForToken(world, mona.slackId);
    const card = cardOf(world, 'PAT-1');
    const unlock = await world.database.lock();
    const outcome = await world.slack.click(bea.slackId, card, 'approve_request');
    expect(outcome.timedOut).toBe(false);
    expect(await toldPrivately(world, outcome)).toContain(
      'Our database didn’t answer properly, so this may not have been done.',
    );
    await unlock();
    await world.settle();
    expect(buttonsOf(cardOf(world, 'PAT-1'))).toContain('approve_request');
    await approve(world);
    expect(reads(cardOf(world, 'PAT-1'))).toContain('Approved by');
  });
});

describe('when an answer to the very click fails', () => {
  it('a form that can’t be opened is said below the command', async () => {
    const world = await startWorld({ isOverHttp: true });
    world.slack.server.faults.add({ fits: 'views.open', when: 'before', answer: { status: 500 } });
    const outcome = await world.slack.command(mona.slackId, '/pat request');
    expect(outcome.httpStatus).toBe(200);
    expect(await toldPrivately(world, outcome)).toContain(
      'Slack didn’t answer properly, so this may not have been done.',
    );
  });

  it('a page that can’t be stored is answered in the modal', async () => {
    const world = await startWorld({ isOverHttp: true });
    const last = await fillForm(world, mona.slackId);
    const unlock = await world.database.lock();
    const { view } = await world.slack.submit(mona.slackId, last);
    expect(reads(view as never)).toContain('Our database didn’t answer properly, so this may not have been done.');
    await unlock();
    await world.settle();
    expect(cardsAbout(world, 'PAT-1')).toEqual([]);
  });

  it('Details that can’t be filled in are said below the card, and the click is answered once', async () => {
    const world = await startWorld({ isOverHttp: true });
    await askForToken(world, mona.slackId);
    world.slack.server.faults.add({ fits: 'views.update', when: 'before', answer: { status: 500 } });
    const outcome = await world.slack.click(bea.slackId, cardOf(world, 'PAT-1'), 'request_details');
    expect(outcome.httpStatus).toBe(200);
    expect(await toldPrivately(world, outcome)).toContain(
      'Slack didn’t answer properly, so this may not have been done.',
    );
  });
});

describe('forged and stale requests of Slack', () => {
  it.each([
    { what: 'a bad signature', forged: { badSignature: true }, status: 401 },
    { what: 'a stale time', forged: { timestampShiftSeconds: -600 }, status: 401 },
    { what: 'a time ahead of ours', forged: { timestampShiftSeconds: 600 }, status: 401 },
  ])('$what is answered $status and runs nothing', async ({ forged, status }) => {
    const world = await startWorld({ isOverHttp: true });
    const body = new URLSearchParams({
      command: '/pat',
      text: 'request',
      user_id: mona.slackId,
      team_id: 'T0SANDBOX00',
      trigger_id: 'x',
    }).toString();
    const calls = world.slack.server.calls.length;
    expect(await world.slack.interactRaw({ body, ...forged })).toBe(status);
    expect(world.slack.server.calls).toHaveLength(calls);
  });

  it('a body that is too large is answered 413', async () => {
    const world = await startWorld({ isOverHttp: true });
    expect(await world.slack.interactRaw({ body: `payload=${'x'.repeat(5 * 1024 * 1024 + 10)}` })).toBe(413);
  });

  it('a body that is no payload is answered 400', async () => {
    const world = await startWorld({ isOverHttp: true });
    expect(await world.slack.interactRaw({ body: 'payload=%7Bnot+json' })).toBe(400);
  });

  it('the same signed click sent many times is one decision', async () => {
    const world = await startWorld({ isOverHttp: true });
    await askForToken(world, mona.slackId);
    const card = cardOf(world, 'PAT-1');
    for (let copy = 0; copy < 5; copy += 1) {
      await world.slack.clickRaw(bea.slackId, {
        actionId: 'approve_request',
        value: '1.1',
        channelId: card.channelId,
        messageTs: card.ts,
      });
    }
    await world.settle();
    expect(
      directMessages(world, mona.slackId).filter((text) => text.includes('> approved “nightly-release”')),
    ).toHaveLength(1);
    const late = await world.slack.clickRaw(carl.slackId, {
      actionId: 'approve_request',
      value: '1.1',
      channelId: card.channelId,
      messageTs: card.ts,
    });
    expect(await toldPrivately(world, late)).toContain(`<@${bea.slackId}> approved PAT-1`);
  });
});
