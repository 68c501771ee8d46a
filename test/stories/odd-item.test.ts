import { cast, channel, organization, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { active, inChannel, prolonged } from '../support/agreed-token.ts';
import { askForToken } from '../support/ask-for-token.ts';
import {
  approve,
  buttonsOf,
  cardOf,
  cardsAbout,
  directMessages,
  isActive,
  lastDirectMessage,
  makeToken,
  passWithoutOutage,
  reads,
  toldPrivately,
} from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona } = cast;

/** GitHub lists tokens of this name without their owner from now on; with `isNameless` without anything else either. */
function hideOwnerOf(world: TestWorld, name: string, isNameless = false): void {
  world.github.server.garble = ({ name: call }, body) =>
    /personal-access-token(?:s|-requests)$/.test(call) && Array.isArray(body)
      ? body.map((item) => (item.token_name !== name ? item : isNameless ? null : { ...item, owner: null }))
      : body;
}

function oddLines({ logLines }: TestWorld) {
  return logLines.filter(({ what }) => what.includes('could not be read and is left out')).map(({ fields }) => fields);
}

describe('a membership that does not say whose it is', () => {
  it('ends no request, decides nothing, and is told as what it is', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await askForToken(world, cast.dan.slackId, { token_name: 'dans', repositories: ['website'] });
    world.github.server.garble = ({ name: call }, body) =>
      /\/memberships\/(?:mona|bea)/.test(call) && typeof body === 'object' ? { ...body, user: null } : body;
    world.github.people.removeMember(cast.dan.login, organization, cast.bea.login);
    await world.pass({ minutes: 6 });
    expect(reads(cardOf(world, 'PAT-2'))).toContain('Its requester left the organization');
    expect(world.logLines.filter(({ what }) => what.includes('pass could not be completed'))).toEqual([]);
    const outcome = await approve(world);
    expect(await toldPrivately(world, outcome)).toContain('We couldn’t check with GitHub that you’re an owner');
    expect(buttonsOf(cardOf(world, 'PAT-1'))).toContain('approve_request');
  });
});

describe('a token that GitHub shows in a way that can’t be read', () => {
  it.each([
    ['without its owner', false],
    ['as nothing at all', true],
  ])('%s keeps nobody else waiting, and is not called gone', async (_, isNameless) => {
    const { world, token } = await active();
    hideOwnerOf(world, token.name, isNameless);
    await world.pass({ minutes: 6 });
    await makeToken(world, { name: 'second' }, 'dan-dev');
    await world.pass({ minutes: 6 });
    expect(cardsAbout(world, '“second”')).toHaveLength(1);
    expect(lastDirectMessage(world, mona.slackId)).not.toContain('lost access');
    expect(inChannel(world).join('\n')).not.toContain('We can’t reach GitHub');
    expect(oddLines(world)).toEqual([
      {
        organization: 'acme',
        list: 'personal-access-tokens',
        id: isNameless ? null : token.grant?.id,
        tokenId: isNameless ? null : token.tokenId,
        field: isNameless ? 'the item itself' : 'owner',
      },
    ]);
    world.github.server.garble = null;
    await world.pass({ minutes: 6 });
    expect(isActive(world, token)).toBe(true);
    expect(lastDirectMessage(world, mona.slackId)).not.toContain('lost access');
  });

  it('is called ended by no deadline of its own, and keeps no deadline of another’s', async () => {
    const { world, token } = await prolonged(policyText('    drift: { grace_days: 1, then: revoke }\n'));
    const odd = await makeToken(world, { name: 'odd', expiresAt: new Date(world.now() + 3_600_000) }, 'bea-owner');
    hideOwnerOf(world, 'odd');
    world.github.people.regenerateToken(odd.tokenId, new Date(world.now() + 50 * 86_400_000));
    await askForToken(world, mona.slackId, { token_name: 'never made' });
    await approve(world, '· PAT-2');
    await passWithoutOutage(world, 26);
    expect(isActive(world, token)).toBe(false);
    expect(reads(cardOf(world, 'token “nightly-release”'))).toContain('Revoked by the policy');
    expect(directMessages(world, cast.bea.slackId).join('\n')).not.toContain('no longer works');
    expect(isActive(world, odd)).toBe(true);
  });

  it('may be the one that an approval was given for, which does not lapse meanwhile', async () => {
    const policy = policyText('    lapse: { undecided_days: 1, unused_days: 1 }\n');
    const world = await startWorld({ policy });
    await askForToken(world, mona.slackId);
    await approve(world);
    await askForToken(world, cast.dan.slackId, { token_name: 'undecided', repositories: ['website'] });
    hideOwnerOf(world, 'nightly-release');
    await makeToken(world);
    await passWithoutOutage(world, 26);
    expect(reads(cardOf(world, '· PAT-2'))).toContain('Timed out');
    expect(reads(cardOf(world, '· PAT-1'))).toContain('Waiting for the token to be made');
    world.github.server.garble = null;
    await world.pass({ minutes: 6 });
    expect(reads(cardOf(world, '· PAT-1'))).toContain('Its token has been active');
  });

  it('and by nothing at all lets nothing end by a deadline: it might be any', async () => {
    const { world, token } = await active();
    await makeToken(world, { name: 'odd' }, 'bea-owner');
    hideOwnerOf(world, 'odd', true);
    world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 3_600_000));
    await world.pass({ hours: 2 });
    expect(directMessages(world, mona.slackId).join('\n')).not.toContain('no longer works');
    world.github.server.garble = null;
    await world.pass({ minutes: 6 });
    expect(directMessages(world, mona.slackId).join('\n')).toContain('no longer works');
  });

  it('keeps nobody from being told by the owners’ direct messages, where it is one of the owners', async () => {
    const world = await startWorld();
    world.github.server.garble = ({ name: call }, body) =>
      call.endsWith('/members') && Array.isArray(body) ? [null, ...body] : body;
    world.slack.archive(channel);
    await askForToken(world, mona.slackId);
    expect(lastDirectMessage(world, cast.bea.slackId)).toContain('PAT-1');
  });

  it('on the first day costs the organization neither its summary nor the cards of what comes later', async () => {
    const world = await startWorld({
      prepare: (prepared) => {
        for (const name of ['odd', 'fine']) {
          prepared.github.people.createToken('bea-owner', 'acme', {
            name,
            permissions: { repository: { contents: 'read' } },
            repositorySelection: 'all',
            expiresAt: null,
          });
        }
        hideOwnerOf(prepared as TestWorld, 'odd');
      },
    });
    await makeToken(world, { name: 'later' }, 'dan-dev');
    expect(cardsAbout(world, '“later”')).toHaveLength(1);
  });
});
