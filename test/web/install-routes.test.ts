import { describe, expect, it } from 'vitest';
import { Browser } from '../support/browser.ts';
import { acme, clientSecret, globex, mega, scopes, startInstall } from './start-install.ts';

const minuteMs = 60_000;
const nothing = (world: { readonly kept: ReadonlyMap<string, unknown> }): void => expect([...world.kept]).toEqual([]);

describe('whoever opens the page', () => {
  it('reads what is asked for and why, and is led to Slack’s page with the manifest’s scopes', async () => {
    const world = await startInstall();
    const browser = new Browser();
    const page = await browser.open(`${world.origin}/slack/install`);
    expect(page.text).toBe(
      'Install Countersign in Slack Slack will ask you to choose a workspace and to allow Countersign this: commands To answer the slash command, and the menu of a message chat:write To write messages as Countersign users:read To see people’s names, time zones and languages, and who is a guest It works only in workspaces that whoever runs it has written a policy for. Installing gives you no rights in Countersign. Continue to Slack',
    );
    const authorize = new URL(await browser.leadsTo(page, 'step', 'install'));
    expect(authorize.origin + authorize.pathname).toBe(`${world.slack.origin}/oauth/v2/authorize`);
    const { state, ...asked } = Object.fromEntries(authorize.searchParams);
    expect(asked).toEqual({
      ...{ client_id: '1.2', scope: scopes.join(',') },
      redirect_uri: `${world.origin}/slack/oauth_redirect`,
    });
    expect(state).toHaveLength(96);
  });

  it('is shown it in the language of the browser, kept by nobody and framed by nobody', async () => {
    const world = await startInstall();
    const page = await fetch(`${world.origin}/slack/install`, { headers: { 'accept-language': 'ja,en;q=0.5' } });
    expect(await page.text()).toContain('<html lang="ja">');
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.headers.get('content-security-policy')).toMatch(
      new RegExp(
        `^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self' ${world.slack.origin}; base-uri 'none'; frame-ancestors 'none'$`,
      ),
    );
    // To look at it begins nothing.
    expect(page.headers.getSetCookie()).toEqual([]);
  });

  it('comes too often, and is told so in words', async () => {
    const world = await startInstall();
    for (let count = 0; count < 60; count += 1) await fetch(`${world.origin}/slack/install`);
    const page = await new Browser().open(`${world.origin}/slack/install`);
    expect([page.status, page.text]).toEqual([
      429,
      'Not installed Too many pages were opened at once. Nothing was installed. Please try again in a minute.',
    ]);
  });
});

describe('an installation', () => {
  it('is kept with its token, in the workspace that Slack names, and the page says that it runs', async () => {
    const world = await startInstall();
    world.desk.person = 'U0BEA';
    const page = await world.allow(new Browser(), acme);
    expect(page.text).toBe(
      'Installed Countersign is installed in Acme. It’s running there now. You can close this page and go on in Slack.',
    );
    expect(world.kept.get(acme.id)).toEqual({
      ...{ teamId: acme.id, enterpriseId: null, isForEnterprise: false, teamName: 'Acme', botUserId: 'U0BOTACME' },
      ...{ botToken: world.desk.tokenOf(acme.id), installedBy: 'U0BEA', installedAt: world.time.nowMs },
    });
  });

  it('of a whole enterprise is kept under the enterprise’s id', async () => {
    const world = await startInstall();
    const page = await world.allow(new Browser(), mega);
    expect(page.text).toContain('Countersign is installed in the whole organization Mega.');
    expect(world.kept.get(mega.id)).toMatchObject({ teamId: mega.id, enterpriseId: mega.id, isForEnterprise: true });
  });

  it('of one workspace of an enterprise is that workspace’s', async () => {
    const world = await startInstall([globex.id]);
    await world.allow(new Browser(), globex);
    expect(world.kept.get(globex.id)).toMatchObject({ enterpriseId: mega.id, isForEnterprise: false });
  });

  it('that could not start is kept all the same, and the page says so', async () => {
    const world = await startInstall();
    world.host.became = 'not_started';
    const page = await world.allow(new Browser(), acme);
    expect(page.text).toBe(
      'Installed Countersign is installed in Acme. It couldn’t start there yet. Whoever runs Countersign finds the reason in its log. You don’t need to install it again.',
    );
  });

  it('shows its token and the client’s secret on no page, in no address and in no line of the log', async () => {
    const world = await startInstall();
    const browser = new Browser();
    const page = await world.allow(browser, acme);
    await world.allow(browser, globex);
    const everything = JSON.stringify([page.html, [...page.headers], browser.visited, world.lines]);
    expect(world.desk.tokens).toHaveLength(2);
    for (const token of [...world.desk.tokens, clientSecret]) expect(everything).not.toContain(token);
  });
});

