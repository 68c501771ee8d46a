import type { Outcome } from '@countersign/sandbox-slack/line';
import { cast, organization, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import { browse, openStory } from '../support/browse-tokens.ts';
import { decisionCard } from '../support/ended-token.ts';
import { approve, cardOf, makeToken, reads, revoke, toldPrivately } from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea, carl, dan } = cast;

const sponsoredBy = ({ slackId }: { readonly slackId: string }): string =>
  policyText().replace(`acme-ci: ${bea.slackId}`, `acme-ci: ${slackId}`);

/** Mona, who stands for acme-ci, has asked for its token. */
async function asked(): Promise<TestWorld> {
  const world = await startWorld({ policy: sponsoredBy(mona) });
  await askForToken(world, mona.slackId, { machine_user: 'acme-ci' });
  return world;
}

async function detailsFor(world: TestWorld, slackId: string, value = '1.1'): Promise<string> {
  return filledIn(world, await world.slack.clickRaw(slackId, { actionId: 'request_details', value }));
}

async function filledIn(world: TestWorld, opened: Outcome): Promise<string> {
  const view = await world.slack.until(() =>
    opened.modal !== undefined && !reads(opened.modal as never).includes('One moment') ? opened.modal : undefined,
  );
  return reads(view as never);
}

/** They leave the organization, and GitHub’s word of it is lost. */
function leaves({ github }: TestWorld, { login }: { readonly login: string }): void {
  github.webhooks.mode = 'lose';
  github.people.removeMember(login, organization, bea.login);
}

describe('what an outage keeps from being shown', () => {
  it.each(['· PAT-1', '“surprise”'])('is said, and not that nothing was decided: %s', async (words) => {
    const world = await asked();
    await makeToken(world, { name: 'surprise' }, dan.login);
    world.github.server.faults.add({ fits: /memberships\/bea-owner/, when: 'before', times: 100, answer: 'drop' });
    const opened = await world.slack.click(bea.slackId, cardOf(world, words), 'request_details');
    const shown = await filledIn(world, opened);
    expect(shown).toContain('that you may see this for acme, so nothing is shown. Please try again in a minute.');
    expect(shown).not.toContain('Nothing was decided');
  });

  it('is said of all tokens too', async () => {
    const world = await asked();
    world.github.server.faults.add({ fits: /memberships\/bea-owner/, when: 'before', times: 100, answer: 'drop' });
    const told = await filledIn(world, await world.slack.command(bea.slackId, '/pat tokens'));
    expect(told).toContain(
      'We couldn’t check with GitHub and Slack that you may see this for acme, so nothing is shown.',
    );
  });
});

