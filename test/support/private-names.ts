// Who was shown the name of which private repository, by what really went to Slack, held against what GitHub says they may read. The oracle
// knows calls and the state of the local Slack and GitHub alone.
import { organization } from '@countersign/sandbox-stage/cast';
import type { TestWorld } from './start-world.ts';

/** Somebody who was shown a name that GitHub would not show them. */
export type Shown = { readonly who: string; readonly name: string; readonly by: string };

type Body = Readonly<Record<string, unknown>>;

/** Watches from now on; whose login is not in `logins` may see nothing private. */
export function watchPrivateNames(world: TestWorld, logins: ReadonlyMap<string, string>): () => readonly Shown[] {
  const { slack } = world;
  const seen: { readonly by: string; readonly to: readonly string[]; readonly text: string }[] = [];
  slack.server.intercept = async ({ name, body, seq }, moment) => {
    if (moment === 'after' && typeof body === 'object' && body !== null) {
      const to = readersOf(world, name, body as Body);
      if (to.length > 0) seen.push({ by: `${name} ${seq}`, to, text: JSON.stringify(body) });
    }
  };
  return () => {
    const everybody = [...slack.state.people.keys()];
    const answers = everybody.flatMap((one) => [
      ...slack.ephemerals(one).map((message) => ({ by: 'an answer', to: [one], text: JSON.stringify(message) })),
      ...slack.openViews(one).map((view) => ({ by: 'a view', to: [one], text: JSON.stringify(view.blocks) })),
    ]);
    return [...seen, ...answers].flatMap(({ by, to, text }) =>
      to
        .filter((who) => slack.state.people.get(who)?.isBot !== true)
        .flatMap((who) =>
          unreadableFor(world, logins.get(who))
            .filter((name) => text.includes(name))
            .map((name) => ({ who, name, by })),
        ),
    );
  };
}

/** Everybody who is shown what a call carries. */
function readersOf({ slack: { state } }: TestWorld, method: string, body: Body): readonly string[] {
  if (method.startsWith('views.')) {
    const trigger = typeof body.trigger_id === 'string' ? state.triggers.get(body.trigger_id)?.userId : undefined;
    const view = typeof body.view_id === 'string' ? state.views.get(body.view_id)?.userId : undefined;
    const home = typeof body.user_id === 'string' ? body.user_id : undefined;
    const found = trigger ?? view ?? home;
    if (found === undefined) throw new Error(`nobody knows whom ${method} shows something`);
    return [found];
  }
  if (!method.startsWith('chat.')) return [];
  const channel = String(body.channel);
  if (state.people.has(channel)) return [channel];
  const found = state.channels.get(channel);
  if (found === undefined) throw new Error(`${method} goes to ${channel}, which is nowhere`);
  return found.kind === 'public' ? [...state.people.keys()] : found.members;
}

/** By GitHub's own state: owners read all, others where they are collaborators. */
function unreadableFor({ github }: TestWorld, login = ''): readonly string[] {
  const found = github.state.organization(organization);
  if (found === undefined) throw new Error('there is no such organization');
  const account = github.state.account(login);
  const isOwner = account !== undefined && found.members.get(account.id) === 'admin';
  return found.repositories
    .filter((one) => one.isPrivate && !isOwner && !one.collaborators.has(login))
    .map(({ name }) => name);
}
