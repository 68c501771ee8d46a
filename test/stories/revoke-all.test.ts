import { cast } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { active, refuseRevoke } from '../support/agreed-token.ts';
import { askForToken } from '../support/ask-for-token.ts';
import { approve, cardsAbout, isActive, makeToken, reads, toldPrivately } from '../support/people.ts';
import type { TestWorld } from '../support/start-world.ts';

const { mona, bea, carl } = cast;

async function twoTokens() {
  const { world, token } = await active();
  await askForToken(world, mona.slackId, { token_name: 'second' });
  await approve(world, '· PAT-2');
  const second = await makeToken(world, { name: 'second' });
  return { world, tokens: [token, second] as const };
}

/** `/pat tokens mona`, then Revoke all…: the preview. */
async function preview(world: TestWorld, reviewer: string) {
  const listed = await world.slack.command(reviewer, '/pat tokens @mona');
  const list = await world.slack.until(() => listed.modal);
  const pressed = await world.slack.click(reviewer, list, 'revoke_all');
  const view = await world.slack.until(() => pressed.modal);
  return { list, view };
}

async function revokeAll(world: TestWorld, reviewer: string, view: Awaited<ReturnType<typeof preview>>['view']) {
  const filled = await world.slack.fill(reviewer, view, { reason: 'They left the company.' });
  return world.slack.submit(reviewer, filled);
}

const results = (world: TestWorld) => cardsAbout(world, ' tokens of <@').map(reads);

describe('all tokens of somebody, revoked at once', () => {
  it('are shown first, and told in one message that follows', async () => {
    const { world, tokens } = await twoTokens();
    const { list, view } = await preview(world, carl.slackId);
    expect(reads(list as never)).toContain('2 tokens can still reach acme as mona.');
    expect(reads(view as never)).toContain('2 tokens of mona lose access to acme immediately.');
    await revokeAll(world, carl.slackId, view);
    await world.settle();
    expect(tokens.map((token) => isActive(world, token))).toEqual([false, false]);
    expect(results(world)).toHaveLength(1);
    expect(results(world)[0]).toContain(`<@${carl.slackId}> revoked 2 of 2 tokens of <@${mona.slackId}> for acme`);
  });

  it('are revoked but for the one that GitHub refuses, which is named with why', async () => {
    const { world, tokens } = await twoTokens();
    const { view } = await preview(world, carl.slackId);
    world.github.server.faults.add({ ...refuseRevoke, times: 1 });
    await revokeAll(world, carl.slackId, view);
    await world.settle();
    expect(tokens.filter((token) => isActive(world, token))).toHaveLength(1);
    expect(results(world)).toHaveLength(1);
    expect(results(world)[0]).toContain('revoked 1 of 2 tokens');
    expect(results(world)[0]).toContain('1 was not revoked');
    expect(results(world)[0]).toContain('Not revoked: GitHub refused to revoke it.');
  });

  it('are all revoked though the process ends in the middle', async () => {
    const { world, tokens } = await twoTokens();
    const { view } = await preview(world, carl.slackId);
    world.github.server.faults.add({ ...refuseRevoke, times: 1, answer: { status: 502 } });
    await revokeAll(world, carl.slackId, view);
    await world.restart();
    await world.settle();
    await world.pass({ minutes: 6 });
    expect(tokens.map((token) => isActive(world, token))).toEqual([false, false]);
    expect(results(world)[0]).toContain('revoked 2 of 2 tokens');
  });

  it('are revoked once by two owners at once', async () => {
    const { world } = await twoTokens();
    const mine = await preview(world, carl.slackId);
    const theirs = await preview(world, bea.slackId);
    await Promise.all([revokeAll(world, carl.slackId, mine.view), revokeAll(world, bea.slackId, theirs.view)]);
    await world.settle();
    expect(world.github.state.reviews.filter(({ act }) => act === 'revoke')).toHaveLength(2);
    expect(results(world)).toHaveLength(1);
  });

  it('are shown to owners only', async () => {
    const { world } = await twoTokens();
    const asked = await world.slack.command(mona.slackId, '/pat tokens @mona');
    expect(await toldPrivately(world, asked)).toBe(
      'Only owners of acme can see all its tokens. Your GitHub account mona isn’t an owner now. Your own tokens are in /pat list.',
    );
  });
});
