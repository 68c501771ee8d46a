import { cast } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import {
  approve,
  cardOf,
  cardsAbout,
  directMessages,
  isActive,
  lastDirectMessage,
  makeToken,
  passWithoutOutage,
  reads,
} from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea } = cast;
const dayMs = 86_400_000;

async function withActiveToken(days: string = '30') {
  const world = await startWorld();
  await askForToken(world, mona.slackId, { lifetime: days });
  await approve(world);
  const token = await makeToken(world, { expiresAt: new Date(world.now() + Number(days) * dayMs) });
  expect(isActive(world, token)).toBe(true);
  return { world, token };
}

function reminders(world: TestWorld, slackId: string = mona.slackId): readonly string[] {
  return directMessages(world, slackId).filter((text) => /^\*(?:“[^”]*”|\d+ tokens) for acme expire/.test(text));
}

describe('the holder of a token that expires', () => {
  it('is reminded at 14, 7, 3 and 1 days, on the day, and told when it has expired: each once, over a year of moved clock', async () => {
    const { world, token } = await withActiveToken('60');
    const said: { readonly day: number; readonly text: string }[] = [];
    let seen = 0;
    const steps = [...Array.from({ length: 44 }, () => 24), ...Array.from({ length: 84 }, () => 6)];
    for (const hours of steps) {
      await world.pass({ hours });
      const all = reminders(world);
      for (const text of all.slice(seen))
        said.push({ day: Math.round((world.now() - Date.parse('2027-03-01T09:30:00Z')) / dayMs), text });
      seen = all.length;
    }
    for (let day = 0; day < 270; day += 30) await world.pass({ days: 30 });
    expect(reminders(world)).toHaveLength(6);
    expect(
      said.map(({ text }) => /expires in \d+ days|expires tomorrow|expires today|expired on/.exec(text)?.[0]),
    ).toEqual([
      'expires in 14 days',
      'expires in 7 days',
      'expires in 3 days',
      'expires tomorrow',
      // It ends before nine in New York, so the notice of the day itself goes the evening before.
      'expires tomorrow',
      'expired on',
    ]);
    expect(said[0]?.text).toContain('“nightly-release” for acme expires in 14 days, on 30 April 2027 at 09:30 UTC.');
    expect(said[0]?.text).toContain('If it’s still needed, renew it. If not, let it end');
    expect(token.expiresAt).not.toBeNull();
  }, 120_000);

  it('is reminded in the morning of their own zone, though Slack did not answer when the token was found', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world);
    await world.pass({ minutes: 6 });
    // Before GitHub is called Slack is asked about the reviewer, so that it must answer until then.
    world.github.server.intercept = async ({ name }, moment) => {
      if (moment !== 'after' || !/^POST .*token-requests\/\d+$/.test(name)) return;
      world.slack.server.faults.add({ fits: 'users.info', when: 'before', times: 10, answer: { status: 500 } });
    };
    await makeToken(world);
    expect(world.slack.server.calls.filter(({ status }) => status === 500).length).toBeGreaterThan(0);
    for (let minute = 0; minute < 20; minute += 1) await world.pass({ minutes: 1 });
    const [notice] = await world.database.rows<{ due: number }>(
      "SELECT due_at AS due FROM due_notices WHERE threshold = '14'",
    );
    // Nine o'clock in New York, in summer time.
    expect(new Date(notice?.due ?? 0).toISOString()).toBe('2027-03-17T13:00:00.000Z');
  });

  it('gets one message for several tokens that are due together', async () => {
    const world = await startWorld();
    for (const name of ['one', 'two']) {
      await askForToken(world, mona.slackId, { token_name: name });
      await approve(world, `“${name}”`);
      await makeToken(world, { name });
    }
    await world.pass({ days: 17 });
    const [only, ...more] = reminders(world);
    expect(more).toEqual([]);
    expect(only).toContain('2 tokens for acme');
    expect(only).toContain('“one” expires in 13 days');
  });

  it('gets only the latest useful reminder after a long outage', async () => {
    const { world } = await withActiveToken();
    await world.bot().stop();
    // Nobody runs while fourteen, seven and three days before go by.
    await world.pass({ days: 28 }).catch(() => undefined);
    await world.restart();
    await world.settle();
    expect(reminders(world)).toHaveLength(1);
    expect(reminders(world)[0]).toContain('expires in 2 days');
  });

  it('is not reminded of an end that has moved: regenerating replans', async () => {
    const { world, token } = await withActiveToken();
    world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 20 * dayMs));
    await world.pass({ minutes: 6 });
    await world.pass({ days: 7 });
    expect(reminders(world)[0]).toContain('expires in 13 days');
    await world.pass({ days: 10 });
    expect(reminders(world)).toHaveLength(2);
  });

  it('who is not linked is reminded through the channel', async () => {
    const world = await startWorld();
    const token = await makeToken(world, { name: 'ci', expiresAt: new Date(world.now() + 8 * dayMs) }, 'gus-guest');
    world.github.people.reviewOnGithub('bea-owner', token.tokenId, 'approve');
    await world.settle();
    await world.pass({ days: 1 });
    const told = [...directMessages(world, cast.gus.slackId), ...cardsAbout(world, 'expires in').map(reads)].join('\n');
    expect(told).toContain('“ci”');
  });
});

