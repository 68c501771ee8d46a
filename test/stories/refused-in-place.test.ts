// A Refusal is shown once, in the place where it was made: in the open form, above Home, or privately below a message. It says what to do next there.
import type { OpenView } from '@countersign/sandbox-slack/state';
import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import { homeText, homeViewOf, openHome } from '../support/home-of.ts';
import { cardOf, makeToken, reads, toldPrivately } from '../support/people.ts';
import { addressIn } from '../support/sign-in.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, carl } = cast;

const without = ({ slackId }: { readonly slackId: string }): string =>
  policyText().replace(new RegExp(`^ {2}${slackId}: .*\n`, 'm'), '');

/** What one person was shown: in a form, and privately. */
type Shown = { readonly form: OpenView | undefined; readonly privately: number };

const unlinked =
  'Your Slack account is not linked to a GitHub account yet, so we couldn’t do this. Link it with the button';

async function settled(
  world: TestWorld,
  said: { readonly modal?: OpenView | undefined; readonly ephemeral: readonly unknown[] },
): Promise<Shown> {
  const form = await world.slack.until(() =>
    said.modal !== undefined && !reads(said.modal as never).includes('One moment') ? said.modal : undefined,
  );
  return { form, privately: said.ephemeral.length };
}

describe('somebody whose account is not known, where people sign in, gets the way to do so', () => {
  const start = () => startWorld({ hasSignIn: true, policy: without(carl) });

  it.each(['/pat show PAT-1', '/pat tokens'])('in the form that %s opened', async (typed) => {
    const world = await start();
    await askForToken(world, mona.slackId);
    const { form, privately } = await settled(world, await world.slack.command(carl.slackId, typed));
    expect(reads(form as never)).toContain(unlinked);
    expect(addressIn({ modal: form })).toContain('/github/link');
    expect(privately).toBe(0);
  });

  it('in the form that was opened by a card’s button', async () => {
    const world = await start();
    await askForToken(world, mona.slackId);
    for (const button of ['request_details', 'adjust_request']) {
      const clicked = await world.slack.click(carl.slackId, cardOf(world, 'PAT-1'), button);
      const { form, privately } = await settled(world, clicked);
      expect(reads(form as never)).toContain(unlinked);
      expect(addressIn({ modal: form })).toContain('/github/link');
      expect(privately).toBe(0);
    }
  });

  it.each([
    ['deny_request', 'PAT-1', { reason: 'No.' }],
    ['ask_requester', 'PAT-1', { question: 'Why?' }],
    ['deny_pending_token', 'surprise', { reason: 'No.' }],
  ])('in the form of %s that was sent', async (button, card, filled) => {
    const world = await start();
    await askForToken(world, mona.slackId);
    await makeToken(world, { name: 'surprise' });
    const clicked = await world.slack.click(carl.slackId, cardOf(world, card), button);
    const { form } = await settled(world, clicked);
    const sent = await world.slack.submit(carl.slackId, await world.slack.fill(carl.slackId, form as never, filled));
    expect(reads(sent.view as never)).toContain(unlinked);
    expect(addressIn({ modal: sent.view })).toContain('/github/link');
  });
});

describe('somebody of another workspace, who may not act here at all, is told so', () => {
  const elsewhere = { user: { id: mona.slackId, username: 'mona', team_id: 'T0ELSEWHERE' } };

  it('above their Home', async () => {
    const world = await startWorld();
    await openHome(world, mona.slackId);
    const { id } = homeViewOf(world, mona.slackId);
    const home = { response_url: null, message: null, view: { id, type: 'home', team_id: 'T0SANDBOX00' } };
    const said = await world.slack.clickRaw(mona.slackId, {
      ...{ actionId: 'request_token', value: '-' },
      payload: { ...elsewhere, ...home },
    });
    const { form, privately } = await settled(world, said);
    expect(reads(form as never)).toContain('Only members of this workspace can use Countersign.');
    expect(privately).toBe(0);
    expect(homeText(world, mona.slackId)).not.toContain('Only members');
  });

  it('privately below a message', async () => {
    const world = await startWorld();
    const said = await world.slack.clickRaw(mona.slackId, {
      ...{ actionId: 'approve_request', value: '1.1' },
      payload: elsewhere,
    });
    expect(await toldPrivately(world, said)).toContain('Only members of this workspace can use Countersign.');
    expect(said.modal).toBeUndefined();
  });
});
