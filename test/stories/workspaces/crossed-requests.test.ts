import { cast, channel } from '@countersign/sandbox-stage/cast';
import { expect, it } from 'vitest';
import { askForToken } from '../../support/ask-for-token.ts';
import { approve, cardOf, reads } from '../../support/people.ts';
import { everyRoute, type Json, type Route, requestFor, sendRaw } from '../../support/raw-slack.ts';
import { first, second, startWorkspaces } from '../../support/start-workspaces.ts';
import type { TestWorld } from '../../support/start-world.ts';

const { mona, bea } = cast;
const onlyInSecond = 'U0ONLYTHERE';
const strangers = 'Only members of this workspace can use Countersign.';

/** What a click on any card leaves: it is drawn again as it is. */
const redrawn = /^(?:gone: )?(?:messages|message_copies|effects) |"act":"message.lost"/;

type Shape = readonly [name: string, change: (request: Json) => Json];
const part = (request: Json, name: string): Json => (request[name] ?? {}) as Json;
const withUser = (request: Json, changes: Json): Json => ({
  ...request,
  user: { ...part(request, 'user'), ...changes },
});

/** Requests are made for the first workspace; each of these names the second besides. */
const crossed: Readonly<Record<Route['kind'], readonly Shape[]>> = (() => {
  const anywhere: readonly Shape[] = [
    ['whose person is the second’s', (request) => withUser(request, { team_id: second })],
    ['made in the second', (request) => ({ ...request, team: { id: second, domain: 'sandbox' } })],
    ['told with the second as its enterprise', (request) => ({ ...request, enterprise: { id: second, name: 'x' } })],
  ];
  const onMessage: readonly Shape[] = [
    ['on a message of the second', (request) => ({ ...request, message: { ts: '1.000001', team: second } })],
  ];
  const inForm: readonly Shape[] = [
    ['in a form of the second', (request) => ({ ...request, view: { ...part(request, 'view'), team_id: second } })],
    [
      'in a form of the second’s installation',
      (request) => ({ ...request, view: { ...part(request, 'view'), app_installed_team_id: second } }),
    ],
  ];
  const both = [first, second].map((team) => ({ enterprise_id: null, team_id: team, is_bot: true }));
  return {
    command: [['told with the second as its enterprise', (request) => ({ ...request, enterprise_id: second })]],
    button: [...anywhere, ...onMessage],
    shortcut: [...anywhere, ...onMessage],
    choice: [...anywhere, ...inForm],
    submission: [...anywhere, ...inForm],
    suggestion: [...anywhere, ...inForm],
    event: [['sent to both', (request) => ({ ...request, authorizations: both })]],
  };
})();

async function send(world: TestWorld, route: Route, change: (request: Json) => Json, who: string) {
  const { calls, origin } = world.slack.server;
  calls.length = 0;
  const { httpStatus, body } = await sendRaw(
    world,
    route,
    change(requestFor(route, who, channel, `${origin}/response/Rnobody`)),
  );
  await world.bot().idle();
  const told = calls.filter(({ name }) => name === 'response_url').map((call) => JSON.stringify(call.body));
  return { httpStatus, said: `${body} ${told.join(' ')}`, calls: calls.map(({ name }) => name) };
}

const start = () =>
  startWorkspaces({
    prepare: ({ b }) => b.addPerson({ id: onlyInSecond, name: 'only-there' }),
  });

it('a request that names both workspaces is refused by every route, and changes nothing in either', async () => {
  const { a, b, changesIn } = await start();
  await askForToken(a, mona.slackId);
  await askForToken(b, mona.slackId);
  const wrong: string[] = [];
  const changed = await changesIn(a, async () => {
    const others = await changesIn(b, async () => {
      for (const route of everyRoute) {
        for (const [name, change] of crossed[route.kind]) {
          const { httpStatus, said, calls } = await send(a, route, change, bea.slackId);
          // In a form nobody’s token could say it.
          const isTold = ['suggestion', 'event', 'choice'].includes(route.kind)
            ? !said.includes('text')
            : said.includes(strangers);
          const isQuiet = calls.every((call) => call === 'response_url');
          if (httpStatus !== 200 || !isTold || !isQuiet)
            wrong.push(`${route.kind} ${route.id} ${name}: ${said} ${calls}`);
        }
      }
    });
    expect(others).toEqual([]);
  });
  expect(wrong).toEqual([]);
  expect(changed).toEqual([]);
}, 60_000);

it('somebody of the second in the place of one of the first does nothing by any route, in either', async () => {
  const { a, b, changesIn } = await start();
  await askForToken(a, mona.slackId);
  await askForToken(b, mona.slackId);
  // What their opening Home leaves in the first is a row of an id that nobody there has, as for any stranger’s.
  const routes = everyRoute.filter(({ id }) => id !== 'app_home_opened');
  const known: string[] = [];
  const changed = await changesIn(a, async () => {
    const others = await changesIn(b, async () => {
      for (const route of routes) {
        const { said } = await send(a, route, (request) => request, onlyInSecond);
        if (/only-there|globex/.test(said)) known.push(`${route.kind} ${route.id}: ${said}`);
      }
    });
    expect(others).toEqual([]);
  });
  expect(known).toEqual([]);
  expect(changed.filter((line) => !redrawn.test(line))).toEqual([]);
}, 60_000);

it('a click of the first that carries what the second’s card carries decides on the first’s own, or on nothing', async () => {
  const { a, b, changesIn } = await start();
  b.slack.addChannel({ id: 'C0ONLYTHERE', name: 'only-there', isPrivate: true, members: [bea.slackId] });
  await askForToken(b, mona.slackId);
  const card = cardOf(b, 'PAT-1');
  const click = { kind: 'button', id: 'approve_request' } as const;
  const asOf = (request: Json): Json => ({
    ...request,
    channel: { id: 'C0ONLYTHERE', name: 'x' },
    container: { type: 'message', message_ts: card.ts, channel_id: 'C0ONLYTHERE', is_ephemeral: false },
    message: { type: 'message', ts: card.ts, team: first, text: 'x' },
  });
  const seen = await changesIn(b, async () => {
    const { said } = await send(a, click, asOf, bea.slackId);
    expect(said).toContain('You have no request “PAT-1”');
  });
  expect(seen).toEqual([]);
  // The very same click is good where it belongs.
  await approve(b);
  expect(reads(cardOf(b, 'PAT-1'))).toContain('Approved by');
});
