import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { cast } from '@countersign/sandbox-stage/cast';
import { expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import { approve, isActive, makeToken } from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, dan } = cast;

/** The lines of `/metrics` that are ours. */
async function numbersOf(world: TestWorld): Promise<ReadonlyMap<string, number>> {
  const answer = await fetch(`http://127.0.0.1:${world.bot().port}/metrics`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toContain('text/plain');
  const lines = (await answer.text()).split('\n').filter((line) => line.startsWith('countersign_'));
  for (const secret of [mona.login, dan.login, 'payments', 'nightly-release'])
    expect(lines.join('\n')).not.toContain(secret);
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  );
}

it('says in numbers what waits, what was decided and what can reach the organization, and names nobody', async () => {
  const world = await startWorld();
  await askForToken(world, mona.slackId);
  await world.pass({ hours: 2 });
  const waiting = await numbersOf(world);
  expect(waiting.get('countersign_requests{organization="acme",state="pending"}')).toBe(1);
  expect(waiting.get('countersign_oldest_waiting_request_seconds{organization="acme"}')).toBeGreaterThanOrEqual(7_200);
  expect(waiting.get('countersign_organization_paused{organization="acme"}')).toBe(0);
  expect(waiting.get('countersign_last_listing_seconds{organization="acme",list="waiting"}')).toBeLessThan(60);
  expect(waiting.get('countersign_github_calls_left{organization="acme"}')).toBeGreaterThan(0);

  await approve(world);
  const token = await makeToken(world);
  await world.pass({ minutes: 1 });
  expect(isActive(world, token)).toBe(true);
  await world.pass({ minutes: 6 });
  const decided = await numbersOf(world);
  expect(decided.get('countersign_requests{organization="acme",state="fulfilled"}')).toBe(1);
  expect(decided.has('countersign_oldest_waiting_request_seconds{organization="acme"}')).toBe(false);
  expect(decided.get('countersign_active_tokens{state="active",days_left="30"}')).toBe(1);
  expect(decided.get('countersign_decision_seconds_count{outcome="approved"}')).toBe(1);
  expect(decided.get('countersign_decision_seconds_sum{outcome="approved"}')).toBeGreaterThanOrEqual(7_200);
  expect(decided.get('countersign_decision_seconds_count{outcome="denied"}')).toBeUndefined();
});

it('has every number that the board in docs shows', async () => {
  const world = await startWorld();
  await askForToken(world, mona.slackId);
  await approve(world);
  const answer = await fetch(`http://127.0.0.1:${world.bot().port}/metrics`);
  const names = new Set([...(await answer.text()).matchAll(/^# TYPE (\S+)/gm)].map(([, name = '']) => name));
  const board = readFileSync(resolve(import.meta.dirname, '../../docs/grafana.json'), 'utf8');
  const shown = [...board.matchAll(/\b(?:countersign|nodejs)_[a-z0-9_]+/g)].map(([name]) =>
    name.replace(/_bucket$/, ''),
  );
  expect(new Set(shown).size).toBeGreaterThan(10);
  expect(shown.filter((name) => !names.has(name))).toEqual([]);
});
