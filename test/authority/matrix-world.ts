// One world for all cells: the real program, one request, one token that waits, one that is active, all about a private repository.
import { askForToken, fillForm } from '../support/ask-for-token.ts';
import { globalIdOf } from '../support/on-grid.ts';
import { approve, cardOf, makeToken } from '../support/people.ts';
import { ask } from '../support/questions.ts';
import { type Json, sendRaw } from '../support/raw-slack.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';
import { type Actor, actors, everyActor, joinEnterprise, matrixPolicy, peopleArrive, peopleChange } from './actors.ts';
import type { ObjectKind } from './allowed.ts';
import { requestIn, routeNamed, type Subjects } from './requests-of-slack.ts';
import { type StageRows, stageRows } from './stage-rows.ts';

/** The only private repository of everything in this world. */
export const privateName = 'payments';

export type Cell = {
  readonly handler: string;
  readonly on: ObjectKind;
  readonly state: string;
  readonly actor: Actor;
};
export type Happened = {
  /** The tables whose rows are others than before. */
  readonly changed: readonly string[];
  readonly githubWrites: readonly string[];
  /** Who was shown the private repository's name, by Slack id. */
  readonly named: readonly string[];
};
export type MatrixWorld = {
  readonly world: TestWorld;
  readonly play: (cell: Cell) => Promise<Happened>;
  /** Somebody from the internet asks at this path in every way; answers the tables that are others than before. */
  readonly knock: (path: string) => Promise<readonly string[]>;
  readonly shut: () => void;
};

const differing = (before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): readonly string[] =>
  [...after].filter(([table, text]) => before.get(table) !== text).map(([table]) => table);

async function findOne(world: TestWorld, sql: string): Promise<string> {
  const [found] = await world.database.rows<{ readonly id: string }>(sql);
  if (found === undefined) throw new Error(`no row: ${sql}`);
  return found.id;
}

/** Links that are made in other ways than by the policy, as their own stories leave them. */
function linkOthers(world: TestWorld, rows: StageRows, now: number): void {
  for (const { slackId, login, link } of everyActor) {
    if (link === null || link === 'policy') continue;
    const { id } = world.github.state.user(login);
    const people = 'INSERT INTO people (slack_id, version, github_id, login, linked_at, proof, vouched_by)';
    rows.run(
      `${people} VALUES (?, 1, ?, ?, ?, ?, ?)`,
      slackId,
      id,
      login,
      now,
      link === 'oauth' ? 'oauth' : 'vouched',
      null,
    );
    if (link === 'oauth') continue;
    const vouchers = [actors['owner by the policy'], { slackId: 'U0CARL00001', login: 'carl-owner' }]
      .slice(0, link === 'vouched twice' ? 2 : 1)
      .map((by) => ({
        by: { slackId: by.slackId, login: by.login, githubId: world.github.state.user(by.login).id },
        at: now,
      }));
    rows.run(
      `INSERT INTO claims SELECT ?, 1, 1, id, ?, ?, ?, 0, 'confirmed', ?, NULL, NULL, ?, ?, ? FROM organizations`,
      ...[`earlier-${login}`, slackId, id, JSON.stringify({ githubId: id, login }), JSON.stringify(vouchers)],
      ...[now, now, now],
    );
  }
}

async function prepared(world: TestWorld, rows: StageRows, byOtherId: boolean): Promise<Subjects> {
  const { requester, 'owner by the policy': bea } = actors;
  await askForToken(world, requester.slackId, { repositories: [privateName] });
  await ask(world, bea.slackId, 'What for?');
  await askForToken(world, requester.slackId, { repositories: [privateName], token_name: 'second' });
  await approve(world, '· PAT-2');
  const asked = { permissions: { repository: { actions: 'write' } }, repositories: [privateName] };
  await makeToken(world, { ...asked, name: 'quick-hack' });
  await makeToken(world, { ...asked, name: 'own' }, 'carl-owner');
  await fillForm(world, requester.slackId, { repositories: [privateName], token_name: 'unsent' });
  await world.settle();
  peopleChange(world);
  linkOthers(world, rows, world.now());
  if (byOtherId) {
    joinEnterprise(world);
    await world.restart(matrixPolicy());
  }
  rows.run('DELETE FROM drafts WHERE id IN (SELECT draft_id FROM token_requests)');
  rows.keep();
  return {
    pendingId: await findOne(world, 'SELECT id FROM pending_tokens'),
    activeId: await findOne(world, 'SELECT id FROM active_tokens'),
    draftId: await findOne(world, 'SELECT id FROM drafts'),
    cardTs: cardOf(world, '· PAT-1').ts,
    organizationId: Number(await findOne(world, 'SELECT id FROM organizations')),
    patId: Number(await findOne(world, 'SELECT pat_id AS id FROM active_tokens')),
  };
}

