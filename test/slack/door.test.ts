import { cast, channel } from '@countersign/sandbox-stage/cast';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import { everyRoute, home, type Json, type Route, requestFor, sendRaw } from '../support/raw-slack.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const elsewhere = 'T0ELSEWHERE';
const sister = 'T0SISTER000';
const enterprise = 'E0ACME00000';
const strangers = 'Only members of this workspace can use Countersign.';

type Shape = readonly [name: string, change: (request: Json) => Json];
const part = (request: Json, name: string): Json => (request[name] ?? {}) as Json;
const user = (request: Json, changes: Json): Json => ({ ...request, user: { ...part(request, 'user'), ...changes } });
const team = (request: Json, id: string): Json => ({ ...request, team: { ...part(request, 'team'), id } });
const from = (id: string) => (request: Json) => ({ ...request, team_id: id });

const interactions: readonly Shape[] = [
  ['whose person is of another workspace', (request) => user(request, { team_id: elsewhere })],
  ['from another workspace altogether', (request) => user(team(request, elsewhere), { team_id: elsewhere })],
  ['made in another workspace', (request) => team(request, elsewhere)],
  ['of another enterprise', (request) => ({ ...request, enterprise: { id: 'E0OTHER', name: 'other' } })],
  [
    'of another enterprise, told with the team',
    (request) => ({ ...request, team: { id: home, domain: 'x', enterprise_id: 'E0OTHER' } }),
  ],
  [
    'of another enterprise’s org-wide install',
    (request) => ({ ...request, team: null, enterprise: { id: 'E0OTHER', name: 'x' }, is_enterprise_install: true }),
  ],
  ['that names no workspace', (request) => ({ ...user(request, { team_id: undefined }), team: null })],
  ['whose workspace is no text', (request) => user(request, { team_id: { id: home } })],
  ['that names no person’s id', (request) => user(request, { id: '' })],
];
const inMessage: readonly Shape[] = [
  ['on a message of another workspace', (request) => ({ ...request, message: { ts: '1.000001', team: elsewhere } })],
  ['that names two channels', (request) => ({ ...request, channel: { id: 'C0OTHER', name: 'x' } })],
  ['that names two messages', (request) => ({ ...request, message: { ts: '1.000002', team: home } })],
];
const inForm: readonly Shape[] = [
  [
    'in a form of another workspace',
    (request) => ({ ...request, view: { ...part(request, 'view'), team_id: elsewhere } }),
  ],
  [
    'in a form of another installation',
    (request) => ({ ...request, view: { ...part(request, 'view'), app_installed_team_id: elsewhere } }),
  ],
];
const foreign: Readonly<Record<Route['kind'], readonly Shape[]>> = {
  command: [
    ['typed in another workspace', from(elsewhere)],
    ['typed in another enterprise', (request) => ({ ...request, enterprise_id: 'E0OTHER' })],
    ['that names no workspace', from('')],
  ],
  button: [...interactions, ...inMessage],
  // It names one channel, and no container.
  shortcut: [...interactions, ...inMessage.filter(([name]) => name !== 'that names two channels')],
  choice: [...interactions, ...inForm],
  submission: [...interactions, ...inForm],
  suggestion: [...interactions, ...inForm],
  event: [
    [
      'sent to another installation',
      (request) => ({ ...request, authorizations: [{ enterprise_id: null, team_id: elsewhere, is_bot: true }] }),
    ],
    [
      'sent to no installation, from another workspace',
      (request) => ({ ...from(elsewhere)(request), authorizations: [] }),
    ],
  ],
};

/** A form has no response_url: who chose something in it is told in its place. */
const tellingCalls = ['response_url', 'views.update'];

/** What was said to whoever sent it, by the answer, by its response_url or in the form. */
function told(world: TestWorld, body: string): string {
  const answers = world.slack.server.calls.filter(({ name }) => tellingCalls.includes(name)).map((call) => call.body);
  return `${body} ${JSON.stringify(answers)}`;
}

function versionOf(world: TestWorld) {
  const file = new Sqlite(world.database.path, { readonly: true });
  const read = () => file.pragma('data_version', { simple: true });
  return { read, close: () => file.close() };
}

const send = async (world: TestWorld, route: Route, change: (request: Json) => Json, who: string) => {
  world.slack.server.calls.length = 0;
  const request = change(requestFor(route, who, channel, `${world.slack.server.origin}/response/R1`));
  const { httpStatus, body } = await sendRaw(world, route, request);
  await world.bot().idle();
  return { httpStatus, said: told(world, body), calls: world.slack.server.calls.map(({ name }) => name) };
};

