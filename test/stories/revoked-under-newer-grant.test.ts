// Whoever revokes means the token: a button, or an open form, that names a grant to which another one took over ends that one.
import type { LocalToken } from '@countersign/sandbox-github/state';
import { cast } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { active, withDeadline } from '../support/agreed-token.ts';
import { askForToken } from '../support/ask-for-token.ts';
import { decisionCard, passOften } from '../support/ended-token.ts';
import {
  approve,
  cardOf,
  cardsAbout,
  isActive,
  isPending,
  lastDirectMessage,
  reads,
  toldPrivately,
} from '../support/people.ts';
import type { TestWorld } from '../support/start-world.ts';

const { mona, bea, carl } = cast;
type Opened = NonNullable<Awaited<ReturnType<TestWorld['slack']['click']>>['modal']>;
type LetIn = {
  /** Before the form is opened. */
  readonly prepare?: (world: TestWorld) => Promise<void>;
  readonly letIn: (world: TestWorld, token: LocalToken) => Promise<void>;
};

const all = { repositorySelection: 'all', repositories: [] } as const;
const more = { repositories: ['payments', 'website', 'release-tools'] };

const byOwner: LetIn = {
  letIn: async (world, token) => {
    world.github.people.editToken(token.tokenId, all);
    await world.pass({ minutes: 6 });
    await world.slack.click(bea.slackId, decisionCard(world, token.name), 'approve_pending_token');
    await world.settle();
  },
};
const byRequest: LetIn = {
  prepare: async (world) => {
    await askForToken(world, mona.slackId, more);
    await approve(world, '· PAT-2');
  },
  letIn: async (world, token) => {
    world.github.people.editToken(token.tokenId, more);
    await world.pass({ minutes: 6 });
  },
};

const doors: Readonly<Record<string, { readonly who: string; readonly open: (world: TestWorld) => Promise<Opened> }>> =
  {
    'Revoke… on its card': {
      who: carl.slackId,
      open: async (world) => {
        const opened = await world.slack.click(carl.slackId, cardOf(world, '· PAT-1'), 'revoke_token');
        return world.slack.until(() => opened.modal);
      },
    },
    '/pat revoke of its holder': {
      who: mona.slackId,
      open: async (world) => {
        const opened = await world.slack.command(mona.slackId, '/pat revoke PAT-1');
        return world.slack.until(() => opened.modal);
      },
    },
  };

const valueIn = (message: unknown, id: string): string =>
  (message as { blocks: { elements?: { action_id?: string; value?: string }[] }[] }).blocks
    .flatMap(({ elements = [] }) => elements)
    .find((one) => one.action_id === id)?.value ?? '';

async function send(world: TestWorld, who: string, form: Opened, reason = 'It leaked.') {
  const sent = await world.slack.submit(who, await world.slack.fill(who, form, { reason }));
  await world.settle();
  return sent.view == null ? '' : reads(sent.view as never);
}

describe.each(Object.entries(doors))('the form of %s', (_, { who, open }) => {
  it.each([
    ['an owner approves', byOwner],
    ['another request covers', byRequest],
  ])('that is open while %s a change ends what was let in', async (_way, { prepare, letIn }) => {
    const { world, token } = await active(withDeadline);
    await prepare?.(world);
    const form = await open(world);
    await letIn(world, token);
    expect(isActive(world, token)).toBe(true);
    expect(await send(world, who, form)).toBe('');
    await passOften(world);
    expect([isActive(world, token), isPending(world, token)]).toEqual([false, false]);
    expect(lastDirectMessage(world, mona.slackId)).toMatch(/revoked (?:your token|it)|“nightly-release”.*revoked/i);
    expect(cardsAbout(world, 'It leaked.').map(reads).join()).toContain(`Revoked by <@${who}>`);
  });
});

describe('a button that Slack did not draw anew', () => {
  async function stale(): Promise<{ world: TestWorld; token: LocalToken; press: (id: string) => Promise<Pressed> }> {
    const { world, token } = await active(withDeadline);
    world.github.people.editToken(token.tokenId, all);
    const card = cardOf(world, '· PAT-1');
    const value = valueIn(card, 'revoke_token');
    world.slack.server.faults.add({ fits: 'chat.update', when: 'before', times: 1_000, answer: { status: 503 } });
    await byOwner.letIn(world, token);
    const press = (id: string) => world.slack.click(carl.slackId, card, id, { force: true, value });
    return { world, token, press };
  }
  type Pressed = Awaited<ReturnType<TestWorld['slack']['click']>>;

  it('ends the token, by whichever grant it lives', async () => {
    const { world, token, press } = await stale();
    const pressed = await press('revoke_token');
    const form = await world.slack.until(() => pressed.modal);
    expect(reads(form as never)).toContain('nightly-release');
    expect(await send(world, carl.slackId, form)).toBe('');
    await passOften(world);
    expect(isActive(world, token)).toBe(false);
  });

  it('accepts nothing that it did not show, and does not say that the token is over', async () => {
    const { world, token, press } = await stale();
    const told = await toldPrivately(world, await press('keep_token'));
    expect(told).toContain('This changed after the button was shown, so nothing was decided.');
    expect(told).not.toContain('lost access');
    expect(isActive(world, token)).toBe(true);
  });
});

it('a form of a token that lost its access says so, where it got none anew', async () => {
  const { world, token } = await active(withDeadline);
  const form = await doors['Revoke… on its card']?.open(world);
  if (form === undefined) throw new Error('no form');
  world.github.people.deleteToken(token.tokenId);
  await world.pass({ minutes: 6 });
  expect(await send(world, carl.slackId, form)).toContain('has already lost access to the organization.');
});
