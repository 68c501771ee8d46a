import { cast, organization } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/doctor/finding.ts';
import { lookAtDatabase } from '../../src/doctor/look-at-database.ts';
import { active } from '../support/agreed-token.ts';
import { askForToken } from '../support/ask-for-token.ts';
import { approve, makeToken, usualToken } from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, carl } = cast;
const wider = { permissions: { repository: { contents: 'write', pull_requests: 'read', issues: 'write' } } };

/** What doctor says of it, beside the program that runs. */
async function row({ database, configFor, secrets }: TestWorld, number: string): Promise<Finding | undefined> {
  const rows = await lookAtDatabase(configFor(database.path), { ...secrets, databaseUrl: database.url });
  return rows.find(({ what }) => what === number);
}

describe('an installation whose GitHub does as we assume', () => {
  it('is said so by number, once a day', async () => {
    const { world, token } = await active();
    expect((await row(world, 'A1'))?.found).toContain('not seen yet');
    world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 20 * 86_400_000));
    await world.pass({ minutes: 6 });
    const held = {
      is: 'right',
      found: 'holds, seen on 1 day, last on 2027-03-01: a regenerated token keeps its access',
    };
    expect(await row(world, 'A1')).toMatchObject(held);
    world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 19 * 86_400_000));
    await world.pass({ minutes: 6 });
    expect(await row(world, 'A1')).toMatchObject(held);
  });

  it('keeps what it saw over a restart, and goes on counting days', async () => {
    const { world, token } = await active();
    world.github.people.editToken(token.tokenId, { permissions: { repository: { contents: 'read' } } });
    await world.pass({ minutes: 6 });
    await world.restart();
    await world.pass({ days: 1 });
    world.github.people.editToken(token.tokenId, { permissions: { repository: {} } });
    await world.pass({ minutes: 6 });
    expect((await row(world, 'A2'))?.found).toContain('holds, seen on 2 days, last on 2027-03-02');
  });

  it('sees that a second review is refused', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId, { lifetime: '30' });
    await approve(world);
    let isSecond = false;
    world.github.server.intercept = async ({ name }, moment) => {
      const [token] = world.github.pendingTokens(organization);
      if (moment !== 'before' || isSecond || token === undefined || !name.startsWith('POST /orgs/')) return;
      isSecond = true;
      world.github.people.reviewOnGithub(carl.login, token.tokenId, 'approve');
    };
    await makeToken(world);
    expect(isSecond).toBe(true);
    expect(await row(world, 'A5')).toMatchObject({
      is: 'right',
      found: expect.stringMatching(/^holds, seen on 1 day/),
    });
  });
});

describe('an installation whose GitHub does otherwise', () => {
  it('is said so in a wrong row with what follows, where a re-approval gives another id', async () => {
    const { world, token } = await active();
    await world.pass({ minutes: 6 });
    world.github.people.editToken(token.tokenId, wider);
    await world.settle();
    world.github.people.reviewOnGithub(carl.login, token.tokenId, 'approve');
    if (token.grant !== null) token.grant = { ...token.grant, id: world.github.state.nextId() };
    await world.settle();
    expect(await row(world, 'A3')).toEqual({
      what: 'A3',
      is: 'wrong',
      found: 'does not hold, seen on 1 day, last on 2027-03-01: a re-approval gives the access another id',
      mend: 'Nothing to set: the new access goes on with what was agreed. Report it to Countersign’s maintainers',
    });
  });

  it('is said so where a token that has just expired is on no list', async () => {
    const { world, token } = await active();
    const end = token.expiresAt?.getTime() ?? 0;
    await world.pass({ seconds: (end - world.now()) / 1_000 - 60 });
    await world.pass({ seconds: 30 });
    token.grant = null;
    world.moveClock(60);
    await world.pass({ minutes: 6 });
    expect(await row(world, 'A4')).toMatchObject({ is: 'wrong', found: expect.stringContaining('no longer listed') });
  });

  it('is said so where a second review is refused otherwise', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId, { lifetime: '30' });
    await approve(world);
    world.github.server.faults.add({ fits: /^POST \/orgs\//, when: 'after', answer: { status: 409 } });
    world.github.people.createToken(mona.login, organization, usualToken(world));
    await world.settle();
    expect(await row(world, 'A5')).toMatchObject({ is: 'wrong', mend: expect.stringContaining('in one place') });
  });
});