describe('Details of a request for a machine user', () => {
  it('tell who asks as who they are, and what else is theirs and the machine user’s', async () => {
    const world = await asked();
    await askForToken(world, mona.slackId, { token_name: 'mine' });
    await approve(world, 'PAT-1');
    await makeToken(world, {}, 'acme-ci');
    await askForToken(world, mona.slackId, { machine_user: 'acme-ci', token_name: 'second' });
    const shown = await detailsFor(world, bea.slackId, '3.1');
    expect(shown).toContain(`<@${mona.slackId}> is mona on GitHub, a member of acme.`);
    expect(shown).toContain('Other active tokens of the machine user (1)');
    expect(shown).toContain('- nightly-release, until');
    expect(shown).toContain('Other requests (2: 1 waiting, 1 active)');
    expect(shown).not.toContain('first request');
    expect(await detailsFor(world, bea.slackId, '2.1')).toContain('They have no other active token here.');
  });

  it('say of each other request what became of its token', async () => {
    const world = await startWorld();
    const tokens = [];
    for (const name of ['ended-by-itself', 'ended-by-an-owner', 'lost', 'still-there']) {
      const lifetime = name === 'ended-by-itself' ? '7' : '30';
      await askForToken(world, mona.slackId, { token_name: name, lifetime });
      await approve(world, `“${name}”`);
      tokens.push(await makeToken(world, { name, expiresAt: new Date(world.now() + Number(lifetime) * 86_400_000) }));
      // Further apart than what is sent in one go, which is one card.
      await world.pass({ minutes: 11 });
    }
    await askForToken(world, mona.slackId, { token_name: 'to-make' });
    await approve(world, '“to-make”');
    await revoke(world, bea.slackId, '· PAT-2', 'Not needed.');
    await world.settle();
    world.github.people.deleteToken(tokens[2]?.tokenId as never);
    await world.pass({ days: 7 });
    await askForToken(world, mona.slackId, { token_name: 'next' });
    const shown = await detailsFor(world, bea.slackId, '6.1');
    for (const line of [
      'PAT-1 ended-by-itself: expired',
      'PAT-2 ended-by-an-owner: revoked',
      'PAT-3 lost: lost access',
      'PAT-4 still-there: active',
      'PAT-5 to-make: approved',
    ])
      expect(shown).toContain(line);
  });

  it('open by the command too, for whom they concern and nobody else', async () => {
    const world = await asked();
    const shown = async (slackId: string, text: string): Promise<string> => {
      const said = await world.slack.command(slackId, text);
      const view = await world.slack.until(() =>
        said.modal !== undefined && !reads(said.modal as never).includes('One moment') ? said.modal : undefined,
      );
      return reads(view as never);
    };
    expect(await shown(bea.slackId, '/pat show PAT-1')).toContain('Approve');
    expect(await shown(mona.slackId, '/pat show 1')).toContain('payments');
    for (const text of ['/pat show PAT-1', '/pat show PAT-9']) {
      expect(await shown(dan.slackId, text)).toContain(`You have no request ${text.slice(10)}.`);
    }
    expect(await toldPrivately(world, await world.slack.command(mona.slackId, '/pat show'))).toContain('PAT-12');
  });

  it('say that whoever asked has left, and name no private repository to them', async () => {
    const world = await asked();
    expect(await detailsFor(world, mona.slackId)).toContain('payments');
    leaves(world, mona);
    expect(await detailsFor(world, bea.slackId)).toContain(
      `<@${mona.slackId}> is mona on GitHub, not a member of acme now.`,
    );
    const own = await detailsFor(world, mona.slackId);
    expect(own).toContain('1 private repository that you can’t see now');
    expect(own).not.toContain('payments');
    expect(own).toContain('website');
  });

  it('are for owners and whoever asked, and nobody else', async () => {
    const world = await asked();
    expect(await detailsFor(world, dan.slackId)).toContain(
      'Only the owners of acme, and the person whose request or token it is, can see these details. Your GitHub account dan-dev isn’t one of them now.',
    );
  });

  it('say that it ended because another sponsor stands for the machine user', async () => {
    const world = await asked();
    await world.restart(sponsoredBy(dan));
    await world.pass({ minutes: 6 });
    const shown = await detailsFor(world, bea.slackId);
    expect(shown).toContain('Its requester no longer sponsors the machine user.');
    expect(shown).not.toContain('left the organization');
  });

  it('say that it ended because the machine user left', async () => {
    const world = await asked();
    leaves(world, { login: 'acme-ci' });
    await world.pass({ minutes: 6 });
    const shown = await detailsFor(world, bea.slackId);
    expect(shown).toContain('Its machine user left the organization.');
    expect(shown).not.toContain('Its requester left');
  });
});

describe('What happened, in Details', () => {
  const happened = (text: string): readonly string[] =>
    text
      .slice(text.indexOf('What happened'))
      .split(/\n| \/ /)
      .filter((line) => / at \d\d:\d\d UTC: /.test(line))
      .map((line) => line.replace(/^.*? UTC: /, ''));

  it('tells a reminder as one, and a token that outgrew its approval once for one deadline', async () => {
    const world = await startWorld();
    await askForToken(world, bea.slackId, { lifetime: '30' });
    await approve(world, '· PAT-1', carl.slackId);
    const token = await makeToken(world, {}, 'bea-owner');
    for (const repositories of [
      ['website', 'payments'],
      ['website', 'payments', 'board-papers'],
    ]) {
      world.github.people.editToken(token.tokenId, { repositories });
      await world.pass({ minutes: 6 });
    }
    const wide = happened(await detailsFor(world, bea.slackId));
    expect(wide.filter((line) => line.includes('wider than approved'))).toEqual([
      'The token became wider than approved.',
    ]);
    world.github.people.editToken(token.tokenId, { repositories: ['website'] });
    await world.pass({ days: 24 });
    const lines = happened(await detailsFor(world, bea.slackId));
    expect(lines).toContainEqual(expect.stringMatching(/^We reminded <@U0BEA\w+> that it expires on 31 March 2027/));
    expect(lines.join('\n')).not.toMatch(/GitHub was told|looked at|We read/);
  });

  it('tells of a token that was approved as it is that it was on hold, and who approved it', async () => {
    const world = await startWorld();
    await makeToken(world, { name: 'surprise' });
    await world.slack.click(bea.slackId, decisionCard(world, 'surprise'), 'approve_pending_token');
    await world.settle();
    await browse(world, bea.slackId);
    expect(happened(await openStory(world, bea.slackId, 'surprise'))).toEqual([
      'The token was found on GitHub, waiting.',
      'The token was put on hold.',
      `<@${bea.slackId}> approved the token.`,
      'GitHub was told, by our app.',
      'GitHub shows the token as approved.',
      'The token was found active.',
    ]);
  });
});
