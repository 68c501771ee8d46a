import { cast, channel, organization, type World } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { approve, buttonsOf, cardsAbout, directMessages, makeToken, reads } from '../support/people.ts';
import { firstMoment, startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea } = cast;
const dayMs = 86_400_000;
const noAccess = { permissions: { repository: {} }, repositorySelection: 'none' } as const;

/** An organization that is not new: tokens of linked and unlinked people, some of them waiting. */
function crowd(active: number, pending: number) {
  return ({ github }: World): void => {
    for (let index = 0; index < 20; index += 1) {
      github.people.addUser(`member-${index}`);
      const found = github.state.organization(organization);
      found?.members.set(github.state.user(`member-${index}`).id, 'member');
    }
    const found = github.state.organization(organization);
    if (found === undefined) throw new Error('no organization');
    found.approvalRequired = false;
    for (let index = 0; index < active; index += 1) {
      const token = github.people.createToken(index % 10 === 0 ? 'mona' : `member-${index % 20}`, organization, {
        ...noAccess,
        name: `old-${index}`,
        repositorySelection: index % 8 === 0 ? 'all' : 'none',
        permissions: index % 50 === 0 ? { organization: { members: 'write' } } : { repository: {} },
        // Many end soon, so that reminders are due on the very first days.
        expiresAt: index % 16 === 0 ? null : new Date(firstMoment + (1 + (index % 80)) * dayMs),
      });
      if (index % 4 === 0) github.people.useToken(token.tokenId);
    }
    found.approvalRequired = true;
    for (let index = 0; index < pending; index += 1) {
      github.people.createToken(index === 0 ? 'mona' : `member-${index % 20}`, organization, {
        ...noAccess,
        name: `waiting-${index}`,
        expiresAt: new Date(firstMoment + 30 * dayMs),
        reason: `since last week, ${index}`,
      });
    }
  };
}

const inChannel = (world: TestWorld): readonly string[] => world.slack.messagesIn(channel).map(reads);

describe('an organization with 400 tokens and 30 that wait, on the first day', () => {
  it('gets one summary, one list and one message of reminders', async () => {
    const world = await startWorld({ prepare: crowd(400, 30) });
    await world.pass({ hours: 1 });
    for (let step = 0; step < 6; step += 1) await world.pass({ hours: 4 });
    const messages = inChannel(world);
    expect(messages.length).toBeLessThanOrEqual(3);
    const find = (words: string): string => messages.find((text) => text.includes(words)) ?? '';
    const [summary, list, reminders] = [
      find('now watches'),
      find('already waiting when Countersign started'),
      find('tokens for acme expire'),
    ];
    expect(summary).toContain('Countersign now watches acme: 400 tokens can reach it already');
    expect(summary).toContain('25 never expire');
    expect(summary).toContain('50 reach all repositories');
    expect(summary).toContain('8 have high or critical risk');
    expect(summary).toContain('300 haven’t been used in 90 days');
    expect(summary).toMatch(/Ending first:[\s\S]*member-\d+’s “old-\d+”: 3 March 2027 \(in 2 days\)/);
    expect(summary).toContain('30 tokens already wait for approval: see the list in this channel.');
    expect(list).toContain('30 tokens for acme were already waiting when Countersign started');
    expect(list).toContain('mona’s “waiting-0”');
    expect(list).toContain('and 5 more. They appear here as you decide these.');
    expect(reminders).toMatch(/\d+ tokens for acme/);
    expect(reminders).toContain('isn’t linked to Slack');
    // Those who are linked are reminded by themselves, from the next threshold on, and of nothing else.
    expect(directMessages(world, mona.slackId).every((text) => /for acme expires?/.test(text))).toBe(true);
    expect(directMessages(world, mona.slackId).length).toBeLessThanOrEqual(1);
  });

  it('has them in the trail from the oldest on, though GitHub lists the newest first', async () => {
    const world = await startWorld({ prepare: crowd(90, 0) });
    const rows = await world.database.rows<{ name: string }>(
      `SELECT t.token_name AS name FROM entries AS e JOIN active_tokens AS t ON e.subject = 'active_token:' || t.id
       WHERE e.act = 'active_token.find' AND t.holder LIKE '%member-%' ORDER BY e.seq`,
    );
    // Of somebody who is linked it is asked first where their mornings are.
    const names = Array.from({ length: 90 }, (_, index) => `old-${index}`).filter((_, index) => index % 10 !== 0);
    expect(rows.map(({ name }) => name)).toEqual(names);
  });

  it('shows a card on demand for each that waits, decides there, and the list follows', async () => {
    const world = await startWorld({ prepare: crowd(3, 30) });
    const { slack } = world;
    const list = (): ReturnType<typeof cardsAbout>[number] => {
      const found = cardsAbout(world, 'already waiting when Countersign started')[0];
      if (found === undefined) throw new Error('no list');
      return found;
    };
    const value = JSON.stringify(list().blocks).match(/"value":"([^"]+)"/)?.[1] ?? '';
    const outcome = await slack.click(bea.slackId, list(), 'request_details', { force: true, value });
    const details = await slack.until(() =>
      outcome.modal !== undefined && buttonsOf(outcome.modal).length > 0 ? outcome.modal : undefined,
    );
    expect(reads(details as never)).toContain('Reason given on GitHub: since last week');
    await slack.click(bea.slackId, details, 'approve_pending_token');
    await world.settle();
    expect(world.github.pendingTokens(organization)).toHaveLength(29);
    expect(reads(list())).toContain('29 tokens for acme were already waiting');
  });

  it('hears of what comes after it as always', async () => {
    const world = await startWorld({ prepare: crowd(40, 2) });
    const before = inChannel(world).length;
    await makeToken(world, { name: 'new-one' });
    expect(inChannel(world)).toHaveLength(before + 1);
    expect(inChannel(world).at(-1)).toContain('token “new-one”');
  });

  it('whose holder edits a waiting token gets a card for it', async () => {
    const world = await startWorld({ prepare: crowd(0, 1) });
    const [token] = world.github.pendingTokens(organization);
    if (token === undefined) throw new Error('nothing waits');
    expect(cardsAbout(world, 'token “waiting-0”')).toEqual([]);
    world.github.people.editToken(token.tokenId, { repositorySelection: 'all' });
    await world.settle();
    await world.pass({ minutes: 1 });
    expect(cardsAbout(world, 'token “waiting-0”')).toHaveLength(1);
    await approve(world, 'token “waiting-0”').catch(() => undefined);
    expect(
      reads(cardsAbout(world, 'that was waiting when Countersign started has been decided')[0] as never),
    ).toContain('has been decided.');
  });
});

describe('an organization that has nothing yet', () => {
  it('hears nothing', async () => {
    const world = await startWorld();
    expect(inChannel(world)).toEqual([]);
  });
});
