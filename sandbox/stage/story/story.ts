import { textOf } from '@countersign/sandbox-slack/read-aloud';
import type { OpenView, PostedMessage } from '@countersign/sandbox-slack/state';
import type { ChildBot } from '../bot/child-bot.ts';
import { cast, channel, organization, type World } from '../world/cast.ts';
import { askForToken, saying } from '../world/person-at-work.ts';

const dayMs = 86_400_000;

/** Where a story is told: what happens, and what each person reads. */
export type Teller = {
  readonly chapter: (title: string) => void;
  readonly happens: (what: string) => void;
  readonly reads: (who: string, where: string, text: string) => void;
};

export type Stage = {
  readonly world: World;
  readonly bot: ChildBot;
  readonly teller: Teller;
  readonly now: () => number;
  /** Moves everybody's clock, and lets everything happen that is due. */
  readonly moveTo: (now: number) => Promise<void>;
};

const names = Object.values(cast);
const { mona, bea, carl } = cast;

/** Mentions and links as people see them. */
function shown(message: PostedMessage | OpenView): string {
  const text = names.reduce((all, { slackId, name }) => all.replaceAll(`<@${slackId}>`, `@${name}`), textOf(message));
  return text.replaceAll(`<#${channel}>`, '#token-reviews');
}

async function settle({ world, bot }: Stage): Promise<void> {
  await world.github.webhooks.idle();
  await bot.settle();
}

function showNewest({ world, teller }: Stage, slackId: string, words: string): void {
  const name = names.find((one) => one.slackId === slackId)?.name ?? slackId;
  teller.reads(name, 'direct message', shown(saying(world.slack.directMessages(slackId), words)));
}

function showCard({ world, teller }: Stage, words: string): PostedMessage {
  const card = saying(world.slack.messagesIn(channel), words);
  teller.reads('Bea and Carl', '#token-reviews', shown(card));
  return card;
}

async function askAndApprove(stage: Stage, tokenName: string, number: string): Promise<void> {
  const { world, teller } = stage;
  teller.happens(`${mona.name} types /pat request and fills in the form.`);
  const last = await askForToken(world.slack, mona.slackId, [
    {
      purpose: 'Nightly release job',
      lifetime: '30',
    },
    {
      token_name: tokenName,
      description: 'Tags and publishes the release',
      repository_access: 'subset',
      repositories: ['payments', 'website'],
      permissions: ['contents:write', 'pull_requests:read'],
      justification: 'The release job pushes tags. The token is kept in the vault.',
    },
  ]);
  teller.reads(mona.name, 'last page of the form', shown(last));
  await settle(stage);
  const card = showCard(stage, number);
  teller.happens(`${bea.name}, an owner, presses Approve.`);
  await world.slack.click(bea.slackId, card, 'approve_request');
  await settle(stage);
  showNewest(stage, mona.slackId, 'approved “');
}

/** The main flow: asked, approved, made, let in, reminded, expired. */
export async function mainStory(stage: Stage): Promise<void> {
  const { world, teller } = stage;
  teller.chapter('A token that is what was approved');
  await askAndApprove(stage, 'nightly-release', 'PAT-1');
  teller.happens(
    `${mona.name} makes that token on GitHub, where it waits for the organization. GitHub tells Countersign.`,
  );
  const expiresAt = new Date(stage.now() + 30 * dayMs);
  const token = world.github.people.createToken(mona.login, organization, {
    name: 'nightly-release',
    permissions: { repository: { contents: 'write', pull_requests: 'read' } },
    repositorySelection: 'subset',
    repositories: ['payments', 'website'],
    expiresAt,
  });
  await settle(stage);
  const isActive = world.github.activeTokens(organization).includes(token);
  teller.happens(
    `On GitHub the token ${isActive ? 'is active' : 'is NOT active'}; Countersign approved it there automatically.`,
  );
  showCard(stage, 'PAT-1');
  showNewest(stage, mona.slackId, 'can reach acme now');
  for (const days of [14, 7, 3, 1]) {
    await stage.moveTo(expiresAt.getTime() - days * dayMs + 6 * 3_600_000);
    teller.happens(`The clock moves on: ${days === 1 ? 'one day is' : `${days} days are`} left.`);
    showNewest(stage, mona.slackId, 'expires');
  }
  await stage.moveTo(expiresAt.getTime() + 60_000);
  teller.happens('The token ends.');
  showNewest(stage, mona.slackId, 'expired on');
}