function fromGlobal(request: Json, { slackId }: Actor): Json {
  return JSON.parse(JSON.stringify(request).replaceAll(slackId, globalIdOf(slackId)));
}

/** `byOtherId`: since all that was done the workspace has joined an enterprise, and whoever acts comes by the id that it has for them. */
export async function startMatrix({ byOtherId = false } = {}): Promise<MatrixWorld> {
  const world = await startWorld({ policy: matrixPolicy(), hasSignIn: true, prepare: peopleArrive });
  const rows = stageRows(world.database.path, (login) => ({ githubId: world.github.state.user(login).id, login }));
  const subjects = await prepared(world, rows, byOtherId);
  const { slack, github } = world;
  let hour = 0;
  const play = async ({ handler, on, state, actor }: Cell): Promise<Happened> => {
    rows.begin(on, state, actor);
    const before = rows.look();
    const [messages, calls] = [slack.state.messages.length, github.server.calls.length];
    const route = routeNamed(handler);
    const { request, triggerId } = requestIn(world, route, on, actor, subjects);
    const { body } = await sendRaw(world, route, byOtherId ? fromGlobal(request, actor) : request);
    await world.bot().idle();
    const changed = differing(before, rows.look());
    // What GitHub and Slack allow in an hour is no part of this.
    hour += github.server.calls.length - calls;
    if (hour > 2_000) {
      hour = 0;
      world.moveClock(3_600);
    }
    const views = [...slack.state.views.values()].filter(({ openedBy }) => openedBy === triggerId);
    const readers = slack.state.messages.slice(messages).flatMap(({ ephemeralTo, channelId, text, blocks }) => {
      if (!JSON.stringify([text, blocks]).includes(privateName)) return [];
      if (ephemeralTo !== null) return [ephemeralTo];
      const place = slack.state.channels.get(channelId);
      // The owners' own channel.
      return place?.kind === 'im' ? place.members.filter((id) => id !== slack.state.botUserId) : [];
    });
    const isNamed = [body, JSON.stringify(views.map(({ blocks }) => blocks))].some((text) =>
      text.includes(privateName),
    );
    return {
      changed,
      githubWrites: github.server.calls
        .slice(calls)
        .map(({ name }) => name)
        .filter((name) => !name.startsWith('GET ') && !name.includes('access_tokens')),
      named: [...readers, ...(isNamed ? [actor.slackId] : [])],
    };
  };
  const knock = async (path: string): Promise<readonly string[]> => {
    const actor = actors['owner by the policy'];
    rows.begin('request', 'pending', actor);
    const before = rows.look();
    const { request } = requestIn(world, routeNamed('button approve_request'), 'request', actor, subjects);
    const forged = { 'x-slack-signature': `v0=${'0'.repeat(64)}`, 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` };
    const bodies = [
      new URLSearchParams({ payload: JSON.stringify(request) }),
      new URLSearchParams({ step: 'confirm', form: 'guessed', named: 'bea-owner' }),
      JSON.stringify({ action: 'revoked', sender: { id: world.github.state.user(actor.login).id } }),
    ];
    const url = `http://127.0.0.1:${world.bot().port}${path}`;
    await fetch(`${url}?ticket=guessed&state=guessed&code=guessed`, { redirect: 'manual' });
    for (const body of bodies)
      for (const headers of [{}, { ...forged, 'x-github-event': 'github_app_authorization' }])
        await fetch(url, { method: 'POST', body, headers, redirect: 'manual' });
    await world.bot().idle();
    return differing(before, rows.look());
  };
  return { world, play, knock, shut: rows.shut };
}