describe('a request of another workspace, rightly signed, with our owner’s id', () => {
  it('does nothing by any route, whatever its shape', async () => {
    const world = await startWorld();
    await askForToken(world, cast.mona.slackId);
    const database = versionOf(world);
    const before = database.read();
    const wrong: string[] = [];
    for (const route of everyRoute) {
      for (const [name, change] of foreign[route.kind]) {
        const { httpStatus, said, calls } = await send(world, route, change, cast.bea.slackId);
        const mayTell = route.kind === 'choice' ? tellingCalls : ['response_url'];
        const isQuiet = calls.every((call) => mayTell.includes(call)) && database.read() === before;
        const isTold = ['suggestion', 'event'].includes(route.kind) ? !said.includes('text') : said.includes(strangers);
        if (httpStatus !== 200 || !isQuiet || !isTold)
          wrong.push(`${route.kind} ${route.id} ${name}: ${said} ${calls}`);
      }
    }
    database.close();
    expect(wrong).toEqual([]);
    expect(world.slack.messagesIn(channel).map(({ edits }) => edits)).toEqual([0]);
  }, 60_000);
});

const athome: readonly Shape[] = [
  ['as it is', (request) => request],
  ['without the person’s team', (request) => ('user' in request ? user(request, { team_id: undefined }) : request)],
];
const onGrid = (request: Json): Json =>
  'command' in request
    ? { ...request, enterprise_id: enterprise, enterprise_name: 'acme' }
    : { ...request, enterprise: { id: enterprise, name: 'acme' } };
const grid: readonly Shape[] = [
  ['on Enterprise Grid', onGrid],
  ['of a member whose home is a sister workspace', (request) => user(onGrid(request), { team_id: sister })],
  ['of a member whose home is the enterprise', (request) => user(onGrid(request), { team_id: enterprise })],
  ['made in a sister workspace', (request) => team(user(onGrid(request), { team_id: sister }), sister)],
  [
    'of an org-wide install, which names no team',
    (request) => ({ ...user(onGrid(request), { team_id: sister }), team: null, is_enterprise_install: true }),
  ],
];

async function startOnGrid(memberOf: readonly string[]): Promise<TestWorld> {
  return startWorld({
    prepare: ({ slack }) => {
      slack.joinEnterprise(enterprise);
      slack.addPerson({ id: cast.bea.slackId, name: 'bea', teamId: sister, memberOf });
    },
  });
}

describe('a request of our own people', () => {
  it.each([
    ['a workspace by itself', athome, () => startWorld()],
    ['a workspace of an enterprise', [...athome, ...grid], () => startOnGrid([sister, home])],
  ])(
    'is heard by every route in %s',
    async (_, shapes, start) => {
      const world = await start();
      const refused: string[] = [];
      for (const route of everyRoute) {
        for (const [name, change] of shapes) {
          const { httpStatus, said } = await send(world, route, change, cast.bea.slackId);
          if (httpStatus !== 200 || said.includes(strangers))
            refused.push(`${route.kind} ${route.id} ${name}: ${said}`);
        }
      }
      expect(refused).toEqual([]);
      expect(world.logLines.filter(({ what }) => what.includes('elsewhere') || what.includes('left alone'))).toEqual(
        [],
      );
    },
    60_000,
  );
});

describe('on Enterprise Grid', () => {
  const click = { kind: 'button', id: 'approve_request' } as const;

  it.each<readonly [string, Shape[1], readonly string[]]>([
    ['a member of a sister workspace only', (request) => user(onGrid(request), { team_id: sister }), [sister]],
    [
      'a sister workspace without the enterprise’s name',
      (request) => user(request, { team_id: sister }),
      [sister, home],
    ],
    ['a workspace that the person is no member of', (request) => user(onGrid(request), { team_id: elsewhere }), [home]],
  ])('%s is refused', async (_, change, memberOf) => {
    const world = await startOnGrid(memberOf);
    expect((await send(world, click, change, cast.bea.slackId)).said).toContain(strangers);
  });

  it('says that Slack could not be asked, and decides nothing', async () => {
    const world = await startOnGrid([sister, home]);
    // What Slack said at the start is too old by now.
    world.moveClock(301);
    world.slack.server.faults.add({
      fits: 'users.info',
      when: 'before',
      answer: { status: 503, body: 'busy' },
      times: 9,
    });
    const { said } = await send(
      world,
      click,
      (request) => user(onGrid(request), { team_id: sister }),
      cast.bea.slackId,
    );
    expect(said).toContain('We couldn’t check with Slack who you are');
  });
});
