// All that one person sees: the slices, and the rows of each list by key.

import { permissionCatalogue } from '../acts/permission-catalogue.ts';
import type { Stage } from '../stage.ts';
import { organization } from '../world/cast.ts';
import { gaps as coverageGaps } from '../world/coverage.ts';
import { castMembers, type Viewer } from './cast-members.ts';
import { describeWebhook, githubPart } from './github-slices.ts';
import type { Effect, Entry, KnownCommand, Lists, Slices, Snapshot, Webhook } from './protocol.ts';
import { slackPart, type ViewErrors } from './slack-slices.ts';

type Rows<Row> = ReadonlyMap<string, Row>;
export type PageState = {
  readonly slices: Slices;
  readonly lists: { readonly [Name in keyof Lists]: Rows<Lists[Name][number]> };
};
/** What is the same for everybody, read once for all of them. */
export type SharedState = Pick<
  Slices,
  'clock' | 'morning' | 'nextNotice' | 'switches' | 'bot' | 'trail' | 'outbox' | 'webhookCount'
> & {
  readonly entries: Rows<Entry>;
  readonly effects: Rows<Effect>;
  readonly webhooks: Rows<Webhook>;
};

/** So many rows of the trail and of the webhooks are told unasked. */
const newestRows = 100;
const newestMessages = 50;
const gaps = coverageGaps.map(({ side, what }) => ({ side, what }));

export function sharedState({ clock, records, switches, bot, morning, world }: Stage): SharedState {
  const { deliveries } = world.github.webhooks;
  const first = Math.max(deliveries.length - newestRows, 0);
  return {
    clock: clock.isRunning ? { kind: 'runs', offsetMs: clock.offsetMs } : { kind: 'stands', at: clock.now() },
    nextNotice: records?.nextNotice() ?? null,
    ...{ switches, bot, morning },
    trail: records?.trail() ?? { count: 0, isWhole: true },
    outbox: records?.outbox() ?? { count: 0, waitingCount: 0, gaveUpCount: 0 },
    webhookCount: deliveries.length,
    entries: byKey(records?.entries(Number.MAX_SAFE_INTEGER, newestRows) ?? []),
    effects: byKey(records?.effects() ?? []),
    webhooks: byKey(deliveries.slice(first).map((delivery, index) => describeWebhook(delivery, first + index + 1))),
  };
}

export function pageState(
  { world }: Stage,
  { person, login }: Viewer,
  { entries, effects, webhooks, ...shared }: SharedState,
  fixed: { readonly commands: readonly KnownCommand[]; readonly errors: ViewErrors },
): PageState {
  const { state } = world.github;
  const home = state.organization(organization);
  if (home === undefined) throw new Error(`the local GitHub has no organization ${organization}`);
  const slack = slackPart(world.slack.state, person.slackId, fixed.errors);
  const github = githubPart(state, home, login);
  return {
    slices: {
      me: { slackId: person.slackId, login },
      cast: castMembers,
      ...shared,
      commands: fixed.commands,
      ...slack.slices,
      github: github.slice,
      catalogue: permissionCatalogue,
      gaps,
    },
    lists: { messages: slack.messages, tokens: github.tokens, entries, effects, webhooks },
  };
}

/** What the page is given when it comes: of messages the newest of each conversation. */
export function snapshotOf({ slices, lists }: PageState): Snapshot {
  const messages = slices.conversations.flatMap(({ id }) =>
    [...lists.messages.values()].filter(({ conversation }) => conversation === id).slice(-newestMessages),
  );
  return {
    slices,
    lists: {
      messages,
      tokens: [...lists.tokens.values()],
      entries: [...lists.entries.values()],
      effects: [...lists.effects.values()],
      webhooks: [...lists.webhooks.values()],
    },
  };
}

function byKey<Row extends { readonly key: string }>(rows: readonly Row[]): Rows<Row> {
  return new Map(rows.map((row) => [row.key, row]));
}
