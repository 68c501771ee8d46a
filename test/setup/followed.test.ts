import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { cast } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { neededEvents, neededPermissions } from '../../src/github/app-needs.ts';
import { builtCommand } from '../support/built-program.ts';
import { portOf, run, until } from '../support/start-program.ts';
import { emptyPlace, type Operator, operatorOf, type Place, setUpOnce } from './operator.ts';

// docs/set-up.md, followed until somebody's command is answered.

const root = resolve(import.meta.dirname, '../..');
const page = readFileSync(resolve(root, 'docs/set-up.md'), 'utf8');

/** The numbered actions of a section. */
function actionsOf(section: string): readonly string[] {
  const text = page.split(`## ${section}\n`)[1]?.split('\n## ')[0] ?? '';
  return text.split(/\n(?=\d+\. )/).filter((line) => /^\d+\. /.test(line));
}

/** Starts what was set up, as `npm start` does, and waits until it is ready; answers its port. */
async function start({ folder, given }: Place): Promise<string> {
  const program = run([process.execPath, builtCommand(), 'start'], {
    cwd: folder,
    env: { ...given, PORT: '0' },
  });
  const port = await portOf(program);
  await until(program, /"msg":"ready/);
  expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
  return port;
}

async function answersBea({ world }: Place): Promise<void> {
  const { ephemeral } = await world.slack.command(cast.bea.slackId, '/pat list');
  expect(ephemeral.length).toBeGreaterThan(0);
}

async function followed(place: Place, section: string): Promise<Operator> {
  const [first = ''] = actionsOf(section);
  const url = /--url (\S+?)`/.exec(first)?.[1];
  const operator = operatorOf(place);
  expect(await setUpOnce(place, operator, url === undefined ? {} : { url })).toBe(0);
  expect(operator.heard.join('\n')).toContain('All is well.');
  return operator;
}

describe('docs/set-up.md', () => {
  it.each([
    ['By Socket Mode', 9],
    ['Over HTTP', 10],
  ] as const)('counts its actions and values: %s', (section, count) => {
    const actions = actionsOf(section);
    expect(actions.length).toBe(count);
    expect(actions.length).toBeLessThanOrEqual(10);
    expect(actions.join().match(/\(the (?:first|second|third) value\)/g)).toHaveLength(2);
    expect(page.split('\n').slice(0, 4).join(' ')).toContain(
      '**9 actions and 2 values to copy** by Socket Mode, where nothing has to reach you. Over HTTP, at your own address, it’s 10 and 2.'.replace(
        '’',
        "'",
      ),
    );
  });

  it('names the App’s permissions and events as set-up asks for them', () => {
    const levels = { read: 'Read-only', write: 'Read and write' };
    const names: Readonly<Record<string, string>> = {
      organization_personal_access_token_requests: 'Personal access token requests',
      organization_personal_access_tokens: 'Personal access tokens',
      members: 'Members',
      metadata: 'Metadata',
    };
    const rows = [...page.matchAll(/^ +\| (?:Organization|Repository) \| ([^|]+) \| (Read-only|Read and write)\b/gm)];
    expect(rows.map(([, name, level]) => [name, level])).toEqual(
      Object.entries(neededPermissions).map(([name, level]) => [names[name], levels[level]]),
    );
    const events = /\*Subscribe to events\*: (.*)\./.exec(page)?.[1] ?? '';
    expect(
      [...events.matchAll(/\*\*([^*]+)\*\*/g)].map(([, name = '']) => name.toLowerCase().replaceAll(' ', '_')),
    ).toEqual(neededEvents);
  });

  it('leads to a program that answers by Socket Mode', async () => {
    const place = await emptyPlace();
    const operator = await followed(place, 'By Socket Mode');
    expect(operator.pasted).toHaveLength(2);
    await start(place);
    const { socketMode } = place.world.slack;
    await place.world.slack.until(() => (socketMode.connections > 0 ? true : undefined), 60_000);
    await answersBea(place);
  }, 60_000);

  it('leads to a program that answers over HTTP, to Slack’s check of the address and to GitHub’s webhooks', async () => {
    const place = await emptyPlace();
    const { slack, github } = place.world;
    const operator = await followed(place, 'Over HTTP');
    expect(operator.pasted).toHaveLength(2);
    const port = await start(place);
    // The proxy in front.
    expect(github.webhooks.url).toBe('https://tokens.example.com/github/webhooks');
    slack.setRequestUrl(`http://127.0.0.1:${port}/slack/events`);
    github.webhooks.setUrl(`http://127.0.0.1:${port}/github/webhooks`);
    const check = JSON.stringify({ type: 'url_verification', token: 'x', challenge: 'canary' });
    expect(await slack.interactRaw({ body: check, headers: { 'content-type': 'application/json' } })).toBe(200);
    await answersBea(place);
    github.webhooks.send('ping', { zen: 'Design for failure.' });
    await github.webhooks.idle();
    expect(github.webhooks.deliveries.at(-1)?.answers).toEqual([202]);
  }, 60_000);
});
