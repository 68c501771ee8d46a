// biome-ignore-all lint/style/noNonNullAssertion: what is missing here fails the test by itself.

import { cast, organization, policyText, type World } from '@countersign/sandbox-stage/cast';
import { expect, it } from 'vitest';
import { render } from '../../src/slack/views/layout.ts';
import { requestsWaiting } from '../../src/slack/views/messages/requests-waiting.ts';
import { english } from '../../src/wording/english.ts';
import { active, inChannel } from '../support/agreed-token.ts';
import { askForToken } from '../support/ask-for-token.ts';
import {
  approve,
  buttonsOf,
  cardOf,
  cardsAbout,
  deny,
  directMessages,
  isActive,
  isPending,
  makeToken,
  passWithoutOutage,
  reads,
  usualToken,
} from '../support/people.ts';
import { firstMoment, startWorld } from '../support/start-world.ts';

const { mona, bea } = cast;
const dayMs = 86_400_000;

it('explained again after the first explanation was denied', async () => {
  const world = await startWorld();
  const token = await makeToken(world, { name: 'surprise' });
  const explain = async (justification: string) => {
    const message = world.slack
      .directMessages(mona.slackId)
      .findLast((one) => buttonsOf(one).includes('claim_pending_token'));
    if (message === undefined) throw new Error('no offer');
    const opened = await world.slack.click(mona.slackId, message, 'claim_pending_token');
    const view = await world.slack.until(() => opened.modal);
    const sent = await world.slack.submit(
      mona.slackId,
      await world.slack.fill(mona.slackId, view, { purpose: 'Release', justification }),
    );
    await world.settle();
    return sent;
  };
  await explain('It pushes tags.');
  await deny(world, 'Please say which repository.', '· PAT-1');
  expect(isPending(world, token)).toBe(true);
  await explain('It pushes tags to payments.');
  expect(cardsAbout(world, '· PAT-2')).toHaveLength(1);
  await approve(world, '· PAT-2');
  expect(isActive(world, token)).toBe(true);
});

it('an organization whose tokens can not be listed at first is not silent about what waits', async () => {
  const world = await startWorld({
    prepare: ({ github }) =>
      github.server.faults.add({
        fits: /GET .*personal-access-tokens$/,
        when: 'before',
        times: 10_000,
        answer: { status: 502 },
      }),
  });
  await makeToken(world, { name: 'surprise' });
  for (let i = 0; i < 8; i += 1) await world.pass({ minutes: 30 });
  expect(inChannel(world).join('\n')).not.toBe('');
});

it('the daily message names every token that it is about', async () => {
  const names = Array.from({ length: 30 }, (_, i) => `old-${i}`);
  const world = await startWorld({
    prepare: ({ github }: World) => {
      github.people.addUser('unlinked');
      const found = github.state.organization(organization)!;
      found.members.set(github.state.user('unlinked').id, 'member');
      found.approvalRequired = false;
      for (const name of names)
        github.people.createToken('unlinked', organization, {
          name,
          permissions: { repository: {} },
          repositorySelection: 'none',
          expiresAt: new Date(firstMoment + 3.2 * dayMs),
        });
      found.approvalRequired = true;
    },
  });
  for (let i = 0; i < 30; i += 1) await world.pass({ hours: 4 });
  const said = inChannel(world).join('\n');
  const unnamed = names.filter((name) => !new RegExp(`unlinked’s “${name}”? expire`).test(said));
  expect(unnamed).toEqual([]);
});

it('a token that an owner let in while the App was suspended does not mean that approval is off', async () => {
  const world = await startWorld();
  await makeToken(world, { name: 'early' });
  world.github.people.setSuspended(organization, true);
  world.github.webhooks.mode = 'lose';
  await world.pass({ days: 1 });
  const token = world.github.people.createToken('mona', organization, usualToken(world, { name: 'let-in' }));
  world.github.people.reviewOnGithub('bea-owner', token.tokenId, 'approve');
  await world.pass({ hours: 1 });
  world.github.people.setSuspended(organization, false);
  await world.pass({ minutes: 6 });
  await world.pass({ minutes: 6 });
  expect(inChannel(world).join('\n')).not.toContain('seems not to require approval');
});