describe('nothing is installed', () => {
  it('where the person says no on Slack’s page', async () => {
    const world = await startInstall();
    const browser = new Browser();
    const page = await browser.press(await world.begin(browser), 'cancel', '1');
    expect([page.status, page.text]).toEqual([
      403,
      'Not installed You didn’t allow it on Slack’s page. Nothing was installed.',
    ]);
    nothing(world);
  });

  it('where the address that Slack led to is opened in another browser', async () => {
    const world = await startInstall();
    const [mallory, victim] = [new Browser(), new Browser()];
    const stolen = await mallory.leadsTo(await world.begin(mallory), 'place', acme.id);
    for (const hasBegun of [false, true]) {
      if (hasBegun) await world.begin(victim);
      const page = await victim.open(stolen);
      expect([page.status, page.text]).toEqual([
        403,
        'Not installed This installation didn’t start in this browser. Nothing was installed. Start on this page, and stay in the same browser. Start again',
      ]);
    }
    nothing(world);
    expect(world.desk.tokens).toEqual([]);
  });

  it('where somebody made the state up, also with a cookie to match', async () => {
    const world = await startInstall();
    const browser = new Browser();
    const back = new URL(await browser.leadsTo(await world.begin(browser), 'place', acme.id));
    const [made = '', , signature = ''] = (back.searchParams.get('state') ?? '').split('.');
    const forged = `${made}.${'A'.repeat(43)}.${signature}`;
    back.searchParams.set('state', forged);
    const page = await fetch(back, { headers: { cookie: `countersign-install=${forged}` } });
    expect(page.status).toBe(403);
    expect(await page.text()).toContain('This installation didn’t start in this browser.');
    nothing(world);
  });

  it('a second time by the same address, whatever cookie comes with it', async () => {
    const world = await startInstall();
    const browser = new Browser();
    const back = await browser.leadsTo(await world.begin(browser), 'place', acme.id);
    expect((await browser.open(back)).status).toBe(200);
    world.kept.clear();
    const state = new URL(back).searchParams.get('state') ?? '';
    for (const cookie of ['', `countersign-install=${state}`]) {
      const page = await fetch(back, { headers: { cookie } });
      expect(page.status).toBe(403);
      expect(await page.text()).toContain('This installation has been used already. Nothing was changed.');
    }
    nothing(world);
  });

  it('after ten minutes', async () => {
    const world = await startInstall();
    const browser = new Browser();
    const back = await browser.leadsTo(await world.begin(browser), 'place', acme.id);
    world.time.nowMs += 10 * minuteMs + 1;
    expect((await browser.open(back)).text).toContain(
      'An installation has ten minutes, and this one took longer. Nothing was installed.',
    );
    // Slack would say no by itself, and is not asked.
    expect(world.slack.calls.map(({ name }) => name)).not.toContain('oauth.v2.access');
    nothing(world);
  });

  it('by a code that was used elsewhere', async () => {
    const world = await startInstall();
    const [browser, other] = [new Browser(), new Browser()];
    const back = new URL(await browser.leadsTo(await world.begin(browser), 'place', acme.id));
    const second = new URL(await other.leadsTo(await world.begin(other), 'place', acme.id));
    await browser.open(back.href);
    world.kept.clear();
    second.searchParams.set('code', back.searchParams.get('code') ?? '');
    expect((await other.open(second.href)).text).toContain('This installation has been used already.');
    nothing(world);
  });

  it('where Slack leads back with nothing, or begins on its own page', async () => {
    const world = await startInstall();
    const browser = new Browser();
    const bare = await browser.open(`${world.origin}/slack/oauth_redirect`);
    expect(bare.text).toContain('We couldn’t read what Slack sent. Nothing was installed.');
    const fromAdmin = await browser.open(`${world.origin}/slack/oauth_redirect?code=1.2`);
    expect(fromAdmin.text).toContain('This installation didn’t start in this browser.');
    const odd = await browser.open(`${world.origin}/slack/oauth_redirect?error=<b>Invalid team</b>`);
    expect(odd.text).toContain('Slack didn’t allow it. Nothing was installed.');
    const known = await browser.open(`${world.origin}/slack/oauth_redirect?error=invalid_team_for_non_distributed_app`);
    expect(known.text).toContain('Whoever runs Countersign finds Slack’s reason in its log.');
    expect(known.text).not.toContain('invalid_team');
    nothing(world);
  });

  it.each([
    ['the secret is another app’s', 'wrong-secret-0123456789', 'Slack didn’t accept SLACK_CLIENT_SECRET.'],
    ['Slack forgot what the address was', clientSecret, 'Slack didn’t accept PUBLIC_URL.'],
  ])('where %s, and whoever runs it reads what to correct', async (_, secret, sentence) => {
    const world = await startInstall();
    await world.startAgain({ clientSecret: secret });
    const browser = new Browser();
    const begun = await world.begin(browser);
    const back = await browser.leadsTo(begun, 'place', acme.id);
    if (secret === clientSecret)
      world.slack.garble = ({ name }, body) =>
        name === 'oauth.v2.access' ? { ok: false, error: 'bad_redirect_uri' } : body;
    const page = await browser.open(back);
    expect(page.text).toContain(`${sentence} Nothing was installed. Whoever runs Countersign has to correct it.`);
    nothing(world);
  });

  it.each(['drop', { status: 503 }] as const)('while Slack is down (%o)', async (answer) => {
    const world = await startInstall();
    const browser = new Browser();
    const back = await browser.leadsTo(await world.begin(browser), 'place', acme.id);
    world.slack.faults.add({ fits: 'oauth.v2.access', when: 'before', answer });
    const page = await browser.open(back);
    expect([page.status, page.text]).toEqual([
      503,
      'Not installed Slack or our database didn’t answer. Nothing was installed. Please try again in a minute. Start again',
    ]);
    nothing(world);
    // A fresh start works.
    expect((await browser.press(await browser.press(page, 'step', 'install'), 'place', acme.id)).status).toBe(200);
  });

  it('where Slack’s answer is none', async () => {
    const world = await startInstall();
    world.slack.garble = ({ name }, body) => (name === 'oauth.v2.access' ? { ok: true } : body);
    expect((await world.allow(new Browser(), acme)).text).toContain('We couldn’t read what Slack sent.');
    nothing(world);
  });

  it('where the operator wrote no policy: the token is revoked at once, and no other workspace is named', async () => {
    const world = await startInstall();
    const page = await world.allow(new Browser(), globex);
    expect([page.status, page.text]).toEqual([
      403,
      'Not installed Countersign isn’t set up for Globex. Nothing was kept. Whoever runs it can write the policy file T0GLOBEX.yml. Then install it again. Its access has been revoked.',
    ]);
    expect(world.desk.tokens.map((token) => world.desk.standingOf(token))).toEqual(['token_revoked']);
    nothing(world);
  });

  it('where there is no policy and Slack can’t revoke the token, which the page says', async () => {
    const world = await startInstall();
    world.slack.faults.add({ fits: 'auth.revoke', when: 'before', answer: { status: 500 } });
    const page = await world.allow(new Browser(), globex);
    expect(page.text).toContain('We couldn’t revoke its access. Remove the app in Slack, under Manage apps.');
    nothing(world);
  });

  it('where a scope is missing, for somebody changed Slack’s address', async () => {
    const world = await startInstall();
    const browser = new Browser();
    const address = new URL(
      await browser.leadsTo(await browser.open(`${world.origin}/slack/install`), 'step', 'install'),
    );
    address.searchParams.set('scope', 'commands');
    const page = await browser.press(await browser.open(address.href), 'place', acme.id);
    expect([page.status, page.text]).toEqual([
      403,
      'Not installed Slack gave fewer permissions than Countersign needs. These are missing: chat:write, users:read. Nothing was kept. Start again on this page, without changing the address that it leads to. Start again',
    ]);
    nothing(world);
  });

  it('of a person’s own token that somebody asked for besides: it is revoked, and the bot’s is kept', async () => {
    const world = await startInstall();
    const browser = new Browser();
    const address = new URL(
      await browser.leadsTo(await browser.open(`${world.origin}/slack/install`), 'step', 'install'),
    );
    address.searchParams.set('user_scope', 'search:read');
    const page = await browser.press(await browser.open(address.href), 'place', acme.id);
    expect(page.status).toBe(200);
    expect(world.desk.tokens.map((token) => [token.slice(0, 4), world.desk.standingOf(token)])).toEqual([
      ['xoxb', 'good'],
      ['xoxp', 'token_revoked'],
    ]);
    expect(world.kept.get(acme.id)?.botToken).toMatch(/^xoxb-/);
  });

  it('where token rotation is on, since the token would end by itself', async () => {
    const world = await startInstall();
    world.desk.isRotating = true;
    const page = await world.allow(new Browser(), acme);
    expect(page.text).toContain(
      'Token rotation is on for this Slack app, so its token would stop working in 12 hours.',
    );
    nothing(world);
  });
});

describe('an address of the internet', () => {
  it('gives a cookie that no other host can set, and lets the form lead to any workspace’s own host of Slack’s', async () => {
    const world = await startInstall([acme.id], 'https://tokens.example.com');
    const begun = await fetch(`${world.origin}/slack/install`, { method: 'POST', redirect: 'manual' });
    expect(begun.headers.getSetCookie()[0]).toMatch(
      /^__Host-countersign-install=\S+; Secure; HttpOnly; Path=\/; Max-Age=600$/,
    );
    expect(new URL(begun.headers.get('location') ?? '').searchParams.get('redirect_uri')).toBe(
      'https://tokens.example.com/slack/oauth_redirect',
    );
    await world.startAgain({ slackApiUrl: 'https://slack.com/api/' });
    const page = await fetch(`${world.origin}/slack/install`);
    expect(page.headers.get('content-security-policy')).toContain(
      "form-action 'self' https://slack.com https://*.slack.com;",
    );
  });
});
