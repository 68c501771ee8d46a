import { randomBytes } from 'node:crypto';
import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { manifestScopes } from '../../../src/config/slack-manifest.ts';
import { askForToken } from '../../support/ask-for-token.ts';
import { Browser, type Seen } from '../../support/browser.ts';
import { leaksOfSecrets } from '../../support/canaries.ts';
import { approve, cardOf, reads } from '../../support/people.ts';
import { first, otherPolicy, second, startWorkspaces, type TwoWorkspaces } from '../../support/start-workspaces.ts';

const { mona, bea } = cast;

async function install({ a }: TwoWorkspaces, workspace: string): Promise<Seen> {
  const browser = new Browser();
  const slack = await browser.press(await browser.open(`${a.publicUrl}/slack/install`), 'step', 'install');
  return browser.press(slack, 'place', workspace);
}

function deskOf({ a }: TwoWorkspaces) {
  const { desk } = a.slack.counter;
  if (desk === null) throw new Error('there is no desk');
  return desk;
}

describe('two workspaces that install the app by OAuth', () => {
  it('are at work from then on, after a restart too, and one that removes the app is alone in losing it', async () => {
    const world = await startWorkspaces({ hasDesk: true });
    const { a, b } = world;
    const early = await a.slack.command(mona.slackId, '/pat request');
    expect(JSON.stringify(early)).not.toContain('request_token');
    for (const [workspace, name] of [
      [first, 'Acme Inc'],
      [second, 'Globex'],
    ] as const)
      expect((await install(world, workspace)).text).toBe(
        `Installed Countersign is installed in ${name}. It’s running there now. You can close this page and go on in Slack.`,
      );
    await a.settle();
    await askForToken(a, mona.slackId, { purpose: 'Of the first' });
    await world.restart();
    await approve(a);
    expect(reads(cardOf(a, 'PAT-1'))).toContain(`Approved by <@${bea.slackId}>`);
    await askForToken(b, mona.slackId, { purpose: 'Of the second' });
    expect(reads(cardOf(b, 'PAT-1'))).not.toContain('Approved');

    await b.slack.uninstallApp();
    await world.bot().idle();
    expect(await b.database.rows('SELECT * FROM installation')).toEqual([]);
    expect(await b.database.rows("SELECT actor, act FROM entries WHERE act LIKE 'installation.%'")).toEqual([
      { actor: 'slack:U0INSTALLER', act: 'installation.keep' },
      { actor: 'countersign', act: 'installation.forget' },
    ]);
    await askForToken(a, mona.slackId);
    expect(reads(cardOf(a, 'PAT-2'))).toContain(`<@${mona.slackId}> requests`);
    await world.restart();
    expect(world.several().absent()).toEqual([{ workspace: second, why: null }]);

    // Whoever installs it again goes on with what was there.
    expect((await install(world, second)).text).toContain('It’s running there now.');
    await b.settle();
    await approve(b);
    expect(reads(cardOf(b, 'PAT-1'))).toContain(`Approved by <@${bea.slackId}>`);
  });
});

describe('an event that says that the app was removed', () => {
  it('removes nothing while the token still works: it came late, or was of an enterprise’s other workspace', async () => {
    const world = await startWorkspaces({ hasDesk: true });
    await install(world, first);
    const { slack } = world.a;
    await slack.event({ type: 'app_uninstalled' });
    await slack.event({ type: 'tokens_revoked', tokens: { bot: [slack.state.botUserId] } });
    await world.bot().idle();
    expect(world.several().absent()).toEqual([{ workspace: second, why: null }]);
    expect(await world.a.database.rows('SELECT team_id FROM installation')).toEqual([{ team_id: first }]);
  });

  it('removes nothing while Slack can’t say whether the token still works, and the log says so', async () => {
    const world = await startWorkspaces({ hasDesk: true });
    await install(world, first);
    world.a.slack.server.faults.add({ fits: 'auth.test', when: 'before', answer: { status: 503 } });
    await world.a.slack.event({ type: 'app_uninstalled' });
    await world.bot().idle();
    expect(await world.a.database.rows('SELECT team_id FROM installation')).toEqual([{ team_id: first }]);
    expect(world.logLines.map(({ what }) => what)).toContain(
      'Slack says that the app was removed, and could not be asked whether its token still works',
    );
  });

  it('removes nothing where only people’s own tokens were revoked', async () => {
    const world = await startWorkspaces({ hasDesk: true });
    await install(world, first);
    deskOf(world).uninstall(first);
    await world.a.slack.event({ type: 'tokens_revoked', tokens: { oauth: ['U0BEA'] } });
    await world.bot().idle();
    expect(await world.a.database.rows('SELECT team_id FROM installation')).toEqual([{ team_id: first }]);
  });
});

