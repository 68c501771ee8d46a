import { cast, channel, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../src/config/policy-file.ts';
import { askForToken } from '../support/ask-for-token.ts';
import {
  approve,
  buttonsOf,
  cardOf,
  cardsAbout,
  isActive,
  makeToken,
  reads,
  toldPrivately,
} from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea, carl } = cast;

async function change(world: TestWorld, text: string): Promise<boolean> {
  const isInForce = await world.bot().takePolicy(parsePolicy(text, 'policy.yml'));
  await world.settle();
  return isInForce;
}

describe('a policy file that is changed while the program runs', () => {
  it('links whoever is new at once, and the channel hears what is different', async () => {
    const world = await startWorld({ policy: policyText().replace(`  ${mona.slackId}: mona\n`, '') });
    expect(await toldPrivately(world, await world.slack.command(mona.slackId, '/pat request'))).toContain('linked');
    expect(await change(world, policyText().replace('max_days: 90', 'max_days: 30'))).toBe(true);
    const told = reads(cardOf(world, 'The policy for acme has changed'));
    expect(told).toContain('New: how long a token may last.');
    expect(told).toContain('1 person added.');
    await askForToken(world, mona.slackId, { lifetime: '30' });
    expect(reads(cardOf(world, 'PAT-1'))).toContain('30 days');
  });

  it('takes a right away at once: who is no longer in it can’t decide', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await change(
      world,
      policyText()
        .replace(`  ${bea.slackId}: bea-owner\n`, '')
        .replace(/machine_users:[\s\S]*/, ''),
    );
    const outcome = await world.slack.click(bea.slackId, cardOf(world, 'PAT-1'), 'approve_request');
    expect(await toldPrivately(world, outcome)).toContain('linked');
    expect(reads(cardOf(world, 'PAT-1'))).not.toContain('Approved');
  });

  it('is refused as a whole where any of it is wrong: the old one stays in force, and the channel hears why', async () => {
    const world = await startWorld();
    const broken = policyText().replace('max_days: 90', 'max_days: never').replace(`  ${mona.slackId}: mona\n`, '');
    expect(await change(world, broken)).toBe(false);
    const told = reads(cardOf(world, 'The new policy file can’t be used'));
    expect(told).toContain('policy.yml:4');
    expect(world.logLines.filter(({ level, what }) => level === 'error' && what.includes('policy file'))).toHaveLength(
      1,
    );
    await askForToken(world, mona.slackId);
    await approve(world);
    expect(reads(cardOf(world, 'PAT-1'))).toContain(`Approved by <@${bea.slackId}>`);
  });

  it('is refused where it leaves an organization out that has requests and tokens here', async () => {
    const world = await startWorld();
    expect(await change(world, policyText().replace('login: acme', 'login: another'))).toBe(false);
    expect(reads(cardOf(world, 'The new policy file can’t be used'))).toContain('acme is missing');
  });

  it('says nothing where the same text was written once more', async () => {
    const world = await startWorld();
    const before = world.slack.messagesIn(channel).length;
    expect(await change(world, world.policy)).toBe(true);
    expect(world.slack.messagesIn(channel)).toHaveLength(before);
  });

  it('is not in force before it is recorded: where the database was away, the next try tells it all the same', async () => {
    let isAway = false;
    const world = await startWorld({
      decorateStore: (store) => ({
        ...store,
        commit: (change, at) =>
          isAway && change.entries.some(({ act }) => act === 'policy.take')
            ? Promise.reject(new Error('the database is away'))
            : store.commit(change, at),
      }),
    });
    const changed = policyText().replace('max_days: 90', 'max_days: 30');
    isAway = true;
    await expect(change(world, changed)).rejects.toThrow('the database is away');
    isAway = false;
    expect(await change(world, changed)).toBe(true);
    expect(cardsAbout(world, 'The policy for acme has changed')).toHaveLength(1);
  });

  it('takes an approval back that was given under a link which it corrects, before a token can use it', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world);
    const swapped = policyText()
      .replace(`${bea.slackId}: bea-owner`, `${bea.slackId}: carl-owner`)
      .replace(`${carl.slackId}: carl-owner`, `${carl.slackId}: bea-owner`);
    expect(await change(world, swapped)).toBe(true);
    const token = await makeToken(world);
    expect(isActive(world, token)).toBe(false);
    expect(buttonsOf(cardOf(world, 'PAT-1'))).toContain('approve_request');
  });

  it('is told of each time, also where it goes back to what was', async () => {
    const world = await startWorld();
    const other = policyText().replace('max_days: 90', 'max_days: 30');
    for (const text of [other, world.policy, other]) {
      await world.pass({ seconds: 10 });
      await change(world, text);
    }
    expect(cardsAbout(world, 'The policy for acme has changed')).toHaveLength(3);
  });
});
