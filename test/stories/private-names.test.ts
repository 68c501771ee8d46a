import { cast, channel, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import { openHome } from '../support/home-of.ts';
import { acceptOffer, adjust } from '../support/offers.ts';
import { approve, cardOf, makeToken, reads, usualToken } from '../support/people.ts';
import { watchPrivateNames } from '../support/private-names.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea, carl, dan } = cast;
const logins = new Map([mona, bea, carl, dan].map(({ slackId, login }) => [slackId, login]));
const policy = policyText('    reviewers: [team:security]\n    escalation: { after_hours: 24, to: [owners] }\n');

/** Dan reviews as one of the team, and reads release-tools alone; the channel is public, so cards count and Details name. */
async function startReviewed() {
  const world = await startWorld({
    policy,
    prepare: ({ slack, github }) => {
      github.state.setTeam('acme', 'security', [dan.login]);
      const members = [mona, bea, carl, dan].map(({ slackId }) => slackId);
      slack.addChannel({ id: channel, name: 'token-reviews', isPrivate: false, members });
      slack.inviteBot(channel);
    },
  });
  return { world, shown: watchPrivateNames(world, logins) };
}

async function details(world: TestWorld, slackId: string, words = '· PAT-1'): Promise<string> {
  const { slack } = world;
  const opened = await slack.click(slackId, cardOf(world, words), 'request_details');
  return slack.until(() => {
    const said = JSON.stringify(opened.modal?.blocks ?? 'One moment');
    return said.includes('One moment') ? undefined : said;
  });
}

const repositories = ['website', 'payments', 'release-tools'];

describe('a reviewer who owns nothing', () => {
  it('is named the private repositories that GitHub lets them read, and told why not the others', async () => {
    const { world, shown } = await startReviewed();
    await askForToken(world, mona.slackId, { repositories });
    const seen = await details(world, dan.slackId);
    expect(seen).toContain('release-tools');
    expect(seen).toContain('1 private repository that you can’t see on GitHub, so we don’t name them');
    expect(await details(world, bea.slackId)).toContain(
      'Only the team security, and the person whose request or token it is, can see these details.',
    );
    expect(await details(world, mona.slackId)).toContain('payments');
    expect(shown()).toEqual([]);
  });

  it('is named none of them while GitHub does not say', async () => {
    const { world, shown } = await startReviewed();
    await askForToken(world, mona.slackId, { repositories });
    world.github.server.faults.add({ fits: /collaborators/, times: 99, when: 'before', answer: { status: 502 } });
    const seen = await details(world, dan.slackId);
    expect(seen).toContain('2 private repositories not named: we couldn’t check with GitHub that you can see them');
    expect(seen).not.toContain('release-tools');
    expect(shown()).toEqual([]);
  });

  it('is named nothing that they may not see, whatever they press, ask for or are sent', async () => {
    const { world, shown } = await startReviewed();
    const { slack } = world;
    await openHome(world, dan.slackId);
    await askForToken(world, mona.slackId, { repositories });
    await adjust(world, { repositories: ['release-tools'], reason: 'Less will do.' }, dan.slackId);
    await details(world, dan.slackId);
    await acceptOffer(world);
    await details(world, dan.slackId);
    await askForToken(world, mona.slackId, { token_name: 'second', repositories: ['website', 'release-tools'] });
    await world.pass({ hours: 25 });
    await details(world, dan.slackId, '· PAT-2');
    await details(world, bea.slackId, '· PAT-2');
    for (const words of ['list', 'show PAT-2', 'show PAT-1', 'tokens', 'policy', 'status', 'audit', 'guide PAT-2']) {
      await slack.command(dan.slackId, `/pat ${words}`);
      await world.settle();
    }
    await approve(world, '· PAT-2', dan.slackId);
    await makeToken(world, { ...usualToken(world), name: 'second', repositories });
    await world.settle();
    await slack.click(dan.slackId, cardOf(world, 'is wider than PAT-2 allows'), 'request_details');
    await world.settle();
    expect(reads(cardOf(world, 'is wider than PAT-2 allows'))).toContain('a private repository (not approved)');
    expect(shown()).toEqual([]);
  });
});
