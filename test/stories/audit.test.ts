import { cast } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import { approve, toldPrivately } from '../support/people.ts';
import { readTable } from '../support/read-table.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea } = cast;

function filesOf(world: TestWorld, slackId: string) {
  return world.slack.directMessages(slackId).flatMap(({ files = [] }) => files);
}

async function audit(world: TestWorld, slackId: string, words = ''): Promise<string> {
  const told = await toldPrivately(world, await world.slack.command(slackId, `/pat audit${words}`));
  await world.settle();
  return told;
}

describe('/pat audit', () => {
  it('sends an owner the entries about one person, in a file to them alone', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world);
    expect(await audit(world, bea.slackId, ' @mona')).toContain(
      'You’ll get it in your direct messages with Countersign.',
    );
    const file = await world.slack.until(() => filesOf(world, bea.slackId).at(-1));
    const [head, ...rows] = readTable(file.text ?? '');
    expect(head).toEqual(['seq', 'time', 'actor', 'act', 'subject', 'data', 'prev_hash', 'hash']);
    expect(rows.map(([, , , act]) => act)).toEqual(
      expect.arrayContaining(['person.link', 'request.submit', 'request.approve']),
    );
    expect(rows.every(([, , , , subject]) => subject === 'PAT-1' || subject === `slack:${mona.slackId}`)).toBe(true);
    expect(filesOf(world, mona.slackId)).toEqual([]);
  });

  it('is an entry itself, which names nobody who was asked about', async () => {
    const world = await startWorld();
    await audit(world, bea.slackId, ' @mona 2027-01-01');
    await audit(world, bea.slackId);
    const file = await world.slack.until(() => filesOf(world, bea.slackId)[1]);
    const exports = readTable(file.text ?? '').filter(([, , , act]) => act === 'audit.export');
    expect(exports.map(([, , actor]) => actor)).toEqual([`slack:${bea.slackId}`, `slack:${bea.slackId}`]);
    expect(JSON.stringify(exports)).not.toContain('mona');
  });

  it('is for owners, and says how to ask', async () => {
    const world = await startWorld();
    expect(await audit(world, mona.slackId)).toBe(
      'Only owners of acme can get the audit trail. Your GitHub account mona isn’t an owner now. Ask an owner for what you need from it. What happened to a request of yours is in /pat show PAT-12.',
    );
    expect(await audit(world, bea.slackId, ' what is this')).toContain('Ask like this: /pat audit');
    expect(filesOf(world, mona.slackId)).toEqual([]);
  });
});
