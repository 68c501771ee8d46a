import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { policyText } from '@countersign/sandbox-stage/cast';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { followPolicyFolder } from '../src/follow-policy-folder.ts';
import { memoryLog } from './support/start-world.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const ofOne = policyText();
const ofTwo = policyText().replace('login: acme', 'login: globex');
/** Neither names any organization of the other. */
const [one, two] = ['T0FIRST00', 'T0SECOND0'] as const;

function follow(isTaken: (workspace: string) => boolean = () => true) {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-policies-'));
  const write = (workspace: string, text: string): void => writeFileSync(join(folder, `${workspace}.yml`), text);
  write(one, ofOne);
  write(two, ofTwo);
  const taken: string[] = [];
  const changed = new Map<string, () => void>();
  const { log, lines } = memoryLog();
  const watch = (path: string, tell: () => void) => {
    changed.set(path, tell);
    return () => void changed.delete(path);
  };
  const following = followPolicyFolder(
    folder,
    async (read, workspace) => {
      taken.push(
        `${workspace} ${'policy' in read ? read.policy.organizations.map(({ login }) => login).join() : 'wrong'}`,
      );
      return 'policy' in read && isTaken(workspace);
    },
    log,
    { file: watch, folder: watch },
  );
  onTestFinished(() => {
    following.stop();
    rmSync(folder, { recursive: true });
  });
  const settle = () => vi.advanceTimersByTimeAsync(2_000);
  const news = async (): Promise<readonly string[]> => {
    await settle();
    return taken.splice(0).toSorted();
  };
  const tell = (name: string): void => changed.get(join(folder, name))?.();
  return {
    ...following,
    write,
    lines,
    news,
    changed,
    tellFile: (id: string) => tell(`${id}.yml`),
    tellFolder: () => tell(''),
  };
}

it('each file is its own workspace’s: a change of one is taken there', async () => {
  const { news, write, tellFile } = follow();
  expect(await news()).toEqual([`${one} acme`, `${two} globex`]);
  write(one, `${ofOne}# changed\n`);
  tellFile(one);
  // The other is looked at too, in case it waits for what this one let go of; it is as it was.
  expect(await news()).toEqual([`${one} acme`, `${two} globex`]);
  write(two, 'organizations: none\n');
  tellFile(two);
  expect(await news()).toEqual([`${two} wrong`]);
});

it('a file that waits for an organization is taken once the other lets it go', async () => {
  let isFree = false;
  const { news, write, tellFile } = follow((workspace) => workspace === one || isFree);
  await news();
  isFree = true;
  write(one, ofOne.replace('login: acme', 'login: other'));
  tellFile(one);
  expect(await news()).toEqual([`${one} other`, `${two} globex`]);
});

it('of two files that come to name one organization, one is taken once the other is put back', async () => {
  const { news, write, tellFile } = follow((workspace) => workspace === two);
  await news();
  write(one, ofOne.replace('login: acme', 'login: other'));
  tellFile(one);
  await news();
  write(one, ofOne);
  tellFile(one);
  expect(await news()).toEqual([`${one} acme`, `${two} globex`]);
});

it('a file that is added begins its workspace, and one that is named otherwise is said and left alone', async () => {
  const { news, write, tellFolder, lines } = follow();
  await news();
  write('T0THIRD00', ofTwo);
  write('third', ofTwo);
  tellFolder();
  expect(await news()).toEqual(['T0THIRD00 globex']);
  expect(lines.map(({ what }) => what)).toEqual(['the folder of policies has a file that is left alone']);
  tellFolder();
  expect(await news()).toEqual([]);
});

it('all are read at once when told to, and none once it has ended', async () => {
  const { news, readNow, stop, changed } = follow();
  await news();
  readNow();
  expect(await news()).toEqual([`${one} acme`, `${two} globex`]);
  stop();
  expect([...changed.keys()]).toEqual([]);
});
