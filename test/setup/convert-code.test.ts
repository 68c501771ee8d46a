import { readFileSync } from 'node:fs';
import { createWorld } from '@countersign/sandbox-stage/cast';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { convertCode, judgeApp, type NewApp } from '../../src/setup/convert-code.ts';
import { createOnGithub, emptyPlace, operatorOf, type Place, setUpOnce } from './operator.ts';

const app: NewApp = {
  ...{ id: 1, name: 'Countersign acme', html_url: 'https://github.com/apps/countersign-acme', pem: '-----BEGIN RSA' },
  ...{ client_id: 'Iv23', client_secret: 'secret', webhook_secret: null, owner: { login: 'acme' }, events: [] },
  permissions: {
    ...{ organization_personal_access_token_requests: 'write', organization_personal_access_tokens: 'write' },
    ...{ members: 'read', metadata: 'read' },
  },
};
const events = ['organization', 'personal_access_token_request'];

describe('an App that GitHub hands out', () => {
  it.each<readonly [name: string, change: Partial<NewApp>, hasWebhook: boolean, problem: string | null]>([
    ['as it was asked for', {}, false, null],
    ['with the organization’s name in capitals', { owner: { login: 'ACME' } }, false, null],
    ['with its webhook’s events', { events }, true, null],
    [
      'of somebody else',
      { owner: { login: 'evil' } },
      false,
      'This App belongs to evil, not to acme. We kept nothing of it.',
    ],
    ['that may do less', { permissions: { members: 'read', metadata: 'read' } }, false, 'something else'],
    ['that may do more', { permissions: { ...app.permissions, contents: 'write' } }, false, 'something else'],
    [
      'that may write where it should read',
      { permissions: { ...app.permissions, members: 'write' } },
      false,
      'something else',
    ],
    ['that is told of more', { events }, false, 'something else'],
    ['that is told of less', { events: ['organization'] }, true, 'something else'],
  ])('%s', (_, change, hasWebhook, problem) => {
    const judged = judgeApp({ ...app, ...change }, 'acme', hasWebhook);
    if (problem === null) expect(judged).toEqual({ app: { ...app, ...change } });
    else expect(judged).toEqual({ problem: expect.stringContaining(problem) });
  });
});

/** The code of an App that somebody creates by themselves at the local GitHub. */
async function codeOf({ world }: Place, login: string): Promise<string> {
  const manifest = {
    ...{ name: `Countersign ${login}`, url: 'https://example.com', redirect_url: 'http://127.0.0.1:1/created' },
    default_permissions: app.permissions,
  };
  const page = await fetch(`${world.github.apiUrl}/organizations/${login}/settings/apps/new?state=mine`, {
    method: 'POST',
    body: new URLSearchParams({ manifest: JSON.stringify(manifest) }),
  });
  const draft = /name="draft" value="([^"]*)"/.exec(await page.text())?.[1] ?? '';
  const made = await fetch(`${world.github.apiUrl}/organizations/${login}/settings/apps`, {
    method: 'POST',
    body: new URLSearchParams({ draft, name: manifest.name }),
    redirect: 'manual',
  });
  const back = new URL(made.headers.get('location') ?? '');
  expect(back.searchParams.get('state')).toBe('mine');
  return back.searchParams.get('code') ?? '';
}

describe('a code', () => {
  it('is exchanged once', async () => {
    const place = await emptyPlace();
    const code = await codeOf(place, 'acme');
    expect(await convertCode(code, place.world.github.apiUrl)).toMatchObject({ app: { owner: { login: 'acme' } } });
    expect(await convertCode(code, place.world.github.apiUrl)).toEqual({
      problem: expect.stringContaining('GitHub doesn’t know this code: it works once, for one hour.'),
    });
  });

  it('is good for an hour', async () => {
    let at = Date.parse('2026-03-02T09:00:00Z');
    const world = await createWorld(() => new Date(at));
    onTestFinished(() => world.stop());
    const place = { ...(await emptyPlace()), world };
    const code = await codeOf(place, 'acme');
    at += 3_600_001;
    expect(await convertCode(code, world.github.apiUrl)).toEqual({
      problem: expect.stringContaining('for one hour'),
    });
  });

  it.each([
    [{ status: 503 }, 'status_503'],
    [{ status: 201, body: { id: 1 } }, 'bad_answer'],
    ['drop' as const, 'network'],
  ])('that GitHub answers with %o can be tried again', async (answer, code) => {
    const { world } = await emptyPlace();
    world.github.server.faults.add({ fits: /conversions/, when: 'before', answer });
    expect(await convertCode('abc', world.github.apiUrl)).toEqual({
      problem: `GitHub didn’t hand out the App’s key (${code}). Reload this page to try again.`,
    });
  });

  it('that somebody swapped for one of their own App is refused, and nothing of it is kept', async () => {
    const place = await emptyPlace();
    place.world.github.addOrganization({ login: 'evil', members: { 'bea-owner': 'admin' }, repositories: [] });
    const code = await codeOf(place, 'evil');
    const operator = operatorOf(place);
    const { prompts } = operator;
    const swapped = vi.fn<(text: string) => void>();
    const say = (text: string): void => {
      const link = /http:\/\/127\.0\.0\.1:\d+\/[\w-]{22}$/m.exec(text)?.[0];
      if (link === undefined) {
        prompts.say(text);
        return;
      }
      operator.elsewhere.push(
        createOnGithub(link).then(async (location) => {
          const back = new URL(location);
          const own = back.searchParams.get('code') ?? '';
          back.searchParams.set('code', code);
          swapped(await (await fetch(back, { redirect: 'manual' })).text());
          back.searchParams.set('code', own);
          await fetch(back, { redirect: 'manual' });
        }),
      );
    };
    const ended = setUpOnce(place, { ...operator, prompts: { ...prompts, say } });
    operator.elsewhere.push(
      (async () => {
        while (!operator.heard.some((text) => text.includes('created, and its key'))) await new Promise(setImmediate);
        const found = place.world.github.state.organization('acme');
        if (found !== undefined) found.isInstalled = true;
      })(),
    );
    expect(await ended).toBe(0);
    expect(swapped.mock.calls.join()).toContain('This App belongs to evil, not to acme. We kept nothing of it.');
    expect(readFileSync(place.envFile, 'utf8')).toContain('GITHUB_APP_ID=');
    expect(operator.heard.join('\n')).toContain('GitHub App “Countersign acme”: created');
  });
});
