import type { FieldValue } from '@countersign/sandbox-slack/fill-answer';
import type { OpenView } from '@countersign/sandbox-slack/state';
import type { SubmitOutcome } from '@countersign/sandbox-slack/submit';
import type { StoryWorld } from './start-world.ts';

export type Asked = Readonly<Record<string, FieldValue>>;

/** What Mona asks for unless a story says otherwise. */
export const usual: Asked = {
  purpose: 'Nightly release job',
  token_name: 'nightly-release',
  description: 'Tags and publishes the release every night',
  lifetime: '30',
  repository_access: 'subset',
  repositories: ['payments', 'website'],
  permissions: ['contents:write', 'pull_requests:read'],
  justification: 'The release job pushes tags; the token is kept in the vault.',
};
/** Fills in what the page asks, one field after the other: a choice may bring up the next. */
export async function fillPage(world: StoryWorld, slackId: string, page: OpenView, asked: Asked): Promise<OpenView> {
  let filled = page;
  for (const [field, value] of Object.entries(asked)) {
    const shown = filled.blocks.find(({ block_id }) => block_id === field);
    // Nobody chooses what is chosen already.
    if (shown !== undefined && chosenIn(shown) !== value)
      filled = await world.slack.fill(slackId, filled, { [field]: value });
  }
  return filled;
}

function chosenIn(block: OpenView['blocks'][number]): string | undefined {
  const element = 'element' in block ? block.element : undefined;
  return element !== undefined && 'initial_option' in element ? element.initial_option?.value : undefined;
}

function next({ view, errors }: SubmitOutcome): OpenView {
  if (view === undefined) throw new Error(`the form did not go on: ${JSON.stringify(errors)}`);
  return view;
}

export async function openForm(world: StoryWorld, slackId: string): Promise<OpenView> {
  const outcome = await world.slack.command(slackId, '/pat request');
  return world.slack.until(() => outcome.modal);
}

/** Fills in the form up to its last page. */
export async function fillForm(world: StoryWorld, slackId: string, changes: Asked = {}): Promise<OpenView> {
  const asked = { ...usual, ...changes };
  const { slack } = world;
  const first = await fillPage(world, slackId, await openForm(world, slackId), asked);
  const second = await fillPage(world, slackId, next(await slack.submit(slackId, first)), asked);
  return next(await slack.submit(slackId, second));
}

/** The whole of it: `/pat request`, every page, sent, and what follows from it done. */
export async function askForToken(world: StoryWorld, slackId: string, changes: Asked = {}): Promise<void> {
  const last = await fillForm(world, slackId, changes);
  const sent = await world.slack.submit(slackId, last);
  if (!sent.closed) throw new Error(`the request was not sent: ${JSON.stringify(sent)}`);
  await world.settle();
}
