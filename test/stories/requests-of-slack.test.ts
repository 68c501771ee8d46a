import { cast } from '@countersign/sandbox-stage/cast';
import { expect, it } from 'vitest';
import { type LogLine, startWorld, type TestWorld } from '../support/start-world.ts';

const json = { 'content-type': 'application/json' };
const form = (payload: object): string => new URLSearchParams({ payload: JSON.stringify(payload) }).toString();

/** What was logged while it was sent, without the lines of other work. */
async function send(world: TestWorld, parcel: Parameters<TestWorld['slack']['interactRaw']>[0]) {
  world.logLines.splice(0);
  const status = await world.slack.interactRaw(parcel);
  const said = world.logLines.filter(({ what }) => /slack/i.test(what));
  return { status, said: said.map(({ level, what, fields }: LogLine) => `${level} ${what} ${fields.count}`) };
}

type Row = {
  readonly what: string;
  readonly parcel: Parameters<TestWorld['slack']['interactRaw']>[0];
  readonly status: number;
  readonly why?: string;
};

const help = new URLSearchParams({ command: '/pat', text: 'help', user_id: cast.mona.slackId }).toString();
const future = 'it is dated in the future; is the clock of this machine behind?';
const old = 'it is older than five minutes; is the clock of this machine ahead?';
const unreadable = 'it is signed, but can’t be read';
const misshapen = 'it is signed, but of a shape that Slack does not send';

const refused: readonly Row[] = [
  { what: 'ten minutes ahead', parcel: { body: help, timestampShiftSeconds: 600 }, status: 401, why: future },
  { what: 'ten minutes old', parcel: { body: help, timestampShiftSeconds: -600 }, status: 401, why: old },
  {
    what: 'badly signed',
    parcel: { body: help, badSignature: true },
    status: 401,
    why: 'its signature is missing or wrong',
  },
  {
    what: 'without a date',
    parcel: { body: help, headers: { 'x-slack-request-timestamp': 'today' } },
    status: 401,
    why: 'it has no date',
  },
  { what: 'broken JSON', parcel: { body: 'payload=%7Bnot+json' }, status: 400, why: unreadable },
  {
    what: 'an event that is null',
    parcel: { body: '{"type":"event_callback","event":null}', headers: json },
    status: 400,
    why: misshapen,
  },
];

it.each(refused)('a request of Slack is refused with $status and said in one line: $what', async (row) => {
  const world = await startWorld();
  const { parcel, status, why } = row;
  expect(await send(world, parcel)).toEqual({ status, said: [`warn a request of Slack was refused: ${why} 1`] });
  expect(await send(world, parcel)).toEqual({ status, said: [] });
});

it('no signed body is too odd for an answer', async () => {
  const world = await startWorld();
  const odd = [
    { body: 'null', headers: json },
    { body: '[]', headers: json },
    { body: '"text"', headers: json },
    { body: form({ type: 'block_actions', actions: null }) },
    { body: form({ type: 'view_submission', view: 7 }) },
  ];
  for (const parcel of odd) expect((await send(world, parcel)).status, parcel.body).toBe(400);
});

it.each([
  { what: 'its question whether we are there', parcel: { body: 'ssl_check=1&token=x', badSignature: true } },
  {
    what: 'an event that nobody asked for',
    parcel: { body: '{"type":"event_callback","event":{"type":"team_join","user":{"id":"U1"}}}', headers: json },
  },
  {
    what: 'a shortcut of another manifest',
    parcel: { body: form({ type: 'shortcut', callback_id: 'ask', user: { id: 'U1' }, team: { id: 'T0SANDBOX00' } }) },
  },
  {
    what: 'a form whose type names a character set',
    parcel: {
      body: `${help}&trigger_id=x`,
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    },
  },
])('what Slack sends is answered 200 and leaves no line: $what', async ({ parcel }) => {
  const world = await startWorld();
  expect(await send(world, parcel)).toEqual({ status: 200, said: [] });
});

it('events that Slack left out are answered 200 and said', async () => {
  const world = await startWorld();
  const body = JSON.stringify({ type: 'app_rate_limited', team_id: 'T0SANDBOX00', minute_rate_limited: 1_518_467_820 });
  expect(await send(world, { body, headers: json })).toEqual({
    status: 200,
    said: ['warn Slack left events out, because there were too many in an hour (app_rate_limited) 1'],
  });
});
