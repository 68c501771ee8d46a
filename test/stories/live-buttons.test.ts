import { authorizeClassic } from '@countersign/sandbox-github/classic-tokens';
import { textOf } from '@countersign/sandbox-slack/read-aloud';
import type { OpenView } from '@countersign/sandbox-slack/state';
import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { active } from '../support/agreed-token.ts';
import { askForToken } from '../support/ask-for-token.ts';
import { browse, topView, untilItSays } from '../support/browse-tokens.ts';
import { approve, buttonsOf, cardOf, makeToken, reads } from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea, carl } = cast;

/** Details, as somebody opens them from the card that mentions it. */
async function details(world: TestWorld, words: string, slackId: string): Promise<OpenView> {
  const opened = await world.slack.click(slackId, cardOf(world, words), 'request_details');
  return world.slack.until(() =>
    opened.modal !== undefined && !textOf(opened.modal).includes('One moment') ? opened.modal : undefined,
  );
}

describe('where two have to approve, Details', () => {
  const policy = policyText('    approvals: 2\n');
  const said = 'You have already approved this. It needs 1 more reviewer.';

  it('of a request offer no second approval to whoever gave the first, and say who is missing', async () => {
    const world = await startWorld({ policy });
    await askForToken(world, mona.slackId);
    await approve(world, 'PAT-1', bea.slackId);
    const own = await details(world, 'PAT-1', bea.slackId);
    expect(textOf(own)).toContain(said);
    expect(buttonsOf(own)).toEqual(['deny_request', 'ask_requester']);
    const other = await details(world, 'PAT-1', carl.slackId);
    expect(textOf(other)).not.toContain(said);
    expect(buttonsOf(other)).toEqual(['approve_request', 'deny_request', 'adjust_request', 'ask_requester']);
  });

  it('of a token offer none either', async () => {
    const world = await startWorld({ policy });
    await makeToken(world, { name: 'first', permissions: { repository: { contents: 'read' } } });
    await world.slack.click(bea.slackId, cardOf(world, '“first”'), 'approve_pending_token');
    await world.settle();
    const own = await details(world, '“first”', bea.slackId);
    expect(textOf(own)).toContain(said);
    expect(buttonsOf(own)).toEqual(['deny_pending_token']);
    expect(buttonsOf(await details(world, '“first”', carl.slackId))).toEqual([
      'approve_pending_token',
      'deny_pending_token',
    ]);
  });
});

describe('the list of classic tokens', () => {
  const listed = async (mode: 'observe' | 'enforce'): Promise<string> => {
    const world = await startWorld({
      policy: policyText(`    mode: ${mode}\n`),
      prepare: ({ github }) => {
        const acme = github.state.organization('acme');
        if (acme === undefined) throw new Error('there is no acme');
        acme.credentials = [];
        github.state.app.permissions.organization_administration = 'write';
        authorizeClassic(github.state, 'acme', carl.login, {
          ...{ note: 'old laptop', lastEight: 'aaaabbbb', scopes: ['repo'], expiresAt: null },
        });
      },
    });
    await browse(world, bea.slackId);
    await world.slack.click(bea.slackId, topView(world, bea.slackId), 'show_classic');
    return untilItSays(world, bea.slackId, 'old laptop');
  };

  it('offers to revoke none where the organization is only observed, and says where that is decided', async () => {
    const shown = await listed('observe');
    expect(shown).toContain('old laptop');
    expect(shown).toContain('We only observe acme: an owner decides on GitHub.');
    expect(shown).not.toContain('[Revoke…]');
  });

  it('offers it where it enforces', async () => {
    const shown = await listed('enforce');
    expect(shown).toContain('[Revoke…]');
    expect(shown).not.toContain('We only observe');
  });
});

it('a reminder offers no second renewal while the first is open, and names it', async () => {
  const { world } = await active();
  await world.pass({ days: 16, hours: 6 });
  const reminders = () =>
    world.slack.directMessages(mona.slackId).filter((one) => reads(one).includes('“nightly-release” for acme expires'));
  const [first] = reminders();
  if (first === undefined) throw new Error('nobody was reminded');
  const opened = await world.slack.click(mona.slackId, first, 'renew_token');
  await world.slack.submit(mona.slackId, await world.slack.until(() => opened.modal));
  await world.settle();
  await world.pass({ days: 3 });
  await approve(world, 'PAT-2', bea.slackId);
  await world.pass({ days: 4 });
  const next = reminders().at(-1);
  if (next === undefined || next === first) throw new Error('nobody was reminded again');
  expect(reads(next)).toContain('Its renewal is PAT-2, so there’s nothing more to request.');
  expect(buttonsOf(next)).toEqual(['request_details']);
});
