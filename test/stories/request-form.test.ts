import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken, fillForm, fillPage, openForm, usual } from '../support/ask-for-token.ts';
import {
  approve,
  buttonsOf,
  cardOf,
  cardsAbout,
  directMessages,
  lastDirectMessage,
  makeToken,
  reads,
  toldPrivately,
} from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea, carl, gus, nell, dan } = cast;

async function secondPage(world: TestWorld, slackId: string = mona.slackId) {
  const { slack } = world;
  const first = await fillPage(world, slackId, await openForm(world, slackId), usual);
  const { view, errors } = await slack.submit(slackId, first);
  if (view === undefined) throw new Error(JSON.stringify(errors));
  return view;
}

describe('the form', () => {
  it('has short pages, and the last one shows the whole request and who is asked', async () => {
    const world = await startWorld();
    const first = await openForm(world, mona.slackId);
    expect(first.callbackId).toBe('request_token');
    expect(first.blocks.map(({ block_id }) => block_id)).toEqual(['where_used', 'purpose', 'lifetime']);
    const second = await secondPage(world);
    expect(second.blocks.map(({ block_id }) => block_id)).toEqual([
      'preset',
      'permissions',
      'repository_access',
      'repositories',
      'token_name',
      'description',
      'justification',
      'also_warn',
    ]);
    const last = await fillForm(world, mona.slackId);
    expect(last.callbackId).toBe('confirm_request');
    const text = reads(last as never);
    for (const words of [
      'nightly-release',
      'Contents: write',
      'payments',
      'Lifetime: 30 days',
      'The release job pushes tags',
      'The owners of acme will review this.',
    ]) {
      expect(text).toContain(words);
    }
  });

  it('says to an owner that GitHub approves owners’ tokens by itself', async () => {
    const world = await startWorld();
    const last = await fillForm(world, bea.slackId, { repositories: ['website'] });
    expect(reads(last as never)).toContain('You are an owner, so GitHub activates the token as soon as it is created.');
  });

  it('sent twice is one request', async () => {
    const world = await startWorld();
    const last = await fillForm(world, mona.slackId);
    const { slack } = world;
    const sent = await Promise.all([
      slack.submit(mona.slackId, last),
      slack.submit(mona.slackId, last),
      slack.submit(mona.slackId, last),
    ]);
    expect(sent.every(({ httpStatus }) => httpStatus === 200)).toBe(true);
    await world.settle();
    expect(cardsAbout(world, ' requests “')).toHaveLength(1);
  });

  it('offers only lifetimes that the policy allows', async () => {
    const world = await startWorld({
      policy: policyText().replace('max_days: 90, never_expires: false', 'max_days: 45, never_expires: true'),
    });
    const first = await openForm(world, mona.slackId);
    const lifetime = first.blocks.find(({ block_id }) => block_id === 'lifetime') as never as {
      element: { options: { value: string }[] };
    };
    expect(lifetime.element.options.map(({ value }) => value)).toEqual(['7', '30', 'date', 'none']);
  });

  it.each([
    {
      field: 'purpose',
      given: { purpose: `xoxb-1234567890-${'x'.repeat(10)}` },
      said: 'This looks like a token, key or password',
    },
    {
      field: 'expires_on',
      given: { lifetime: 'date', expires_on: '2027-02-01' },
      said: 'Please pick a day from tomorrow on.',
    },
    {
      field: 'expires_on',
      given: { lifetime: 'date', expires_on: '2027-12-31' },
      said: 'A token may last 90 days at most',
    },
  ])('says at $field what is wrong with it: $said', async ({ field, given, said }) => {
    const world = await startWorld();
    const { purpose = '', lifetime = '' } = usual;
    const first = await fillPage(world, mona.slackId, await openForm(world, mona.slackId), {
      purpose,
      lifetime,
      ...given,
    });
    const { errors } = await world.slack.submit(mona.slackId, first);
    expect(errors).toEqual({ [field]: expect.stringContaining(said) });
    expect(JSON.stringify(world.logLines)).not.toContain('xxxxxxxx');
  });

  it.each([
    {
      field: 'token_name',
      given: { token_name: `ghp_${'x'.repeat(30)}` },
      said: 'This looks like a token, key or password',
    },
    {
      field: 'description',
      given: { description: '-----BEGIN RSA PRIVATE KEY-----\nabc' },
      said: 'This looks like a token, key or password',
    },
    {
      field: 'permissions',
      given: { repository_access: 'none', permissions: ['contents:read'] },
      said: 'These need access to repositories: Contents.',
    },
    {
      field: 'repository_access',
      given: { repository_access: 'none', preset: 'push' },
      said: 'These need access to repositories: Contents.',
    },
    {
      field: 'justification',
      given: { repository_access: 'all', justification: `github_pat_${'1'.repeat(30)}` },
      said: 'This looks like a token, key or password',
    },
  ])('says at $field what is wrong with it: $said', async ({ field, given, said }) => {
    const world = await startWorld();
    const asked = { repository_access: 'all', permissions: ['contents:read'], ...given };
    const view = await fillPage(world, mona.slackId, await secondPage(world), asked);
    expect((await world.slack.submit(mona.slackId, view)).errors).toEqual({ [field]: expect.stringContaining(said) });
    expect(JSON.stringify(world.logLines)).not.toContain('xxxxxxxx');
  });

  it('suggests only repositories that the person may see, and refuses others that a client sends all the same', async () => {
    const world = await startWorld();
    const { slack } = world;
    const mine = await slack.suggest(mona.slackId, await secondPage(world), 'repositories', '');
    expect(mine.map(({ value }) => value).sort()).toEqual(['payments', 'release-tools', 'webhooks-demo', 'website']);
    const others = await slack.suggest(dan.slackId, await secondPage(world, dan.slackId), 'repositories', 'e');
    expect(others.map(({ value }) => value)).not.toContain('payments');
    await expect(fillForm(world, mona.slackId, { repositories: ['board-papers'] })).rejects.toThrow();
  });

  it('suggests permissions in two groups, with names that tell the two apart', async () => {
    const world = await startWorld();
    const found = await world.slack.suggest(mona.slackId, await secondPage(world), 'permissions', 'secrets');
    expect(found.map(({ text }) => (typeof text === 'string' ? text : (text as { text: string }).text))).toEqual(
      expect.arrayContaining(['Secrets: write', 'Organization secrets: write']),
    );
    expect(found.map(({ value }) => value)).toEqual(
      expect.arrayContaining(['secrets:write', 'organization_secrets:write']),
    );
    expect(found.groups).toBeDefined();
  });

  it.each([
    ['comment', ['issues:write', 'pull_requests:write']],
    ['push', ['contents:write']],
    ['POST /repos/acme/website/releases', ['contents:write']],
    ['gh api repos/acme/website/issues', ['issues:read']],
  ])('finds permissions by everyday words and by the call: %s', async (typed, values) => {
    const world = await startWorld();
    const found = await world.slack.suggest(mona.slackId, await secondPage(world), 'permissions', typed);
    expect(found.map(({ value }) => value)).toEqual(expect.arrayContaining(values));
  });

  it('is refused to a guest, a bot’s person and somebody who is not linked, with what to do', async () => {
    const world = await startWorld();
    const guest = await world.slack.command(gus.slackId, '/pat request');
    expect(await toldPrivately(world, guest)).toContain('Guests can’t use Countersign.');
    const stranger = await world.slack.command(nell.slackId, '/pat request');
    expect(await toldPrivately(world, stranger)).toContain(
      `Send /pat link your-github-login, and <@${bea.slackId}> or <@${carl.slackId}> can confirm it.`,
    );
  });

  it('shows what users wrote as the text it is', async () => {
    const world = await startWorld();
    const nasty = '<!channel> <@U0BEA000001> <https://evil.example|GitHub> @here *bold* \u202Egnorw\u0007';
    await askForToken(world, mona.slackId, { justification: nasty, token_name: '<!here> & co', purpose: '&lt;b&gt;' });
    const card = cardOf(world, 'PAT-1');
    expect(card.text).not.toMatch(/<!(?:channel|here)>|<https:/);
    expect(JSON.stringify(card.blocks)).not.toContain('\u202E');
    const inMarkup = JSON.stringify(card.blocks.filter(({ type }) => type === 'section'));
    expect(inMarkup).not.toMatch(/<!(?!date\^)|evil\.example/);
    await approve(world);
    const token = await makeToken(world, { name: '<!channel>' });
    expect(token.grant).not.toBeNull();
    for (const text of directMessages(world, mona.slackId)) expect(text).not.toContain('<!channel|');
  });

  it('with more than a card can show is counted there, and approved in Details', async () => {
    const world = await startWorld();
    const many = [
      'actions:read',
      'administration:read',
      'contents:write',
      'issues:read',
      'pages:read',
      'secrets:write',
      'deployments:read',
      'discussions:read',
      'environments:read',
      'statuses:read',
      'workflows:write',
      'pull_requests:write',
      'merge_queues:read',
      'members:read',
    ];
    await askForToken(world, mona.slackId, { permissions: many });
    const card = cardOf(world, 'PAT-1');
    expect(reads(card)).toContain('and 2 more permissions: see Details');
    expect(buttonsOf(card)).toEqual(['deny_request', 'adjust_request', 'ask_requester', 'request_details']);
    const forged = await world.slack.clickRaw(bea.slackId, {
      actionId: 'approve_request',
      value: '1.1',
      channelId: card.channelId,
      messageTs: card.ts,
    });
    expect(await toldPrivately(world, forged)).toContain('This is too long for the message, so nothing was decided.');
    const opened = await world.slack.click(bea.slackId, card, 'request_details');
    const details = await world.slack.until(() =>
      opened.modal !== undefined && buttonsOf(opened.modal).length > 0 ? opened.modal : undefined,
    );
    for (const name of ['Organization members: read', 'Merge queues: read', 'Workflows: write'])
      expect(reads(details as never)).toContain(name);
    await world.slack.click(bea.slackId, details, 'approve_request');
    await world.settle();
    expect(lastDirectMessage(world, mona.slackId)).toContain(' approved “');
  });
});

