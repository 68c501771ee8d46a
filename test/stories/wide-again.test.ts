import type { PostedMessage } from '@countersign/sandbox-slack/state';
import { cast, channel, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { prolonged, refuseRevoke } from '../support/agreed-token.ts';
import { askForToken } from '../support/ask-for-token.ts';
import { orgWide } from '../support/on-grid.ts';
import {
  approve,
  buttonsOf,
  cardsAbout,
  lastDirectMessage,
  makeToken,
  passWithoutOutage,
  reads,
  revoke,
} from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { bea, carl } = cast;
const wide = ['website', 'payments', 'board-papers'];
const there = 'Our earlier message about it is up to date. Decide there, or in Details.';

/** The link as it reads, at the end of the sentence. */
const linkTo = (channel: string, ts: string, workspace = 'sandbox') =>
  `Open the earlier message (https://${workspace}.slack.com/archives/${channel}/p${ts.replace('.', '')})`;

/** An owner's token, which GitHub lets them widen without asking anybody. */
async function ofBea(settings: Parameters<typeof startWorld>[0] = {}) {
  const world = await startWorld(settings);
  await askForToken(world, bea.slackId);
  await approve(world, '· PAT-1', carl.slackId);
  const token = await makeToken(world, {}, 'bea-owner');
  const change = async (repositories: readonly string[]) => {
    world.github.people.editToken(token.tokenId, { repositories: [...repositories] });
    await world.pass({ minutes: 6 });
  };
  return { world, token, change };
}

const about = (world: TestWorld) => cardsAbout(world, 'token “nightly-release”');
/** What it can be decided by, of each message about it, the oldest first. */
const buttons = (world: TestWorld) => about(world).map(buttonsOf);
const decided = ['keep_token', 'revoke_token', 'request_details'];
const details = ['request_details'];

function first(world: TestWorld): PostedMessage {
  const [card] = about(world);
  if (card === undefined) throw new Error('nothing tells of it');
  return card;
}

describe('a token that is narrowed and widened again', () => {
  it('is decided by the message that told of it first, and the channel hears that it is wide again and since when', async () => {
    const { world, change } = await ofBea();
    await change(wide);
    expect(buttons(world)).toEqual([decided]);
    await change(['website']);
    await passWithoutOutage(world, 2);
    await change(wide);
    expect(buttons(world)).toEqual([decided, details]);
    const [card = '', again = ''] = about(world).map(reads);
    expect(again).toContain('wider than PAT-1 allows');
    expect(again).toContain('the repository board-papers (not approved)');
    expect(again).toContain('Noticed on 1 March 2027 at 11:48 UTC.');
    expect(again).toContain(`It was within what was approved in between. ${there}`);
    expect(card).toContain('Noticed on 1 March 2027 at 11:48 UTC.');
    expect(card).not.toContain(there);
    const { channelId, ts } = first(world);
    expect(again).toContain(`${there} ${linkTo(channelId, ts)}`);
    expect(about(world)[1]?.text).toContain(
      `${there} <https://sandbox.slack.com/archives/${channelId}/p${ts.replace('.', '')}|Open the earlier message>`,
    );
    await change(['website']);
    await change(wide);
    expect(buttons(world)).toEqual([decided, details, details]);
    await world.slack.click(carl.slackId, first(world), 'keep_token');
    await world.settle();
    expect(buttons(world)).toEqual([['revoke_token', 'request_details'], details, details]);
    expect(about(world).map(reads).join('\n')).not.toContain(there);
    expect(about(world).map(reads).join('\n')).not.toContain('Open the earlier message');
  });

  it('and was accepted as it is, is wider than that once it has more, and its holder reads the same', async () => {
    const { world, change, token } = await ofBea();
    await change(wide);
    await world.slack.click(carl.slackId, first(world), 'keep_token');
    await world.settle();
    world.github.people.editToken(token.tokenId, {
      permissions: { repository: { contents: 'write', issues: 'write' } },
    });
    await world.pass({ minutes: 6 });
    const wider = `is wider than what <@${carl.slackId}> approved on 1 March 2027`;
    expect(about(world).map(reads).at(-1)).toContain(wider);
    expect(lastDirectMessage(world, bea.slackId)).toContain(`Your token “nightly-release” for acme ${wider}`);
    expect(about(world).map(reads).join()).not.toContain('wider than PAT-1');
  });

  it('is decided by what is left where somebody deleted the message that told of it first', async () => {
    const { world, change } = await ofBea();
    await change(wide);
    await fetch(`${world.slack.apiUrl}chat.delete`, {
      method: 'POST',
      headers: { authorization: `Bearer ${world.secrets.slackBotToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ channel, ts: first(world).ts }),
    });
    await change(['website']);
    await change(wide);
    await world.settle();
    expect(about(world).length).toBeGreaterThan(0);
    expect(buttons(world)).toContainEqual(decided);
  });
});

describe('where the earlier message is', () => {
  it('is an address of the enterprise where that is what the app was installed for', async () => {
    const { world, change } = await ofBea({ prepare: orgWide });
    await change(wide);
    await change(['website']);
    await change(wide);
    const { channelId, ts } = first(world);
    expect(about(world).map(reads)[1]).toContain(`${there} ${linkTo(channelId, ts, 'sandbox.enterprise')}`);
  });

  it.each([
    ['no address', {}],
    ['one that is no page of the web', { url: 'javascript:alert(1)' }],
  ])('is left out where Slack tells %s of the workspace', async (_, told) => {
    const { world, change } = await ofBea({
      prepare: ({ slack }) => {
        const body = { ok: true, team: 'acme', team_id: slack.state.teamId, user_id: slack.state.botUserId, ...told };
        slack.server.faults.add({ fits: 'auth.test', when: 'before', answer: { status: 200, body }, times: 1 });
      },
    });
    await change(wide);
    await change(['website']);
    await change(wide);
    const [, again = ''] = about(world).map(reads);
    expect(again).toContain(there);
    expect(again).not.toContain('Open the earlier message');
  });
});

it('a token that nobody decided on by its deadline is told of once more, and decided by its first message', async () => {
  const { world } = await prolonged(policyText('    drift: { grace_days: 3, then: remind }\n'));
  await passWithoutOutage(world, 50);
  expect(buttons(world)).toEqual([decided, details]);
  const [, later = ''] = about(world).map(reads);
  expect(later).toContain('It stays active until you decide.');
  expect(later).toContain(there);
  expect(later).not.toContain('in between');
});

it('a token that GitHub does not let be revoked is decided by its first message', async () => {
  const { world, change } = await ofBea();
  await change(wide);
  world.github.server.faults.add(refuseRevoke);
  await revoke(world, carl.slackId, 'token “nightly-release”', 'Too wide.');
  await world.settle();
  await world.pass({ minutes: 6 });
  // The last one only says that it was not revoked, and leads to the first.
  expect(buttons(world)).toEqual([decided, details, []]);
  const { channelId, ts } = first(world);
  expect(about(world).map(reads).at(-1)).toContain(
    'To revoke it, use Revoke in our message about this token. Or revoke it on GitHub, in the organization’s settings under Personal access tokens. ' +
      linkTo(channelId, ts).replace('the earlier', 'that'),
  );
});
