import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { policyText } from '@countersign/sandbox-stage/cast';
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { followPolicyFile } from '../src/follow-policy-file.ts';
import type { PolicyRead } from '../src/operations/watch/take-policy.ts';
import { memoryLog } from './support/start-world.ts';

const whole = policyText();
/** A policy by itself: whoever writes it has not come to the machine users, and to most of the people. */
const half = whole.slice(0, whole.indexOf('\n', whole.indexOf('people:\n') + 'people:\n'.length) + 1);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
});

function follow(text: string, isAway: () => boolean = () => false) {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-policy-'));
  const path = join(folder, 'policy.yml');
  const write = (next: string): void => writeFileSync(path, next);
  write(text);
  const taken: PolicyRead[] = [];
  let changed = (): void => undefined;
  const { log, lines } = memoryLog();
  const following = followPolicyFile(
    path,
    async (read) => {
      if (isAway()) throw new Error('the database is away');
      taken.push(read);
      return 'policy' in read;
    },
    log,
    (_, tell) => {
      changed = tell;
      return () => undefined;
    },
  );
  onTestFinished(() => {
    following.stop();
    rmSync(folder, { recursive: true });
  });
  const people = () => taken.map((read) => ('policy' in read ? read.policy.people.size : 'refused'));
  return { ...following, write, people, lines, change: () => changed() };
}

it('a policy that was changed while the program started is read at once', async () => {
  const { people } = follow(whole);
  await vi.advanceTimersByTimeAsync(0);
  expect(people()).toHaveLength(1);
});

it('a file that is half written is not taken for a policy', async () => {
  const { people, write, change } = follow(whole);
  await vi.advanceTimersByTimeAsync(0);
  const [all] = people();
  write(half);
  change();
  await vi.advanceTimersByTimeAsync(500);
  write(whole);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(people()).toEqual([all, all]);
});

it('a file that stays as short as that is taken', async () => {
  const { people, write, change } = follow(whole);
  write(half);
  change();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(people()[1]).toBe(1);
});

it('problems that nobody could be told of are told a minute later, and once', async () => {
  let isAway = true;
  const { people, readNow } = follow('organizations: 1', () => isAway);
  await vi.advanceTimersByTimeAsync(0);
  expect(people()).toEqual([]);
  isAway = false;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(people()).toEqual(['refused']);
  for (let times = 0; times < 50; times += 1) readNow();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(people()).toEqual(['refused']);
});

it('a stop takes nothing any more, and tries nothing again', async () => {
  const { people, readNow, stop, lines } = follow(whole, () => true);
  await vi.advanceTimersByTimeAsync(0);
  expect(lines).toHaveLength(1);
  stop();
  readNow();
  await vi.advanceTimersByTimeAsync(120_000);
  expect([people(), lines.length]).toEqual([[], 1]);
});