describe('a token that can no longer reach the organization', () => {
  it.each([
    {
      how: 'an owner revokes it',
      act: (world: TestWorld, id: number) => world.github.people.revokeOnGithub('bea-owner', id),
    },
    { how: 'its holder deletes it', act: (world: TestWorld, id: number) => world.github.people.deleteToken(id) },
  ])('because $how: holder and channel are told once, with what that does not undo', async ({ act }) => {
    const { world, token } = await withActiveToken();
    act(world, token.tokenId);
    for (let pass = 0; pass < 4; pass += 1) await world.pass({ minutes: 20 });
    const told = directMessages(world, mona.slackId).filter((text) => text.includes('lost access to acme'));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('SSH keys and deploy keys added with the token keep working');
    expect(told[0]).toContain('can still read public data');
    expect(cardsAbout(world, 'lost access to acme')).toHaveLength(1);
    await world.pass({ days: 40 });
    expect(reminders(world)).toEqual([]);
  });

  it('is not called gone where a page of the list missed it', async () => {
    const { world, token } = await withActiveToken();
    const { grant } = token;
    let isHidden = true;
    world.github.server.intercept = async (call, moment) => {
      if (!call.name.endsWith('/personal-access-tokens')) return;
      // It moves while the list is read: absent from the page, there when asked for by its id.
      const isById = JSON.stringify(call.body).includes('token_id');
      token.grant = moment === 'before' && isHidden && !isById ? null : grant;
    };
    for (let pass = 0; pass < 3; pass += 1) await world.pass({ minutes: 10 });
    isHidden = false;
    expect(directMessages(world, mona.slackId).filter((text) => text.includes('lost access'))).toEqual([]);
  });
});

describe('an owner’s token, which GitHub lets in without asking', () => {
  it('fulfils the owner’s approved request when it appears', async () => {
    const world = await startWorld();
    await askForToken(world, bea.slackId, { repositories: ['website'] });
    await approve(world, 'PAT-1', cast.carl.slackId);
    const token = await makeToken(world, { repositories: ['website'] }, 'bea-owner');
    await world.pass({ minutes: 6 });
    expect(isActive(world, token)).toBe(true);
    expect(reads(cardOf(world, 'PAT-1'))).toContain('Its token has been active');
    expect(cardsAbout(world, 'nobody approved it here')).toEqual([]);
  });

  it('that nobody agreed to is told to the channel once', async () => {
    const world = await startWorld();
    await makeToken(world, { name: 'quiet' }, 'bea-owner');
    for (let pass = 0; pass < 3; pass += 1) await world.pass({ minutes: 6 });
    expect(cardsAbout(world, '“quiet”').map(reads)).toEqual([
      expect.stringContaining('for acme is active, and nobody approved it here'),
    ]);
  });

  it('that is wider than what was agreed is flagged to its holder and the channel', async () => {
    const world = await startWorld();
    await askForToken(world, bea.slackId, { repositories: ['website'] });
    await approve(world, 'PAT-1', cast.carl.slackId);
    await makeToken(world, { repositorySelection: 'all', repositories: [] }, 'bea-owner');
    await world.pass({ minutes: 6 });
    expect(lastDirectMessage(world, bea.slackId)).toContain('wider than PAT-1 allows');
    expect(reads(cardOf(world, 'wider than PAT-1 allows'))).toContain('all repositories (approved: website)');
  });
});

