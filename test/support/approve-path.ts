import type { LocalToken } from '@countersign/sandbox-github/state';
import type { OpenView, PostedMessage } from '@countersign/sandbox-slack/state';
import { cast, channel, organization } from '@countersign/sandbox-stage/cast';
import { type Asked, usual } from './ask-for-token.ts';
import type { KilledWorld } from './killed-world.ts';
import { buttonsOf } from './people.ts';

const { mona, bea } = cast;
const dayMs = 86_400_000;
const fields = {
  first: ['purpose', 'lifetime'],
  second: ['permissions', 'repository_access', 'repositories', 'token_name', 'description', 'justification'],
} as const;

function of(page: keyof typeof fields): Asked {
  return Object.fromEntries(fields[page].map((field) => [field, usual[field] ?? '']));
}

/** Mona fills in the form and sends it; a page whose answer did not come is sent again. */
async function ask(killed: KilledWorld): Promise<void> {
  const { slack } = killed.world;
  const onTop = (): OpenView => {
    const view = slack.openViews(mona.slackId).at(-1);
    if (view === undefined) throw new Error('no form is open');
    return view;
  };
  const send = (fill: Asked) => async (): Promise<boolean> => {
    const view = Object.keys(fill).length === 0 ? onTop() : await slack.fill(mona.slackId, onTop(), fill);
    const { httpStatus, closed, view: next, errors } = await slack.submit(mona.slackId, view);
    if (errors !== undefined) throw new Error(`the form was refused: ${JSON.stringify(errors)}`);
    return httpStatus === 200 && (closed || next !== undefined);
  };
  await killed.person(async () => {
    let answered = 200;
    for (let word = 0; word < 3 && answered === 200 && slack.openViews(mona.slackId).length === 0; word += 1) {
      answered = (await slack.command(mona.slackId, '/pat request')).httpStatus;
    }
    // Whoever sees the form fills it in, whatever became of the command's own answer; whoever is told to try again does.
    return slack.openViews(mona.slackId).length > 0;
  });
  await killed.person(send(of('first')));
  await killed.person(send(of('second')));
  await killed.person(send({}));
  if (slack.openViews(mona.slackId).length > 0) throw new Error('the form is still open');
}

/** Bea presses Approve on the first card that has the button; where none has, she sees that it was decided. */
async function approve(killed: KilledWorld): Promise<void> {
  const { slack } = killed.world;
  const card = (): PostedMessage | undefined =>
    slack.messagesIn(channel).find((message) => buttonsOf(message).includes('approve_request'));
  if (card() === undefined) throw new Error('there is no card to approve');
  // Told that GitHub did not say in time whether she is an owner, she does as she is told and presses again.
  for (let press = 0; press < 3 && card() !== undefined; press += 1) {
    await killed.person(async () => {
      const shown = card();
      return shown === undefined || (await slack.click(bea.slackId, shown, 'approve_request')).httpStatus === 200;
    });
    await killed.quiet();
  }
}

/** Mona makes on GitHub what was agreed, and GitHub tells of it, once. */
async function makeToken(killed: KilledWorld): Promise<LocalToken> {
  const { people } = killed.world.github;
  const token = people.createToken(mona.login, organization, {
    name: 'nightly-release',
    permissions: { repository: { contents: 'write', pull_requests: 'read' } },
    repositorySelection: 'subset',
    repositories: ['payments', 'website'],
    expiresAt: new Date(killed.now + 30 * dayMs),
    reason: 'The release job pushes tags.',
  });
  await killed.webhooks();
  return token;
}

/** The whole of it: asked for, approved, made on GitHub, found, let in, told. */
export async function walkApprovePath(killed: KilledWorld): Promise<LocalToken> {
  await ask(killed);
  await killed.quiet();
  await approve(killed);
  await killed.quiet();
  const token = await makeToken(killed);
  await killed.quiet();
  // GitHub tells of the approval, too.
  await killed.webhooks();
  await killed.quiet();
  return token;
}
