import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import { approve, buttonsOf, cardOf, makeToken, reads, toldPrivately } from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea, nell } = cast;
const labsChannel = 'C0LABSCARDS';

/** A second organization, which stands first in the policy: what is asked as "the first one" fails with it. */
const policy = policyText().replace(
  'organizations:\n',
  `organizations:\n  - login: labs\n    channel: ${labsChannel}\n`,
);

async function startTwo(prepare: (world: Pick<TestWorld, 'github' | 'slack'>) => void = () => undefined) {
  return startWorld({
    policy,
    prepare: (world) => {
      const { slack, github } = world;
      slack.addChannel({ id: labsChannel, name: 'labs-tokens', isPrivate: true, members: [bea.slackId] });
      slack.inviteBot(labsChannel);
      github.addOrganization({ login: 'labs', members: { 'bea-owner': 'admin', mona: 'member' }, repositories: [] });
      prepare(world);
    },
  });
}

function suspend({ github }: Pick<TestWorld, 'github'>, login: string): void {
  const found = github.state.organization(login);
  if (found === undefined) throw new Error(`no organization ${login}`);
  found.suspendedAt = new Date('2027-02-01T00:00:00Z');
}

describe('two organizations, the first of which has suspended the App', () => {
  it('links everybody all the same, and takes a request of the second one to its token', async () => {
    const world = await startTwo((one) => suspend(one, 'labs'));
    await askForToken(world, mona.slackId, { organization: 'acme' });
    await approve(world);
    expect(reads(cardOf(world, 'PAT-1'))).toContain(bea.slackId);
    await makeToken(world);
    expect(buttonsOf(cardOf(world, 'PAT-1'))).toContain('revoke_token');
  });

  it('links whoever clicks first while the timetable has not come to it', async () => {
    const world = await startTwo((one) => suspend(one, 'labs'));
    await world.restart(policy.replace('machine_users:', `  ${nell.slackId}: acme-ci\nmachine_users:`));
    expect(await toldPrivately(world, await world.slack.command(nell.slackId, '/pat list'))).not.toContain('linked');
  });
});

describe('two organizations', () => {
  it('have each its own channel: a request is a card in its own, and in no other', async () => {
    const world = await startTwo();
    await askForToken(world, mona.slackId, { organization: 'acme' });
    const others = world.slack.messagesIn(labsChannel).filter((message) => JSON.stringify(message).includes('PAT-1'));
    expect(others).toEqual([]);
    expect(reads(cardOf(world, 'PAT-1'))).toContain('acme');
  });
});