describe('what is asked for', () => {
  it('is what the manifest names, and what one of the policies needs besides', async () => {
    const asked = async (policies: Readonly<Record<string, string>>) => {
      const { a } = await startWorkspaces({ hasDesk: true, policies });
      const browser = new Browser();
      const page = await browser.open(`${a.publicUrl}/slack/install`);
      return new URL(await browser.leadsTo(page, 'step', 'install')).searchParams.get('scope')?.split(',');
    };
    const [plain, relying] = [
      policyText(),
      otherPolicy.replace(/(channel: \S+\n)/, '$1    identity: { saml: true }\n'),
    ];
    expect(await asked({ [first]: plain, [second]: otherPolicy })).toEqual(manifestScopes());
    expect(await asked({ [first]: plain, [second]: relying })).toEqual([...manifestScopes(), 'users:read.email']);
  });
});

describe('an installation’s token', () => {
  it('is sealed again under a new key at the next start, and works on', async () => {
    const world = await startWorkspaces({ hasDesk: true });
    const [older, newer] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')];
    world.a.setEncryptionKeys([older]);
    await world.restart();
    await install(world, first);
    const sealed = () => world.a.database.rows<{ key_id: string }>('SELECT key_id, bot_token FROM installation');
    const [before] = await sealed();
    world.a.setEncryptionKeys([newer, older]);
    await world.restart();
    const [after] = await sealed();
    expect(after?.key_id).not.toBe(before?.key_id);
    world.a.setEncryptionKeys([newer]);
    await world.restart();
    await askForToken(world.a, mona.slackId);
    expect(reads(cardOf(world.a, 'PAT-1'))).toContain(`<@${mona.slackId}> requests`);
  });

  it('that no key opens leaves its workspace alone, and says which variable to mend', async () => {
    const world = await startWorkspaces({ hasDesk: true });
    await install(world, first);
    await install(world, second);
    await world.b.database.rows("UPDATE installation SET key_id = 'of another key'");
    await world.restart();
    expect(world.several().absent()).toEqual([
      {
        workspace: second,
        why: 'none of the keys in ENCRYPTION_KEY opens its token; add the key that sealed it, or install the app there again',
      },
    ]);
  });

  it('stays shut in another workspace’s database', async () => {
    const world = await startWorkspaces({ hasDesk: true });
    await install(world, first);
    const [row] = await world.a.database.rows<Record<string, unknown>>('SELECT * FROM installation');
    const moved = { ...row, team_id: second };
    const values = Object.values(moved).map((value) => (value === null ? 'NULL' : `'${value}'`));
    await world.b.database.rows(
      `INSERT INTO installation (${Object.keys(moved).join(', ')}) VALUES (${values.join(', ')})`,
    );
    await world.restart();
    expect(world.several().absent()).toEqual([
      { workspace: second, why: 'its token can’t be read any more; install the app there again' },
    ]);
  });

  it('stands in no file, no line of the log, no page and no message in the clear', async () => {
    const world = await startWorkspaces({ hasDesk: true });
    const pages = [await install(world, first), await install(world, second)];
    await world.a.settle();
    await askForToken(world.a, mona.slackId);
    const { tokens } = deskOf(world);
    expect(tokens).toHaveLength(2);
    const secrets = [...tokens, 'client-secret-canary'];
    const metrics = await (await fetch(`${world.url()}/metrics`)).text();
    expect(secrets.filter((secret) => JSON.stringify([pages, metrics]).includes(secret))).toEqual([]);
    for (const one of [world.a, world.b]) {
      const leaks = await leaksOfSecrets(one, secrets);
      // Slack is told the secret with each code.
      expect(leaks).toEqual(['Slack oauth.v2.access']);
      expect(await one.database.text()).toContain(one === world.a ? 'Acme Inc' : 'Globex');
    }
  });
});