it('a machine user’s sponsor does not read the name of a private repository they can not see', async () => {
  const policy = policyText().replace(`acme-ci: ${bea.slackId}`, `acme-ci: ${cast.dan.slackId}`);
  const world = await startWorld({ policy });
  const token = await makeToken(world, { name: 'ci', repositories: ['website'] }, 'acme-ci');
  await world.slack.click(bea.slackId, cardOf(world, 'token “ci”'), 'approve_pending_token');
  await world.settle();
  expect(isActive(world, token)).toBe(true);
  world.github.people.editToken(token.tokenId, { repositories: ['website', 'board-papers'] });
  await world.settle();
  world.github.people.reviewOnGithub('carl-owner', token.tokenId, 'deny');
  await world.settle();
  // As GitHub does where approval is off.
  const found = world.github.state.organization(organization)!;
  found.approvalRequired = false;
  world.github.people.editToken(token.tokenId, { repositories: ['website', 'board-papers'] });
  await world.pass({ minutes: 6 });
  expect(directMessages(world, cast.dan.slackId).join('\n')).not.toContain('board-papers');
});

it('each of 30 unlinked tokens is told when it expired', async () => {
  const names = Array.from({ length: 30 }, (_, i) => `old-${i}-`);
  const world = await startWorld({
    prepare: ({ github }: World) => {
      github.people.addUser('unlinked');
      const found = github.state.organization(organization)!;
      found.members.set(github.state.user('unlinked').id, 'member');
      found.approvalRequired = false;
      for (const name of names)
        github.people.createToken('unlinked', organization, {
          name,
          permissions: { repository: {} },
          repositorySelection: 'none',
          expiresAt: new Date(firstMoment + 3.2 * dayMs),
        });
      found.approvalRequired = true;
    },
  });
  for (let i = 0; i < 30; i += 1) await world.pass({ hours: 4 });
  const said = inChannel(world).join('\n');
  const unnamed = names.filter((name) => !said.includes(`unlinked’s “${name}” expired on`));
  expect(unnamed).toEqual([]);
});

it('an explained request that is approved after its token was deleted does not say that it is let in', async () => {
  const world = await startWorld();
  const token = await makeToken(world, { name: 'surprise' });
  const message = world.slack
    .directMessages(mona.slackId)
    .findLast((one) => buttonsOf(one).includes('claim_pending_token'))!;
  const opened = await world.slack.click(mona.slackId, message, 'claim_pending_token');
  const view = await world.slack.until(() => opened.modal);
  await world.slack.submit(
    mona.slackId,
    await world.slack.fill(mona.slackId, view, { purpose: 'Release', justification: 'x' }),
  );
  await world.settle();
  world.github.people.deleteToken(token.tokenId);
  await world.settle();
  await approve(world, '· PAT-1');
  await world.pass({ minutes: 6 });
  expect(reads(cardOf(world, '· PAT-1'))).not.toMatch(/is (?:let in now|being (?:let in|approved|activated))/);
});

it('60 requests that wait fit into one message', async () => {
  const world = await startWorld();
  await askForToken(world, mona.slackId);
  const [row] = await world.database.rows('select * from token_requests');
  const request = {
    ...row,
    requester: JSON.parse(String(row?.requester)),
    holder: JSON.parse(String(row?.holder)),
    number: 1,
    tokenName: 'x',
    undecidedUntil: firstMoment,
  };
  const rendered = render(
    requestsWaiting(
      { kind: 'requests_waiting', organization: 'acme', requests: Array.from({ length: 60 }, () => request) } as never,
      english,
      firstMoment,
    ),
    english,
  );
  expect(rendered.blocks.length).toBeLessThanOrEqual(50);
});