/** The token of an agreed request is made wider, and an owner denies it. */
export async function widerStory(stage: Stage): Promise<void> {
  const { world, teller } = stage;
  teller.chapter('A token that was made wider than approved');
  await askAndApprove(stage, 'hotfix', 'PAT-2');
  teller.happens(`${mona.name} makes the token on GitHub, but for all repositories and without an end.`);
  const token = world.github.people.createToken(mona.login, organization, {
    name: 'hotfix',
    permissions: { repository: { contents: 'write', pull_requests: 'read' } },
    repositorySelection: 'all',
    expiresAt: null,
    reason: 'It is easier this way',
  });
  await settle(stage);
  const isPending = world.github.pendingTokens(organization).includes(token);
  teller.happens(`On GitHub the token ${isPending ? 'still waits' : 'does NOT wait'}; nothing was approved.`);
  const card = showCard(stage, 'wider than PAT-2 allows');
  showNewest(stage, mona.slackId, 'is on hold');
  teller.happens(`${carl.name}, the other owner, presses Deny… and gives a reason.`);
  const asked = await world.slack.click(carl.slackId, card, 'deny_pending_token');
  const view = await world.slack.until(() => asked.modal);
  const reason = 'Please make it as we agreed: two repositories, thirty days.';
  await world.slack.submit(carl.slackId, await world.slack.fill(carl.slackId, view, { reason }));
  await settle(stage);
  showCard(stage, 'token “hotfix”');
  showNewest(stage, mona.slackId, 'denied your token');
}

/** A token that was let in is prolonged on GitHub, which asks nobody, and an owner revokes it. */
export async function prolongedStory(stage: Stage): Promise<void> {
  const { world, teller } = stage;
  teller.chapter('A token that outlives its approval');
  await askAndApprove(stage, 'backup', 'PAT-3');
  const token = world.github.people.createToken(mona.login, organization, {
    name: 'backup',
    permissions: { repository: { contents: 'write', pull_requests: 'read' } },
    repositorySelection: 'subset',
    repositories: ['payments', 'website'],
    expiresAt: new Date(stage.now() + 30 * dayMs),
  });
  await settle(stage);
  teller.happens(
    `${mona.name} makes the token, it is let in, and a week later she regenerates it on GitHub without an end.`,
  );
  await stage.moveTo(stage.now() + 7 * dayMs);
  world.github.people.regenerateToken(token.tokenId, null);
  await stage.moveTo(stage.now() + 6 * 60_000);
  showNewest(stage, mona.slackId, 'backup');
  teller.happens(`${mona.name} does nothing for a day.`);
  await stage.moveTo(stage.now() + dayMs + 6 * 60_000);
  const card = showCard(stage, 'than PAT-3 allows');
  teller.happens(`${carl.name} presses Revoke… and gives a reason.`);
  const asked = await world.slack.click(carl.slackId, card, 'revoke_token');
  const view = await world.slack.until(() => asked.modal);
  teller.reads(carl.name, 'form', shown(view));
  const reason = 'Backups are made by the new job now.';
  await world.slack.submit(carl.slackId, await world.slack.fill(carl.slackId, view, { reason }));
  await settle(stage);
  const isActive = world.github.activeTokens(organization).includes(token);
  teller.happens(`On GitHub the token ${isActive ? 'is STILL active' : 'has lost access to the organization'}.`);
  showCard(stage, 'Revoked by');
  showNewest(stage, mona.slackId, 'revoked your token');
}
