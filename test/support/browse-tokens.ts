import type { OpenView, SlackFile } from '@countersign/sandbox-slack/state';
import { organization, type World } from '@countersign/sandbox-stage/cast';
import type { TrailEntry } from '../../src/domain/record/trail-line.ts';
import { reads } from './people.ts';
import { firstMoment, type TestWorld } from './start-world.ts';

const dayMs = 86_400_000;

export type Old = {
  readonly name: string;
  readonly login?: string;
  readonly permissions?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly repositories?: readonly string[];
  readonly reachesAll?: boolean;
  /** Null: never. */
  readonly endsInDays?: number | null;
  readonly isUsed?: boolean;
};

/** Tokens that could reach the organization before anybody was asked. */
export function withTokens(tokens: readonly Old[]) {
  return ({ github }: World): void => {
    const found = github.state.organization(organization);
    if (found === undefined) throw new Error('no organization');
    found.approvalRequired = false;
    for (const {
      name,
      login = 'mona',
      permissions = {},
      repositories,
      reachesAll,
      endsInDays = 60,
      isUsed,
    } of tokens) {
      const token = github.people.createToken(login, organization, {
        name,
        permissions: { repository: {}, ...permissions },
        ...(repositories === undefined
          ? { repositorySelection: reachesAll === true ? ('all' as const) : ('none' as const) }
          : { repositorySelection: 'subset' as const, repositories }),
        expiresAt: endsInDays === null ? null : new Date(firstMoment + endsInDays * dayMs),
      });
      if (isUsed === true) github.people.useToken(token.tokenId);
    }
    found.approvalRequired = true;
  };
}

/** The page that this person has before them. */
export function topView(world: TestWorld, slackId: string): OpenView {
  const view = world.slack.openViews(slackId).at(-1);
  if (view === undefined) throw new Error(`${slackId} has no modal open`);
  return view;
}

/** What stands there once it says this. */
export async function untilItSays(world: TestWorld, slackId: string, words: string): Promise<string> {
  const shown = await world.slack.until(() => {
    const view = world.slack.openViews(slackId).at(-1);
    return view !== undefined && reads(view as never).includes(words) ? reads(view as never) : undefined;
  });
  return shown;
}

/** `/pat tokens`, and what it comes to. */
export async function browse(world: TestWorld, slackId: string, more = ''): Promise<string> {
  await world.slack.command(slackId, `/pat tokens${more}`);
  const view = await world.slack.until(() => {
    const top = world.slack.openViews(slackId).at(-1);
    return top === undefined || reads(top as never).includes('One moment') ? undefined : top;
  });
  return reads(view as never);
}

/** Filter…, filled in and sent. */
export async function filterBy(
  world: TestWorld,
  slackId: string,
  values: Readonly<Record<string, string | readonly string[]>>,
): Promise<string> {
  const { slack } = world;
  const outcome = await slack.click(slackId, topView(world, slackId), 'filter_tokens');
  const form = await slack.until(() => outcome.modal);
  await slack.submit(slackId, await slack.fill(slackId, form, values as never));
  return reads(topView(world, slackId) as never);
}

/** Presses a button of the page, and what stands there as soon as it is another one. */
export async function press(world: TestWorld, slackId: string, actionId: string): Promise<string> {
  const before = topView(world, slackId);
  await world.slack.click(slackId, before, actionId);
  const view = await world.slack.until(() => {
    const top = topView(world, slackId);
    return top.hash === before.hash ? undefined : top;
  });
  return reads(view as never);
}

/** The lines of the list. */
export function rowsOf(world: TestWorld, slackId: string): readonly string[] {
  return topView(world, slackId).blocks.flatMap((block) =>
    block.type === 'section' && block.accessory !== undefined && block.text !== undefined ? [block.text.text] : [],
  );
}

/** Opens the story of the token of this name. */
export async function openStory(world: TestWorld, slackId: string, name: string): Promise<string> {
  const view = topView(world, slackId);
  const block = view.blocks.find((one) => one.type === 'section' && one.text?.text.includes(`“${name}”`) === true);
  if (block?.block_id === undefined) throw new Error(`no line about ${name}:\n${reads(view as never)}`);
  const outcome = await world.slack.click(slackId, view, 'request_details', { blockId: block.block_id } as never);
  const opened = await world.slack.until(() =>
    outcome.modal !== undefined && !reads(outcome.modal as never).includes('One moment') ? outcome.modal : undefined,
  );
  return reads(opened as never);
}

/** Presses a button that asks for a reason, gives it and sends it. */
export async function sendReason(world: TestWorld, slackId: string, actionId: string, reason: string): Promise<void> {
  const { slack } = world;
  const outcome = await slack.click(slackId, topView(world, slackId), actionId);
  const form = await slack.until(() => outcome.modal);
  await slack.submit(slackId, await slack.fill(slackId, form, { reason }));
}

/** Asks for the file, and what of it came to this person. */
export async function fileFor(world: TestWorld, slackId: string, actionId: string): Promise<SlackFile> {
  await press(world, slackId, actionId);
  await untilItSays(world, slackId, 'The file is in your direct messages');
  const [file] = world.slack.directMessages(slackId).at(-1)?.files ?? [];
  if (file === undefined) throw new Error(`no file came to ${slackId}`);
  return file;
}

export async function trailOf(world: TestWorld): Promise<readonly TrailEntry[]> {
  const rows = await world.database.rows<Omit<TrailEntry, 'data'> & { readonly data: string }>(
    'SELECT * FROM entries ORDER BY seq',
  );
  return rows.map((row) => ({ ...row, data: JSON.parse(row.data) as TrailEntry['data'] }));
}