describe('an active token that is edited to be wider', () => {
  it('is let in again under a second approval, and is held to that one from then on', async () => {
    const { world, token } = await withActiveToken();
    const wider = ['contents:write', 'pull_requests:read', 'issues:write'];
    await askForToken(world, mona.slackId, { permissions: wider });
    await approve(world, 'PAT-2');
    world.github.people.editToken(token.tokenId, {
      permissions: { repository: { contents: 'write', pull_requests: 'read', issues: 'write' } },
    });
    await world.settle();
    expect(token.pending).toBeNull();
    expect(token.grant?.permissions.repository.issues).toBe('write');
    await world.pass({ minutes: 6 });
    expect(reads(cardOf(world, 'PAT-2'))).toContain('Its token has been active');
    expect(cardsAbout(world, 'wider than ')).toEqual([]);
    expect(cardsAbout(world, 'lost access')).toEqual([]);
    expect(directMessages(world, mona.slackId).join('\n')).not.toContain('lost access');
  });

  it('is let in all the same where GitHub keeps the date of its first grant', async () => {
    const { world, token } = await withActiveToken();
    const first = token.grant?.grantedAt ?? new Date();
    await world.pass({ hours: 1 });
    await askForToken(world, mona.slackId, { permissions: ['contents:write', 'issues:write'] });
    await approve(world, 'PAT-2');
    world.github.server.intercept = async (call, moment) => {
      const isReview = moment === 'after' && /^POST .*token-requests/.test(call.name);
      if (isReview && token.grant !== null) token.grant = { ...token.grant, grantedAt: first };
    };
    world.github.people.editToken(token.tokenId, {
      permissions: { repository: { contents: 'write', issues: 'write' } },
    });
    await world.settle();
    await world.pass({ minutes: 6 });
    expect(token.grant?.grantedAt).toEqual(first);
    expect(reads(cardOf(world, 'PAT-2'))).toContain('Its token has been active');
    expect(cardsAbout(world, 'wider than ')).toEqual([]);
  });

  it('that an owner denies keeps its old grant, and is never called approved', async () => {
    const { world, token } = await withActiveToken();
    await world.pass({ hours: 1 });
    world.github.people.editToken(token.tokenId, { repositories: ['payments', 'website', 'release-tools'] });
    await world.settle();
    const card = cardOf(world, 'token “nightly-release”');
    const asked = await world.slack.click(bea.slackId, card, 'deny_pending_token');
    const view = await world.slack.until(() => asked.modal);
    await world.slack.submit(bea.slackId, await world.slack.fill(bea.slackId, view, { reason: 'Two are enough' }));
    await world.settle();
    expect(world.github.state.reviews.at(-1)?.act).toBe('deny');
    expect(reads(cardOf(world, 'token “nightly-release”'))).toContain(`Denied by <@${bea.slackId}>.`);
    expect(lastDirectMessage(world, mona.slackId)).toContain(
      'denied a change of your token “nightly-release” for acme. The token keeps its present access.',
    );
    expect(isActive(world, token)).toBe(true);
  });

  it('that its holder takes back is not called approved', async () => {
    const { world, token } = await withActiveToken();
    await world.pass({ hours: 1 });
    world.github.people.editToken(token.tokenId, { repositories: ['payments', 'website', 'release-tools'] });
    await world.settle();
    world.github.webhooks.mode = 'lose';
    world.github.people.cancelRequest(token.tokenId);
    await world.pass({ minutes: 1 });
    expect(reads(cardOf(world, 'token “nightly-release”'))).not.toContain('Approved');
  });

  it('within its own agreement is let in by itself', async () => {
    const { world, token } = await withActiveToken();
    world.github.people.editToken(token.tokenId, { permissions: { repository: { contents: 'read' } } });
    await world.pass({ minutes: 6 });
    world.github.people.editToken(token.tokenId, { permissions: { repository: { contents: 'write' } } });
    await world.settle();
    expect(token.pending).toBeNull();
    expect(token.grant?.permissions.repository.contents).toBe('write');
  });

  it('is planned for again where its end moves away and back', async () => {
    const { world, token } = await withActiveToken();
    const first = token.expiresAt;
    world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 25 * dayMs));
    await world.pass({ minutes: 6 });
    world.github.people.regenerateToken(token.tokenId, first);
    await world.pass({ minutes: 6 });
    await world.pass({ days: 17 });
    expect(reminders(world)).toEqual([expect.stringContaining('expires in 13 days')]);
  });
});