it('a token that an owner lets in at once on github.com is their decision', async () => {
  const world = await startWorld();
  const token = world.github.people.createToken('mona', organization, usualToken(world, { name: 'quick' }));
  world.github.people.reviewOnGithub('bea-owner', token.tokenId, 'approve');
  await world.settle();
  await world.pass({ minutes: 6 });
  expect(inChannel(world).join('\n')).not.toContain('seems not to require approval');
});

it('an unlinked holder’s token is reminded of before it ends although today’s message was sent', async () => {
  const world = await startWorld({
    prepare: ({ github }: World) => {
      github.people.addUser('unlinked');
      const found = github.state.organization(organization)!;
      found.members.set(github.state.user('unlinked').id, 'member');
      found.approvalRequired = false;
      github.people.createToken('unlinked', organization, {
        name: 'today',
        permissions: { repository: {} },
        repositorySelection: 'none',
        expiresAt: new Date(firstMoment + 22 * 3_600_000),
      });
      found.approvalRequired = true;
    },
  });
  await world.pass({ minutes: 10 });
  const token = world.github.people.createToken('unlinked', organization, {
    name: 'one-day',
    permissions: { repository: {} },
    repositorySelection: 'none',
    expiresAt: new Date(firstMoment + 23 * 3_600_000),
  });
  await world.settle();
  world.github.people.reviewOnGithub('bea-owner', token.tokenId, 'approve');
  await world.settle();
  for (let i = 0; i < 30; i += 1) await world.pass({ hours: 1 });
  expect(inChannel(world).join('\n')).toMatch(/unlinked’s “one-day” for acme expires/);
});

it('a request whose token an owner let in on github.com is not left to be decided', async () => {
  const world = await startWorld();
  const token = await makeToken(world, { name: 'surprise' });
  const message = world.slack
    .directMessages(mona.slackId)
    .findLast((one) => buttonsOf(one).includes('claim_pending_token'))!;
  const opened = await world.slack.click(mona.slackId, message, 'claim_pending_token');
  const view = await world.slack.until(() => opened.modal);
  await world.slack.submit(
    mona.slackId,
    await world.slack.fill(mona.slackId, view, { purpose: 'Release', justification: 'x' }),
  );
  await world.settle();
  await world.pass({ minutes: 1 });
  world.github.people.reviewOnGithub('bea-owner', token.tokenId, 'approve');
  await world.settle();
  await world.pass({ minutes: 6 });
  const card = cardOf(world, '· PAT-1');
  for (let i = 0; i < 18; i += 1) await world.pass({ hours: 10 });
  for (let i = 0; i < 60; i += 1) await world.pass({ minutes: 30 });
  expect(buttonsOf(card)).not.toContain('approve_request');
});

it('one token whose repositories can not be read does not stop the others', async () => {
  const { world } = await active();
  world.github.server.faults.add({
    fits: /personal-access-tokens\/\d+\/repositories/,
    when: 'before',
    times: 10_000,
    answer: { status: 404 },
  });
  await makeToken(world, { name: 'owner-tool', repositorySelection: 'all', repositories: [] }, 'bea-owner');
  for (let i = 0; i < 3; i += 1) await world.pass({ minutes: 6 });
  expect(cardsAbout(world, 'token “owner-tool”')).toHaveLength(1);
});

it('a listing that is refused now and then is not told each time', async () => {
  const { world } = await active();
  const before = inChannel(world).length;
  for (let i = 0; i < 6; i += 1) {
    world.github.server.faults.add({
      fits: /GET .*personal-access-tokens$/,
      when: 'before',
      times: 1,
      answer: { status: 403 },
    });
    await world.pass({ minutes: 6 });
  }
  expect(inChannel(world).length - before).toBeLessThanOrEqual(2);
});

it('news of a machine user’s token does not call it the sponsor’s own', async () => {
  const world = await startWorld({
    policy: policyText().replace(`acme-ci: ${bea.slackId}`, `acme-ci: ${cast.dan.slackId}`),
  });
  const token = await makeToken(world, { name: 'ci', repositories: ['website'] }, 'acme-ci');
  await world.slack.click(bea.slackId, cardOf(world, 'token “ci”'), 'approve_pending_token');
  await world.settle();
  world.github.people.revokeOnGithub('bea-owner', token.tokenId);
  await world.pass({ minutes: 6 });
  expect(directMessages(world, cast.dan.slackId).join('\n')).not.toContain('Your token “ci”');
});

