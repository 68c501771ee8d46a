// The Slack app's installation, sealed in the database of its own workspace.
import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import type { SlackUserId } from '../../../src/domain/ids.ts';
import { createInstallationStore } from '../../../src/operations/people/create-installation-store.ts';
import type { Installation } from '../../../src/ports/installations.ts';
import { createSealing } from '../../../src/sealing/create-sealing.ts';
import { noon } from '../sample-rows.ts';
import { openTestStore } from './open-test-store.ts';

const [oldKey, newKey] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')];
const botToken = `xoxb-canary-${randomBytes(12).toString('hex')}`;
const clock = { now: () => noon + 5 };
const acme: Installation = {
  ...{ teamId: 'T0ACME', enterpriseId: null, isForEnterprise: false, teamName: 'Acme Inc', botToken },
  ...{ botUserId: 'U0BOT', installedBy: 'U0BEA' as SlackUserId, installedAt: noon },
};

async function start() {
  const { store, content, meddle } = await openTestStore();
  const of = (teamId: string, keys: readonly string[] = [oldKey]) =>
    createInstallationStore(store, createSealing(keys), teamId, clock);
  const entries = async () =>
    ((await content()).entries as readonly { actor: string; act: string; subject: string }[]).map(
      ({ actor, act, subject }) => [actor, act, subject],
    );
  return { store, content, meddle, of, entries };
}

it('is read as it was kept, and its token stands nowhere in the database in the clear', async () => {
  const { of, content, entries } = await start();
  expect(await of('T0ACME').read()).toBeNull();
  await of('T0ACME').keep(acme);
  expect(await of('T0ACME').read()).toEqual(acme);
  const everything = JSON.stringify(await content());
  expect(everything).toContain('Acme Inc');
  expect(everything).not.toContain(botToken.slice(0, 16));
  expect(await entries()).toEqual([['slack:U0BEA', 'installation.keep', 'installation:T0ACME']]);
});

it('gives way to what somebody installs after it, and is gone once it is forgotten', async () => {
  const { of, content, entries } = await start();
  await of('T0ACME').keep(acme);
  const again: Installation = {
    ...{ ...acme, botToken: `${botToken}-2`, teamName: 'Acme' },
    ...{ installedBy: 'U0CARL' as SlackUserId, installedAt: noon + 9 },
  };
  await of('T0ACME').keep(again);
  expect(await of('T0ACME').read()).toEqual(again);
  await of('T0ACME').forget();
  expect(await of('T0ACME').read()).toBeNull();
  expect((await content()).installation).toEqual([]);
  await of('T0ACME').forget();
  expect((await entries()).map(([actor, act]) => [actor, act])).toEqual([
    ['slack:U0BEA', 'installation.keep'],
    ['slack:U0CARL', 'installation.keep'],
    ['countersign', 'installation.forget'],
  ]);
});

it('stays shut in the database of another workspace, as it is and with that workspace’s id written into it', async () => {
  const { of, store, meddle } = await start();
  await of('T0ACME').keep(acme);
  expect(await of('T0GLOBEX').read()).toBeNull();
  await meddle("update installation set team_id = 'T0GLOBEX'");
  expect(await store.installation('T0GLOBEX')).toMatchObject({ teamName: 'Acme Inc' });
  expect(await of('T0GLOBEX').read()).toBe('broken');
  expect(await of('T0ACME').read()).toBeNull();
});

it('is never kept in the store of another workspace', async () => {
  const { of, content } = await start();
  await expect(of('T0GLOBEX').keep(acme)).rejects.toThrow('one workspace was given to another');
  expect((await content()).installation).toEqual([]);
});

it('opens under an older key, is sealed under the first one then, and no longer needs the older', async () => {
  const { of } = await start();
  await of('T0ACME', [oldKey]).keep(acme);
  expect(await of('T0ACME', [newKey]).read()).toBe('unknown_key');
  expect(await of('T0ACME', [newKey, oldKey]).read()).toEqual(acme);
  expect(await of('T0ACME', [newKey]).read()).toEqual(acme);
  expect(await of('T0ACME', [oldKey]).read()).toBe('unknown_key');
});

it('is kept once more where two processes keep it at the same time', async () => {
  const { of } = await start();
  await Promise.all([of('T0ACME').keep(acme), of('T0ACME').keep({ ...acme, teamName: 'Acme' })]);
  expect(await of('T0ACME').read()).toMatchObject({ botToken, installedAt: noon });
});
