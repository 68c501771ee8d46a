import { deprovision, provision } from '@countersign/sandbox-github/external-identities';
import { cast, organization, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import { approve, buttonsOf, cardOf, reads, toldPrivately } from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea, carl, dan, nell } = cast;
const notLinked = 'not linked to a GitHub account yet';

/** Bea alone stands in the policy; who everybody else is, the identity provider says. */
function policyWith(saml: boolean): string {
  return policyText(saml ? '    identity: { saml: true }\n' : '')
    .replace(/ {2}U0(?:MONA|DAN|GUS|CARL)\w+: .*\n/g, '')
    .replace(/machine_users:[\s\S]*/, '');
}

function knows(world: Pick<TestWorld, 'github' | 'slack'>, who: typeof mona | typeof carl | typeof dan): void {
  const email = `${who.login}@acme.test`;
  provision(world.github.state, organization, who.login, { login: who.login, nameId: email });
  addressIs(world, who, email);
}

function knowsAll(...people: readonly Parameters<typeof knows>[1][]) {
  return (world: Parameters<typeof knows>[0]): void => {
    for (const who of people) knows(world, who);
  };
}

function addressIs(
  { slack }: Pick<TestWorld, 'slack'>,
  who: { readonly slackId: string; readonly name: string },
  email: string,
) {
  slack.addPerson({ id: who.slackId, name: who.name.toLowerCase(), realName: who.name, email });
}

async function worldOf({ saml = true, mayRead = true, prepare = (_: Pick<TestWorld, 'github' | 'slack'>) => {} } = {}) {
  return startWorld({
    policy: policyWith(saml),
    prepare: (world) => {
      if (mayRead) world.slack.state.scopes = [...world.slack.state.scopes, 'users:read.email'];
      prepare(world);
    },
  });
}

/** What somebody hears who begins a request: the form opens where it is known who they are. */
async function contact(world: TestWorld, slackId: string): Promise<string> {
  const outcome = await world.slack.command(slackId, '/pat request');
  const [message] = await world.slack.until(() =>
    outcome.modal === null && outcome.ephemeral.length === 0 ? undefined : [outcome.ephemeral[0]],
  );
  return message === undefined ? 'the form' : reads(message);
}

async function links(world: TestWorld): Promise<readonly string[]> {
  const rows = await world.database.rows<{ readonly slack_id: string; readonly login: string; readonly proof: string }>(
    "SELECT slack_id, login, proof FROM people WHERE proof = 'saml' ORDER BY slack_id",
  );
  return rows.map(({ slack_id: slackId, login }) => `${slackId} is ${login}`);
}

async function hour(world: TestWorld): Promise<void> {
  await world.pass({ hours: 1 });
  await world.wake('linkPeople');
}

describe('an organization whose identity provider is Slack’s as well', () => {
  it('has its members linked without a word from them', async () => {
    const world = await worldOf({ prepare: knowsAll(mona, dan) });
    expect(await links(world)).toEqual([`${dan.slackId} is dan-dev`, `${mona.slackId} is mona`]);
    expect(await contact(world, mona.slackId)).toBe('the form');
  });

  it('has somebody who came after that linked by their first contact', async () => {
    const world = await worldOf({ prepare: knowsAll(carl) });
    expect(await contact(world, mona.slackId)).toContain(notLinked);
    knows(world, mona);
    expect(await contact(world, mona.slackId)).toBe('the form');
    expect(await links(world)).toEqual([`${carl.slackId} is carl-owner`, `${mona.slackId} is mona`]);
  });

  it('has its addresses nowhere in the database, and in no line of the log', async () => {
    const world = await worldOf({ prepare: (one) => knows(one, mona) });
    await hour(world);
    expect(await world.database.text()).not.toContain('@acme.test');
    expect(JSON.stringify(world.logLines)).not.toContain('@acme.test');
  });

  it('has nobody linked where its policy does not say so, and no address is asked for', async () => {
    const world = await worldOf({ saml: false, prepare: (one) => knows(one, mona) });
    expect(await contact(world, mona.slackId)).toContain(notLinked);
    expect(world.github.server.calls.filter(({ name }) => name === 'POST /graphql')).toEqual([]);
    expect(world.slack.server.calls.filter(({ name }) => name === 'users.lookupByEmail')).toEqual([]);
  });

  it('has nobody linked where Slack tells no address', async () => {
    const world = await worldOf({ mayRead: false, prepare: (one) => knows(one, mona) });
    expect(await contact(world, mona.slackId)).toContain(notLinked);
    expect(await links(world)).toEqual([]);
  });

  it('has nobody linked where the provider is the enterprise’s, which an App can’t see', async () => {
    const world = await worldOf({ prepare: (one) => addressIs(one, mona, 'mona@acme.test') });
    expect(await contact(world, mona.slackId)).toContain(notLinked);
    expect(world.logLines.some(({ what }) => what.includes('GitHub shows no identity provider'))).toBe(true);
  });
});