it('Explain is not offered for a token that the policy can not allow', async () => {
  const world = await startWorld();
  await makeToken(world, { name: 'surprise', expiresAt: null });
  expect(world.slack.directMessages(mona.slackId).flatMap(buttonsOf)).not.toContain('claim_pending_token');
});

it('why the organization is paused follows what is the case', async () => {
  const world = await startWorld();
  world.github.people.setSuspended(organization, true);
  await world.pass({ minutes: 6 });
  world.github.people.setSuspended(organization, false);
  world.github.state.organization(organization)!.isInstalled = false;
  await world.pass({ minutes: 6 });
  await world.pass({ hours: 5 });
  expect(inChannel(world).join('\n')).toContain('isn’t installed');
});

it('a token that is deleted between the list and its repositories is not an App that lacks a permission', async () => {
  const { world } = await active();
  const doomed = await makeToken(world, { name: 'doomed' }, 'bea-owner');
  await world.pass({ minutes: 6 });
  let done = false;
  world.github.server.intercept = async ({ name }, moment) => {
    if (!done && moment === 'after' && /GET .*personal-access-tokens$/.test(name)) {
      done = true;
      world.github.people.deleteToken(doomed.tokenId);
    }
  };
  await world.pass({ minutes: 6 });
  await world.pass({ minutes: 6 });
  expect(inChannel(world).join('\n')).not.toContain('We can’t reach GitHub');
});

it('one token whose repositories can not be read does not hide the others’ drift', async () => {
  const { world, token } = await active();
  await world.pass({ minutes: 1 });
  const broken = await makeToken(world, { name: 'broken' }, 'bea-owner');
  await world.pass({ minutes: 6 });
  const id = broken.grant!.id;
  world.github.server.faults.add({
    fits: new RegExp(`personal-access-tokens/${id}/repositories`),
    when: 'before',
    times: 10_000,
    answer: { status: 404 },
  });
  world.github.people.regenerateToken(token.tokenId, null);
  for (let i = 0; i < 5; i += 1) await world.pass({ minutes: 6 });
  // Its holder is asked first, and says nothing for a day.
  await passWithoutOutage(world, 24.5);
  expect(inChannel(world).join('\n')).toContain('wider than PAT-1 allows');
});

it('Details offers a sponsor no decision that is refused', async () => {
  const world = await startWorld();
  await makeToken(world, { name: 'ci', repositories: ['website'] }, 'acme-ci');
  const outcome = await world.slack.click(bea.slackId, cardOf(world, 'token “ci”'), 'request_details');
  const details = await world.slack.until(() =>
    outcome.modal !== undefined && reads(outcome.modal as never).includes('ci') ? outcome.modal : undefined,
  );
  expect(buttonsOf(details)).not.toContain('approve_pending_token');
});

it('a daily message that said nothing does not use up the day', async () => {
  const world = await startWorld({
    prepare: ({ github }: World) => {
      github.people.addUser('unlinked');
      const found = github.state.organization(organization)!;
      found.members.set(github.state.user('unlinked').id, 'member');
      found.approvalRequired = false;
      github.people.createToken('unlinked', organization, {
        name: 'ends',
        permissions: { repository: {} },
        repositorySelection: 'none',
        expiresAt: new Date(firstMoment + 2.2 * dayMs),
      });
      found.approvalRequired = true;
    },
  });
  await world.pass({ hours: 1 });
  const fault = {
    fits: /GET .*personal-access-tokens$/,
    when: 'before',
    times: 10_000,
    answer: { status: 502 },
  } as const;
  world.github.server.faults.add(fault);
  await world.pass({ days: 3 });
  world.github.server.faults.clear();
  await world.pass({ minutes: 6 });
  await world.pass({ hours: 2 });
  expect(inChannel(world).join('\n')).toContain('unlinked’s “ends” for acme expired');
});