describe('/pat', () => {
  it('alone, and with help, says what can be done', async () => {
    const world = await startWorld();
    for (const typed of ['/pat', '/pat help']) {
      const text = await toldPrivately(world, await world.slack.command(mona.slackId, typed));
      for (const word of ['/pat request', '/pat list', '/pat withdraw', 'never paste one in Slack'])
        expect(text).toContain(word);
    }
  });

  it('with an unknown word names the nearest', async () => {
    const world = await startWorld();
    expect(await toldPrivately(world, await world.slack.command(mona.slackId, '/pat reqeust'))).toContain(
      'Did you mean /pat request?',
    );
    expect(await toldPrivately(world, await world.slack.command(mona.slackId, '/pat <!channel>'))).toContain(
      'There is no /pat',
    );
  });

  it('list shows a person their own requests and tokens', async () => {
    const world = await startWorld();
    expect(await toldPrivately(world, await world.slack.command(mona.slackId, '/pat list'))).toContain(
      'You have no requests and no tokens here.',
    );
    await askForToken(world, mona.slackId);
    await approve(world);
    await makeToken(world);
    const text = await toldPrivately(world, await world.slack.command(mona.slackId, '/pat list'));
    expect(text).toContain('PAT-1 “nightly-release”');
    expect(text).toContain('nightly-release, expires on 31 March 2027 [Revoke…]');
    expect(await toldPrivately(world, await world.slack.command(dan.slackId, '/pat list'))).not.toContain(
      'nightly-release',
    );
  });

  it.each(['PAT-1', 'pat-1', '1', '“PAT–1”.'])(
    'withdraw %s takes the request back and closes its card',
    async (name) => {
      const world = await startWorld();
      await askForToken(world, mona.slackId);
      expect(await toldPrivately(world, await world.slack.command(mona.slackId, `/pat withdraw ${name}`))).toContain(
        'PAT-1 was withdrawn.',
      );
      await world.settle();
      const card = cardOf(world, 'PAT-1');
      expect(reads(card)).toContain(`Withdrawn by <@${mona.slackId}> on 1 March 2027 at 09:30 UTC: `);
      expect(buttonsOf(card)).toEqual(['request_details']);
    },
  );

  it('withdraw by the button of the requester’s own copy does the same', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    const [copy] = world.slack.directMessages(mona.slackId);
    if (copy === undefined) throw new Error('no copy');
    await world.slack.click(mona.slackId, copy, 'withdraw_request');
    await world.settle();
    expect(reads(cardOf(world, 'PAT-1'))).toContain('Withdrawn by');
    expect(directMessages(world, mona.slackId)[0]).toContain('Withdrawn by');
  });

  it.each([
    { typed: '/pat withdraw', said: 'Which one? Send its number or its name, for example: /pat withdraw PAT-12.' },
    { typed: '/pat withdraw PAT-99', said: 'You have no request PAT-99' },
    { typed: '/pat withdraw soon', said: 'You have no request or token named “soon”' },
    { typed: '/pat revoke', said: 'Which one? Send its number or its name, for example: /pat revoke PAT-12.' },
    { typed: '/pat revoke “PAT–99”.', said: 'You have no request PAT-99' },
    { typed: '/pat Revoke #99', said: 'You have no request PAT-99' },
    { typed: '/pat revoke soon', said: 'You have no request or token named “soon”' },
  ])('$typed is answered with what is possible', async ({ typed, said }) => {
    const world = await startWorld();
    expect(await toldPrivately(world, await world.slack.command(mona.slackId, typed))).toContain(said);
  });

  it('withdraw of another person’s request is answered as if there were none', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    expect(await toldPrivately(world, await world.slack.command(dan.slackId, '/pat withdraw PAT-1'))).toContain(
      'You have no request PAT-1.',
    );
    expect(buttonsOf(cardOf(world, 'PAT-1'))).toContain('approve_request');
  });

  it('withdraw after the approval keeps the token out', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world);
    await world.slack.command(mona.slackId, '/pat withdraw PAT-1');
    await world.settle();
    await makeToken(world);
    expect(world.github.state.reviews).toEqual([]);
    expect(reads(cardOf(world, 'token “nightly-release”'))).toContain('created the token “');
  });
});