describe('a token that was prolonged in its last minutes', () => {
  it('while GitHub could not be listed is not called expired, and is watched on', async () => {
    const { world, token } = await withActiveToken('7');
    world.github.people.regenerateToken(token.tokenId, null);
    world.github.server.faults.add({
      fits: /personal-access-token/,
      when: 'before',
      times: 10_000,
      answer: { status: 503 },
    });
    await world.pass({ days: 7, minutes: 5 });
    expect(directMessages(world, mona.slackId).join('\n')).not.toContain('expired on');
    world.github.server.faults.clear();
    await world.pass({ hours: 1 });
    expect(directMessages(world, mona.slackId).join('\n')).not.toContain('expired on');
    expect(lastDirectMessage(world, mona.slackId)).toContain('longer than PAT-1 allows');
    expect(lastDirectMessage(world, mona.slackId)).toContain('it never expires');
  });

  it('and was called expired all the same comes back, and is held to what was agreed', async () => {
    const { world, token } = await withActiveToken('7');
    await world.pass({ days: 7, minutes: 5 });
    expect(lastDirectMessage(world, mona.slackId)).toContain('expired on');
    world.github.people.regenerateToken(token.tokenId, null);
    for (let pass = 0; pass < 3; pass += 1) await world.pass({ minutes: 6 });
    expect(lastDirectMessage(world, mona.slackId)).toContain('wider than PAT-1 allows');
  });
});

describe('passes that find nothing new', () => {
  it('write nothing and say nothing, whatever the tokens’ states', async () => {
    const { world } = await withActiveToken();
    await makeToken(world, { name: 'unasked', permissions: { repository: { administration: 'write' } } });
    await askForToken(world, mona.slackId, { token_name: 'second' });
    await approve(world, 'PAT-2');
    await makeToken(world, { name: 'second', repositorySelection: 'all', repositories: [], expiresAt: null });
    await askForToken(world, bea.slackId, { token_name: 'third', repositories: ['website'] });
    await approve(world, 'PAT-3', cast.carl.slackId);
    await makeToken(world, { name: 'third', repositorySelection: 'all', repositories: [] }, 'bea-owner');
    await world.pass({ minutes: 6 });
    await world.pass({ minutes: 6 });
    const written = () =>
      world.database.rows(
        "SELECT (SELECT count(*) FROM entries) AS entries, (SELECT count(*) FROM effects) AS effects, (SELECT sum(version) FROM pending_tokens) AS pending, (SELECT sum(version) FROM active_tokens WHERE status = 'exceeding') AS exceeding",
      );
    const before = await written();
    const calls = world.slack.server.calls.filter(({ name }) => name.startsWith('chat.')).length;
    for (let pass = 0; pass < 5; pass += 1) await world.pass({ minutes: 6 });
    expect(await written()).toEqual(before);
    expect(world.slack.server.calls.filter(({ name }) => name.startsWith('chat.'))).toHaveLength(calls);
  });
});

describe('what nobody decides or uses', () => {
  it('lapses undecided after a week, and the requester is told', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await world.pass({ days: 6 });
    await passWithoutOutage(world, 26);
    expect(reads(cardOf(world, 'PAT-1'))).toContain('Nobody decided in time.');
    expect(lastDirectMessage(world, mona.slackId)).toContain(
      'timed out: nobody decided in time. You can request another with /pat request.',
    );
  });

  it('lapses unused after a week, but not while GitHub could not be read', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world);
    world.github.server.faults.add({
      fits: /personal-access-token/,
      when: 'before',
      times: 500,
      answer: { status: 503 },
    });
    await world.pass({ days: 8 });
    expect(reads(cardOf(world, 'PAT-1'))).toContain('Waiting for the token to be made on GitHub');
    world.github.server.faults.clear();
    await world.pass({ minutes: 5 });
    expect(reads(cardOf(world, 'PAT-1'))).toContain('No token was made in time.');
  });
});