describe('an address proves nothing', () => {
  it.each<[string, (world: Pick<TestWorld, 'github' | 'slack'>) => void]>([
    [
      'that two identities have',
      (world) => {
        knows(world, mona);
        provision(world.github.state, organization, 'other', { login: null, nameId: 'x', emails: ['mona@acme.test'] });
      },
    ],
    [
      'that is merely alike',
      (world) => {
        provision(world.github.state, organization, 'mona', { login: 'mona', nameId: 'mona@acme.test' });
        addressIs(world, mona, 'mona+work@acme.test');
      },
    ],
    [
      'whose account the policy gives to somebody else',
      (world) => {
        provision(world.github.state, organization, 'bea', { login: 'bea-owner', nameId: 'nell@acme.test' });
        addressIs(world, nell, 'nell@acme.test');
      },
    ],
    [
      'of a guest',
      (world) => {
        knows(world, mona);
        world.slack.addPerson({ id: mona.slackId, name: 'mona', email: 'mona@acme.test', isGuest: 'restricted' });
      },
    ],
  ])('%s', async (_, prepare) => {
    const world = await worldOf({ prepare });
    for (const { slackId } of [mona, nell]) await contact(world, slackId);
    expect(await links(world)).toEqual([]);
  });
});

describe('an address that the providers of two organizations give to two accounts', () => {
  it('is nobody’s, at first contact and at each hour', async () => {
    const labs = '  - login: labs\n    channel: C0LABSCARDS\n    identity: { saml: true }\n';
    const world = await startWorld({
      policy: policyWith(true).replace('organizations:\n', `organizations:\n${labs}`),
      prepare: (one) => {
        const { slack, github } = one;
        slack.state.scopes = [...slack.state.scopes, 'users:read.email'];
        slack.addChannel({ id: 'C0LABSCARDS', name: 'labs-tokens', isPrivate: true, members: [bea.slackId] });
        slack.inviteBot('C0LABSCARDS');
        github.addOrganization({
          login: 'labs',
          members: { 'bea-owner': 'admin', 'dan-dev': 'member' },
          repositories: [],
        });
        knows(one, mona);
        provision(github.state, 'labs', 'dan', { login: dan.login, nameId: 'mona@acme.test' });
      },
    });
    expect(await contact(world, mona.slackId)).toContain(notLinked);
    await hour(world);
    expect(await links(world)).toEqual([]);
  });
});

describe('a link that the identity provider made', () => {
  async function approvedByCarl(): Promise<TestWorld> {
    const world = await worldOf({ prepare: knowsAll(mona, carl) });
    await askForToken(world, mona.slackId);
    await approve(world, 'PAT-1', carl.slackId);
    expect(buttonsOf(cardOf(world, 'PAT-1'))).not.toContain('approve_request');
    return world;
  }

  it.each<[string, (world: TestWorld) => void]>([
    ['forgets the person', ({ github }) => deprovision(github.state, organization, carl.login)],
    [
      'is no longer the organization’s',
      ({ github }) => {
        const found = github.state.organization(organization);
        if (found !== undefined) found.identities = null;
      },
    ],
    [
      'names another account',
      ({ github }) => {
        deprovision(github.state, organization, carl.login);
        provision(github.state, organization, 'dan', { login: 'dan-dev', nameId: 'carl-owner@acme.test' });
      },
    ],
    ['has another address than Slack', (world) => addressIs(world, carl, 'somebody@acme.test')],
  ])('ends where it %s, and what was approved under it goes back', async (_, happens) => {
    const world = await approvedByCarl();
    happens(world);
    await hour(world);
    expect(await links(world)).not.toContain(`${carl.slackId} is carl-owner`);
    expect(buttonsOf(cardOf(world, 'PAT-1'))).toContain('approve_request');
  });

  it('ends where the policy no longer relies on it', async () => {
    const world = await approvedByCarl();
    await world.restart(policyWith(false));
    await world.settle();
    expect(await links(world)).toEqual([]);
    expect(buttonsOf(cardOf(world, 'PAT-1'))).toContain('approve_request');
  });

  it.each([
    ['GitHub', /POST \/graphql/],
    ['Slack', /users\.(?:info|lookupByEmail)/],
  ] as const)('stands while %s can’t be asked', async (side, fits) => {
    const world = await approvedByCarl();
    const { server } = side === 'GitHub' ? world.github : world.slack;
    server.faults.add({ fits, when: 'before', times: 99, answer: { status: 503 } });
    await hour(world);
    expect(await links(world)).toEqual([`${carl.slackId} is carl-owner`, `${mona.slackId} is mona`]);
    expect(buttonsOf(cardOf(world, 'PAT-1'))).not.toContain('approve_request');
  });

  it('moves with the account where the provider gives the person another, and nobody decides by the old one', async () => {
    const world = await approvedByCarl();
    deprovision(world.github.state, organization, carl.login);
    provision(world.github.state, organization, 'dan', { login: 'dan-dev', nameId: 'carl-owner@acme.test' });
    await hour(world);
    expect(await links(world)).toContain(`${carl.slackId} is dan-dev`);
    const refused = await world.slack.click(carl.slackId, cardOf(world, 'PAT-1'), 'approve_request');
    expect(await toldPrivately(world, refused)).toContain('Only owners of acme can decide this.');
    await approve(world, 'PAT-1', bea.slackId);
    expect(buttonsOf(cardOf(world, 'PAT-1'))).not.toContain('approve_request');
  });
});
