import type { OpenView } from '@countersign/sandbox-slack/state';
import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken, openForm } from '../support/ask-for-token.ts';
import { approve, buttonsOf, cardOf, deny, makeToken, reads, toldPrivately } from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea, carl, dan, nell } = cast;
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
    const world = await startTwo((one) => {
      suspend(one, 'labs');
      one.github.state.organization('acme')?.members.set(one.github.people.addUser('nell-dev').id, 'member');
    });
    const { faults } = world.github.server;
    faults.add({ fits: /^GET \/users\//, when: 'before', times: 1_000, answer: 'drop' });
    await world.restart(policy.replace('machine_users:', `  ${nell.slackId}: nell-dev\nmachine_users:`));
    faults.clear();
    await askForToken(world, nell.slackId, { organization: 'acme', repositories: ['website'] });
    expect(reads(cardOf(world, 'PAT-1'))).toContain(`<@${nell.slackId}> requests`);
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

describe('the form, where the policy names several organizations', () => {
  const chosenIn = ({ blocks }: OpenView): unknown => {
    const field = blocks.find(({ block_id }) => block_id === 'organization');
    const element = field?.type === 'input' && field.element.type === 'static_select' ? field.element : null;
    return element?.initial_option?.value;
  };

  it('opens with the one that the person asked for last, or has a token of, and else asks', async () => {
    const world = await startTwo();
    expect(chosenIn(await openForm(world, mona.slackId))).toBeUndefined();
    await askForToken(world, mona.slackId, { organization: 'acme' });
    expect(chosenIn(await openForm(world, mona.slackId))).toBe('acme');
    await makeToken(world, { name: 'unasked' }, dan.login);
    await world.slack.click(bea.slackId, cardOf(world, 'unasked'), 'approve_pending_token');
    await world.settle();
    expect(chosenIn(await openForm(world, dan.slackId))).toBe('acme');
  });

  it('is filled in with the one that was asked for before', async () => {
    const world = await startTwo();
    await askForToken(world, mona.slackId, { organization: 'acme' });
    await deny(world, 'No.', 'PAT-1', bea.slackId);
    await askForToken(world, mona.slackId, { organization: 'labs', repository_access: 'all' });
    expect(chosenIn(await openForm(world, mona.slackId))).toBe('labs');
    const again = await world.slack.clickRaw(mona.slackId, { actionId: 'request_again', value: '1.1' });
    expect(chosenIn(await world.slack.until(() => again.modal))).toBe('acme');
  });

  it('tells whoever is not linked the owners of which ones can help', async () => {
    const world = await startTwo();
    for (const command of ['/pat request', '/pat list']) {
      const told = await toldPrivately(world, await world.slack.command(nell.slackId, command));
      expect(told).toContain(
        `Send /pat link your-github-login, and <@${bea.slackId}> or <@${carl.slackId}> can confirm it.`,
      );
    }
  });
});
