// People know the names of their tokens, and not the numbers of their requests: a command takes either, and nobody learns another's names by it.
import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { active } from '../support/agreed-token.ts';
import { askForToken } from '../support/ask-for-token.ts';
import { approve, isActive, makeToken, reads, toldPrivately } from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, dan, bea } = cast;
const ways = ['nightly-release', '“Nightly-Release”', '"NIGHTLY-RELEASE".', 'nightly-release.'];

async function opened(world: TestWorld, typed: string, slackId: string = mona.slackId) {
  const said = await world.slack.command(slackId, typed);
  return world.slack.until(() =>
    said.modal !== undefined && !reads(said.modal as never).includes('One moment') ? said.modal : undefined,
  );
}

async function says(world: TestWorld, typed: string, slackId: string = mona.slackId): Promise<string> {
  return toldPrivately(world, await world.slack.command(slackId, typed));
}

describe.each(ways)('a token that is named %s', (name) => {
  it('is shown, explained, offered for renewal and revoked by its name', async () => {
    const { world, token } = await active();
    expect(reads((await opened(world, `/pat show ${name}`)) as never)).toContain('· PAT-1');
    expect(reads((await opened(world, `/pat guide ${name}`)) as never)).toContain('nightly-release');
    expect((await opened(world, `/pat renew ${name}`)).callbackId).toBe('renew_token');
    const form = await opened(world, `/pat revoke ${name}`);
    expect(form.callbackId).toBe('revoke_token');
    await world.slack.submit(mona.slackId, await world.slack.fill(mona.slackId, form, { reason: 'Not needed.' }));
    await world.settle();
    expect(isActive(world, token)).toBe(false);
  });

  it('is withdrawn by its name while it is requested', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    expect(await says(world, `/pat withdraw ${name}`)).toContain('PAT-1 was withdrawn.');
  });
});

it.each(['“quoted”', 'v1.'])(
  '%s is found as /pat list shows it, and without what is around it only where nothing has that',
  async (name) => {
    const world = await startWorld();
    await askForToken(world, mona.slackId, { token_name: name });
    expect(await says(world, '/pat list')).toContain(name);
    expect(reads((await opened(world, `/pat show ${name}`)) as never)).toContain('· PAT-1');
    expect(await says(world, `/pat withdraw ${name}`)).toContain('PAT-1 was withdrawn.');
  },
);

const words = ['show', 'withdraw', 'renew', 'revoke', 'guide'];

describe('a name that nothing of one’s own has', () => {
  it.each(words)('after %s is answered the same, whether somebody else has it or nobody', async (word) => {
    const { world } = await active();
    await askForToken(world, mona.slackId, { token_name: 'secret-plan' });
    for (const slackId of [dan.slackId, bea.slackId]) {
      for (const name of ['nightly-release', 'secret-plan', 'nothing']) {
        expect(await says(world, `/pat ${word} ${name}`, slackId)).toBe(
          `You have no request or token named “${name}”. Send a number or a name that is in /pat list, for example: /pat ${word} PAT-12.${slackId === bea.slackId ? ' Other people’s tokens are in /pat tokens.' : ''}`,
        );
      }
    }
  });

  it('is not repeated where it is a credential', async () => {
    const world = await startWorld();
    const secret = `ghp_${'a'.repeat(36)}`;
    expect(await says(world, `/pat show ${secret}`)).not.toContain(secret);
  });
});

it('several of one name are told apart by their numbers', async () => {
  const { world } = await active();
  await askForToken(world, mona.slackId);
  await approve(world, '· PAT-2');
  await makeToken(world);
  for (const word of ['show', 'renew', 'revoke', 'guide']) {
    expect(await says(world, `/pat ${word} nightly-release`)).toBe(
      `You have several named “nightly-release”: PAT-1 and PAT-2. Send the number, for example: /pat ${word} PAT-1.`,
    );
  }
  // Nothing is open any more: what became of the newest is said.
  expect(await says(world, '/pat withdraw nightly-release')).toContain('approved PAT-2');
});

it('one of several that has ended is not meant by the name, and one that no request names has buttons in the list', async () => {
  const world = await startWorld();
  await makeToken(world, { name: 'mine' }, 'bea-owner');
  await makeToken(world, { name: 'Mine' }, 'bea-owner');
  await world.pass({ minutes: 6 });
  expect(await says(world, '/pat revoke mine', bea.slackId)).toBe(
    'You have several named “mine”: 2 tokens without a request. /pat list shows each token, with its buttons.',
  );
});

it('a machine user’s token is named by whoever sponsors it', async () => {
  const policy = policyText().replace(`acme-ci: ${bea.slackId}`, `acme-ci: ${mona.slackId}`);
  const world = await startWorld({ policy });
  await askForToken(world, mona.slackId, { machine_user: 'acme-ci' });
  await approve(world);
  await makeToken(world, {}, 'acme-ci');
  expect((await opened(world, '/pat revoke nightly-release')).callbackId).toBe('revoke_token');
  expect((await opened(world, '/pat renew nightly-release')).callbackId).toBe('renew_token');
  expect(reads((await opened(world, '/pat show nightly-release')) as never)).toContain('· PAT-1');
});

it('a token that only waits, and one of somebody who is not linked, is answered in words', async () => {
  const world = await startWorld();
  await makeToken(world, { name: 'surprise' });
  expect(reads((await opened(world, '/pat show surprise')) as never)).toContain('surprise');
  expect(await says(world, '/pat revoke surprise')).toBe(
    'The token “surprise” is waiting for approval on GitHub, so there’s nothing to revoke yet. An owner decides. If you don’t need it, cancel or delete it there. /pat list says what keeps it.',
  );
});
