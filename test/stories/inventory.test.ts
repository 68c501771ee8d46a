import { cast, organization, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { active } from '../support/agreed-token.ts';
import {
  browse,
  fileFor,
  filterBy,
  type Old,
  openStory,
  press,
  rowsOf,
  sendReason,
  trailOf,
  untilItSays,
  withTokens,
} from '../support/browse-tokens.ts';
import { buttonsOf, cardOf, carriedBy, directMessages, reads } from '../support/people.ts';
import { readTable } from '../support/read-table.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { bea, carl, dan, nell } = cast;

const tokens: readonly Old[] = [
  { name: 'harmless', isUsed: true },
  { name: 'forgotten', endsInDays: null },
  { name: 'keys-to-all', permissions: { organization: { members: 'write' } }, reachesAll: true, endsInDays: 5 },
  {
    name: 'deployer',
    login: 'dan-dev',
    permissions: { repository: { contents: 'write' } },
    reachesAll: true,
    endsInDays: null,
  },
  { name: 'reader', login: 'dan-dev', repositories: ['payments', 'website'], endsInDays: 20, isUsed: true },
];

async function started(some: readonly Old[] = tokens): Promise<TestWorld> {
  const world = await startWorld({ prepare: withTokens(some) });
  await world.pass({ minutes: 6 });
  return world;
}

const many: readonly Old[] = Array.from({ length: 19 }, (_, index) => ({
  name: `old-${String(index).padStart(2, '0')}`,
  endsInDays: 10 + index,
}));

const named = (lines: readonly string[]): readonly string[] => lines.map((line) => /“(.+)”/.exec(line)?.[1] ?? line);

describe('an owner who asks which tokens can reach the organization', () => {
  it('sees them all, the most dangerous first, who agreed, when they end and which are idle', async () => {
    const world = await started();
    const shown = await browse(world, bea.slackId);
    expect(shown).toContain('5 tokens can reach acme');
    expect(shown).toContain('The most dangerous come first.');
    const lines = rowsOf(world, bea.slackId);
    expect(named(lines)).toEqual(['deployer', 'keys-to-all', 'forgotten', 'reader', 'harmless']);
    expect(lines[0]).toBe(
      'Critical risk · “deployer” of dan-dev\nCan push and merge code in all repositories, including future ones · never expires · never used · nobody approved it',
    );
    expect(lines[1]).toContain('Can decide who is a member or an owner · until 6 March 2027 (in 5 days) · never used');
    expect(lines[3]).toContain('used today');
  });

  it('says who approved it, and the token’s story has who asked, why, and what happened', async () => {
    const { world } = await active();
    await browse(world, bea.slackId);
    expect(rowsOf(world, bea.slackId)).toEqual([expect.stringContaining('approved by bea-owner (PAT-1)')]);
    const story = await openStory(world, bea.slackId, 'nightly-release');
    expect(story).toContain('Requested by: mona');
    expect(story).toContain('Approved by: bea-owner (PAT-1)');
    expect(story).toContain('Last used: never');
    expect(story).toContain('What happened');
    expect(story).toMatch(new RegExp(`<@${bea.slackId}> approved it`));
    // The list is still there, below it.
    expect(world.slack.openViews(bea.slackId).map(({ callbackId }) => callbackId)[0]).toBe('token_list');
  });

  it('filters by one thing and by several at once, and sees how many are left', async () => {
    const world = await started();
    await browse(world, bea.slackId);
    const endless = await filterBy(world, bea.slackId, { traits: ['never_expires'] });
    expect(endless).toContain('2 tokens can reach acme');
    expect(endless).toContain('Only tokens that never expire.');
    expect(named(rowsOf(world, bea.slackId))).toEqual(['deployer', 'forgotten']);
    await filterBy(world, bea.slackId, {
      traits: ['never_expires', 'all_repositories', 'unagreed'],
      holder: 'Dan-Dev',
    });
    expect(named(rowsOf(world, bea.slackId))).toEqual(['deployer']);
    await filterBy(world, bea.slackId, { traits: [], holder: '', ends_within_days: '7' });
    expect(named(rowsOf(world, bea.slackId))).toEqual(['keys-to-all']);
    await filterBy(world, bea.slackId, { ends_within_days: 'any', unused_days: '30' });
    expect(named(rowsOf(world, bea.slackId))).toEqual(['deployer', 'keys-to-all', 'forgotten']);
    const none = await filterBy(world, bea.slackId, { traits: ['dangerous'], holder: 'nobody' });
    expect(none).toContain('No token can reach acme');
    expect(none).toContain('No token is like this. Choose Filter to look for others.');
    expect(none).not.toContain('[CSV]');
  });

  it('shows one person’s with their name after the command', async () => {
    const world = await started();
    const theirs = await browse(world, bea.slackId, ' @dan-dev');
    expect(theirs).toContain('2 tokens can still reach acme as dan-dev.');
    for (const name of ['deployer', 'reader']) expect(theirs).toContain(`“${name}”`);
  });

  it('turns the pages of a long list', async () => {
    const world = await started(many);
    expect(await browse(world, bea.slackId)).toContain('Page 1 of 3');
    const seen = [...named(rowsOf(world, bea.slackId))];
    expect(await press(world, bea.slackId, 'next_tokens')).toContain('Page 2 of 3');
    seen.push(...named(rowsOf(world, bea.slackId)));
    const last = await press(world, bea.slackId, 'next_tokens');
    expect(last).toContain('Page 3 of 3');
    expect(last).not.toContain('[Next]');
    seen.push(...named(rowsOf(world, bea.slackId)));
    expect(seen).toEqual(many.map(({ name }) => name));
    expect(await press(world, bea.slackId, 'previous_tokens')).toContain('Page 2 of 3');
  });

  it('is shown the last page that is left where tokens have ended meanwhile, and of an old line how it ended', async () => {
    const world = await started(many.slice(0, 9));
    await browse(world, bea.slackId);
    for (const token of world.github.activeTokens(organization).slice(0, 2)) {
      world.github.people.revokeOnGithub(carl.login, token.tokenId);
    }
    await world.pass({ minutes: 6 });
    expect(await openStory(world, bea.slackId, 'old-00')).toContain('It lost access on');
    await world.slack.close(bea.slackId, world.slack.openViews(bea.slackId).at(-1) as never);
    const next = await press(world, bea.slackId, 'next_tokens');
    expect(next).toContain('7 tokens can reach acme');
    expect(named(rowsOf(world, bea.slackId))[0]).toBe('old-02');
  });
});

describe('whoever is no owner', () => {
  it('is told that only owners see all tokens, and where their own are', async () => {
    const world = await started();
    expect(await browse(world, dan.slackId)).toContain(
      'Only owners of acme can see all its tokens. Your GitHub account dan-dev isn’t an owner now. Your own tokens are in /pat list.',
    );
    expect(await browse(world, nell.slackId)).toContain('Your Slack account is not linked to a GitHub account yet');
  });

  it('sees no further page, no filter and no file once they were demoted', async () => {
    const world = await started(many);
    await browse(world, bea.slackId);
    world.github.people.setRole(bea.login, organization, 'member');
    expect(await press(world, bea.slackId, 'next_tokens')).toContain('Only owners of acme can see all its tokens.');
    const forged = await world.slack.clickRaw(bea.slackId, {
      actionId: 'show_tokens',
      value: '{"o":null,"t":[],"u":null,"e":null,"h":null,"p":0}',
    });
    expect(forged.httpStatus).toBe(200);
    const shown = await untilItSays(world, bea.slackId, 'Only owners of acme');
    expect(shown).not.toContain('old-');
    expect(world.slack.directMessages(bea.slackId).flatMap(({ files = [] }) => files)).toEqual([]);
  });
});

describe('from a token’s story', () => {
  it('an owner accepts it, and the list says who did', async () => {
    const world = await started();
    await browse(world, bea.slackId);
    await openStory(world, bea.slackId, 'harmless');
    expect(await press(world, bea.slackId, 'keep_token')).toContain('harmless');
    await world.settle();
    expect(await browse(world, bea.slackId)).toContain('approved by bea-owner, as it was');
  });

  it('an owner revokes it, with the reason', async () => {
    const world = await started();
    await browse(world, bea.slackId);
    await openStory(world, bea.slackId, 'deployer');
    await sendReason(world, bea.slackId, 'revoke_token', 'Nobody knows it.');
    await world.settle();
    await world.settle();
    expect(world.github.activeTokens(organization).map(({ name }) => name)).not.toContain('deployer');
    expect(await browse(world, bea.slackId)).toContain('4 tokens can reach acme');
  });
});

describe('Remind holder', () => {
  it('asks the holder by direct message who asks, why and what to do, once a day for each token', async () => {
    const world = await started();
    await browse(world, bea.slackId);
    await openStory(world, bea.slackId, 'deployer');
    expect(await press(world, bea.slackId, 'remind_holder')).toContain(
      'We’ve asked the holder of “deployer” by direct message.',
    );
    await world.settle();
    const told = directMessages(world, dan.slackId).at(-1);
    expect(told).toContain(`<@${bea.slackId}> asks whether you still need your token “deployer” for acme`);
    expect(told).toContain('It can push and merge code in all repositories, including future ones (critical risk).');
    expect(told).toContain('It never expires.');
    expect(told).toContain('It was never used.');
    expect(told).toContain('Nobody approved it.');
    expect(told).toContain('If you don’t need it, revoke it.');
    expect(told).toContain('[Revoke…]');
    await browse(world, carl.slackId);
    const later = await openStory(world, carl.slackId, 'deployer');
    expect(later).toContain(`<@${bea.slackId}> reminded its holder`);
    expect(later).toContain('today. You can remind them again tomorrow.');
    expect(later).not.toContain('[Remind');
    await world.settle();
    const count = directMessages(world, dan.slackId).length;
    await world.pass({ hours: 15 });
    await browse(world, carl.slackId);
    await openStory(world, carl.slackId, 'deployer');
    await press(world, carl.slackId, 'remind_holder');
    await world.settle();
    expect(directMessages(world, dan.slackId).length).toBe(count + 1);
    const asked = () =>
      world.slack.directMessages(dan.slackId).filter((one) => reads(one).includes('asks whether you still need'));
    expect(asked().map(buttonsOf)).toEqual([['request_details'], ['revoke_token', 'request_details']]);
    expect(asked().map(reads)[0]).toContain('Our newer message about it is up to date.');
    world.github.people.deleteToken(
      world.github.activeTokens(organization).find(({ name }) => name === 'deployer')?.tokenId ?? 0,
    );
    await world.pass({ minutes: 6 });
    expect(asked().map(buttonsOf)).toEqual([['request_details'], ['request_details']]);
    expect(asked().map(reads)[1]).toContain('This is out of date: it lost access on');
  });

  it('sends one message where two owners ask at the same moment', async () => {
    const world = await started();
    for (const one of [bea, carl]) {
      await browse(world, one.slackId);
      await openStory(world, one.slackId, 'deployer');
    }
    await Promise.all([bea, carl].map(({ slackId }) => press(world, slackId, 'remind_holder')));
    await world.settle();
    expect(
      directMessages(world, dan.slackId).filter((text) => text.includes('asks whether you still need')),
    ).toHaveLength(1);
    expect((await trailOf(world)).filter(({ act }) => act === 'active_token.remind')).toHaveLength(1);
  });

  it('says so where the holder is not linked, and lets nobody but an owner ask', async () => {
    const world = await startWorld({
      prepare: (one) => {
        one.github.people.addUser('stranger');
        one.github.people.addMember('stranger', organization);
        withTokens([{ name: 'theirs', login: 'stranger' }, { name: 'ours' }])(one);
      },
    });
    await world.pass({ minutes: 6 });
    await browse(world, bea.slackId);
    const theirs = await openStory(world, bea.slackId, 'theirs');
    expect(theirs).toContain('stranger isn’t linked to Slack');
    expect(theirs).not.toContain('[Remind');
    await browse(world, carl.slackId);
    await openStory(world, carl.slackId, 'ours');
    world.github.people.setRole(carl.login, organization, 'member');
    expect(await press(world, carl.slackId, 'remind_holder')).toContain('Only owners of acme can decide this.');
    expect((await trailOf(world)).map(({ act }) => act)).not.toContain('active_token.remind');
  });
});

describe('the summary of the first day', () => {
  it('leads from each number to the very tokens that it counts', async () => {
    const world = await started();
    const summary = cardOf(world, 'Countersign now watches acme');
    const shown: string[] = [];
    for (const block of summary.blocks) {
      const elements =
        block.type === 'actions' ? block.elements : block.type === 'section' ? [block.accessory].filter(Boolean) : [];
      const [button] = elements;
      if (button === undefined || !('action_id' in button) || button.action_id !== 'show_tokens') continue;
      await world.slack.click(bea.slackId, summary, 'show_tokens', { blockId: block.block_id ?? '' });
      const list = await untilItSays(world, bea.slackId, 'can reach acme');
      shown.push(/(\d+) tokens? can reach acme/.exec(list)?.[1] ?? '');
      const said = block.type === 'section' ? (block.text?.text ?? '') : 'all';
      if (said !== 'all') expect(said).toMatch(new RegExp(`^${shown.at(-1)} `));
    }
    expect(shown).toEqual(['5', '2', '2', '2', '3']);
  });

  it('shows them to owners alone', async () => {
    const world = await started();
    await world.slack.clickRaw(dan.slackId, {
      actionId: 'show_tokens',
      value: carriedBy(cardOf(world, 'Countersign now watches acme'), 'show_tokens'),
    });
    expect(await untilItSays(world, dan.slackId, 'Only owners')).not.toContain('deployer');
  });
});

describe('where the organization is only observed', () => {
  it('the story leads to GitHub instead of revoking, and says so', async () => {
    const world = await startWorld({ policy: policyText('    mode: observe\n'), prepare: withTokens(tokens) });
    await world.pass({ minutes: 6 });
    await browse(world, bea.slackId);
    const story = await openStory(world, bea.slackId, 'deployer');
    expect(story).not.toContain('[Revoke…]');
    expect(story).toContain('settings/personal-access-tokens');
    await press(world, bea.slackId, 'remind_holder');
    await world.settle();
    expect(directMessages(world, dan.slackId).at(-1)).toContain(
      'Countersign only observes acme, so we can’t revoke it.',
    );
  });
});

describe('the file', () => {
  const hostile: readonly Old[] = [
    { name: '=HYPERLINK("https://evil.example","x")' },
    { name: '+1,2' },
    { name: '@SUM(A1)' },
    { name: 'say "hi", twice' },
    { name: 'reader', repositories: ['payments', 'website'], endsInDays: null },
  ];

  it('as a table reads back as what the tokens are, whatever somebody called them, with private repositories named', async () => {
    const world = await started(hostile);
    await browse(world, bea.slackId);
    const file = await fileFor(world, bea.slackId, 'export_csv');
    expect(file).toMatchObject({ name: 'tokens.csv', title: '5 tokens on 1 March 2027' });
    const [header = [], ...rows] = readTable((file.text ?? '').replace(/^\uFEFF/, ''));
    const column = (name: string): readonly (string | undefined)[] => rows.map((row) => row[header.indexOf(name)]);
    expect(new Set(column('token_name'))).toEqual(new Set(hostile.map(({ name }) => name)));
    expect(rows[0]?.[header.indexOf('repositories')]).toBe('payments website');
    expect(rows[0]?.[header.indexOf('expires_at')]).toBe('never');
    expect(new Set(column('holder_in_slack'))).toEqual(new Set(['Mona Reyes']));
    expect(new Set(column('organization'))).toEqual(new Set(['acme']));
    expect(new Set(column('risk'))).toEqual(new Set(['low']));
  });

  it('as JSON has the same, of what is filtered alone, and comes to whoever asked and nobody else', async () => {
    const world = await started();
    await browse(world, bea.slackId);
    await filterBy(world, bea.slackId, { traits: ['all_repositories'] });
    const file = await fileFor(world, bea.slackId, 'export_json');
    const found = JSON.parse(file.text ?? '') as readonly { readonly token_name: string }[];
    expect(found.map((one) => one.token_name)).toEqual(['deployer', 'keys-to-all']);
    expect(found[0]).toMatchObject({ holder: 'dan-dev', expires_at: null, last_used_at: null, agreed_by: null });
    expect(directMessages(world, bea.slackId).join('\n')).toContain(
      'Here are 2 tokens of acme, as you asked with /pat tokens. Only tokens that reach all repositories.',
    );
    const shared = world.slack.state.messages.filter(({ files = [] }) => files.length > 0);
    expect(shared.map(({ channelId }) => channelId)).toEqual([`D${bea.slackId.slice(1)}`]);
  });

  it('leaves a line in the trail that says who, what was asked for and how many, and no name', async () => {
    const world = await started(hostile);
    await browse(world, bea.slackId);
    await filterBy(world, bea.slackId, { holder: 'mona' });
    await fileFor(world, bea.slackId, 'export_csv');
    const entries = await trailOf(world);
    const made = entries.filter(({ act }) => act === 'inventory.export');
    expect(made).toEqual([
      expect.objectContaining({
        actor: `slack:${bea.slackId}`,
        subject: 'inventory',
        data: expect.objectContaining({ format: 'csv', total: 5, isOneHolder: true }),
      }),
    ]);
    expect(JSON.stringify(made)).not.toMatch(/mona|payments|HYPERLINK/);
  });

  it('is not made for somebody who is no owner any more', async () => {
    const world = await started();
    await browse(world, bea.slackId);
    world.github.people.setRole(bea.login, organization, 'member');
    await press(world, bea.slackId, 'export_csv');
    await untilItSays(world, bea.slackId, 'Only owners of acme can see all its tokens.');
    expect(directMessages(world, bea.slackId).join('\n')).not.toContain('file');
    expect((await trailOf(world)).map(({ act }) => act)).not.toContain('inventory.export');
  });

  it('that Slack does not take is said to have failed, and nothing is sent twice', async () => {
    const world = await started();
    await browse(world, bea.slackId);
    world.slack.server.faults.add({ fits: 'upload', when: 'before', times: 1, answer: { status: 500 } });
    await press(world, bea.slackId, 'export_csv');
    await untilItSays(world, bea.slackId, 'Slack didn’t take the file.');
    expect(world.slack.server.calls.filter(({ name }) => name === 'upload')).toHaveLength(1);
  });
});
