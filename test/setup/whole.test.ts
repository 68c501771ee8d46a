import { readFileSync, writeFileSync } from 'node:fs';
import { cast } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { Stopped } from '../../src/setup/prompts.ts';
import { emptyPlace, modeOf, operatorOf, type Place, setUpOnce, variablesIn, writeEnv } from './operator.ts';

/** No value of `.env` that is a secret, whole or in part, in anything that was printed. */
function expectNoSecret(place: Place, printed: string): void {
  const values = variablesIn(place);
  const secrets = Object.entries(values).filter(([name]) => /TOKEN|SECRET|KEY/.test(name));
  expect(secrets.length).toBeGreaterThan(3);
  for (const [name, value] of secrets) {
    const lines = value.split('\n').filter((line) => line.length > 12 && !line.startsWith('-----'));
    for (const line of lines) expect(printed.includes(line), name).toBe(false);
  }
}

function safeRead(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

describe('set-up from nothing', () => {
  it('ends with all well by Socket Mode, with two values pasted, and prints no secret', async () => {
    const place = await emptyPlace();
    const operator = operatorOf(place);
    const code = await setUpOnce(place, operator);
    const printed = operator.heard.join('\n');
    expect(printed).toContain('All is well.');
    expect(printed).toContain('Now start it: npm start');
    expect(code).toBe(0);
    expect(operator.pasted).toHaveLength(2);
    expect(modeOf(place.envFile)).toBe(0o600);
    expect(Object.keys(variablesIn(place)).sort()).toEqual([
      ...['GITHUB_APP_CLIENT_ID', 'GITHUB_APP_CLIENT_SECRET', 'GITHUB_APP_ID', 'GITHUB_APP_PRIVATE_KEY'],
      ...['SLACK_APP_TOKEN', 'SLACK_BOT_TOKEN'],
    ]);
    expect(parse(readFileSync(place.policyFile, 'utf8'))).toEqual({
      organizations: [{ login: 'acme', channel: 'C0REVIEWERS', mode: 'observe' }],
      people: { [cast.bea.slackId]: 'bea-owner', [cast.carl.slackId]: 'carl-owner' },
    });
    expectNoSecret(place, printed);
  });

  it('ends with all well over HTTP, with a webhook at the address that was named', async () => {
    const place = await emptyPlace();
    const operator = operatorOf(place);
    const code = await setUpOnce(place, operator, { url: 'https://tokens.example.com/' });
    const printed = operator.heard.join('\n');
    expect(printed).toContain('Slack and GitHub reach us at https://tokens.example.com.');
    expect(printed).toContain(encodeURIComponent('"request_url":"https://tokens.example.com/slack/events"'));
    expect(printed).toContain('All is well.');
    expect(printed).toContain('Event Subscriptions, and press Retry');
    expect(code).toBe(0);
    expect(operator.pasted).toHaveLength(2);
    const values = variablesIn(place);
    expect(values).toMatchObject({ PUBLIC_URL: 'https://tokens.example.com' });
    expect(values.SLACK_SIGNING_SECRET).toBe(place.world.secrets.slackSigningSecret);
    expect(values.GITHUB_WEBHOOK_SECRET?.length).toBeGreaterThanOrEqual(16);
    expect(place.world.github.webhooks.url).toBe('https://tokens.example.com/github/webhooks');
    expect(place.world.github.state.app.events.toSorted()).toEqual(['organization', 'personal_access_token_request']);
    expectNoSecret(place, printed);
  });

  it('says who reads the cards and owns nothing, and that one owner is not enough', async () => {
    const place = await emptyPlace();
    const { slack } = place.world;
    slack.addChannel({
      id: 'C0OTHER',
      name: 'tokens',
      isPrivate: true,
      members: [cast.bea.slackId, cast.mona.slackId],
    });
    slack.inviteBot('C0OTHER');
    const operator = operatorOf(place, { answers: { 'Who is carl-owner': 'Nobody of these' } });
    const code = await setUpOnce(place, operator);
    const printed = operator.heard.join('\n');
    expect(printed).toContain('No owner as far as we know, and reads all cards in #tokens: Mona Reyes');
    expect(printed).toContain('Only one owner can decide so far');
    expect(printed).toContain('only bea-owner can decide');
    expect(printed).toContain('Something is wrong above.');
    expect(code).toBe(1);
  });

  it('refuses a channel that another company reads, and says what a public one costs', async () => {
    const place = await emptyPlace();
    const { slack } = place.world;
    slack.addChannel({ id: 'C0SHARED', name: 'with-partner', isPrivate: true, isExtShared: true, members: [] });
    slack.addChannel({ id: 'C0PUBLIC', name: 'open', members: [cast.bea.slackId, cast.carl.slackId] });
    for (const id of ['C0SHARED', 'C0PUBLIC']) slack.inviteBot(id);
    const operator = operatorOf(place, { answers: { 'In which channel': ['#with-partner', 'Another one', '#open'] } });
    expect(await setUpOnce(place, operator)).toBe(0);
    const printed = operator.heard.join('\n');
    expect(printed).toContain('#with-partner is shared with another workspace: people there would read the cards.');
    expect(printed).toContain('Channel: #open is public: cards name no private repository there');
    expect(readFileSync(place.policyFile, 'utf8')).toContain('channel: C0PUBLIC');
  });
});

describe('set-up that is stopped', () => {
  it('goes on from any moment: what is there is kept, and the App is created once', async () => {
    const place = await emptyPlace();
    const apps = new Set<string>();
    /** What was there whenever it was stopped. */
    const stoppedWith = new Set<string>();
    let code = 137;
    for (let killAt = 1; code === 137; killAt += 1) {
      code = await setUpOnce(place, operatorOf(place, { killAt }));
      const text = safeRead(place.envFile);
      const names = ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'GITHUB_APP_ID'].filter((name) => text.includes(name));
      const hasPolicy = safeRead(place.policyFile) !== '';
      if (code === 137) stoppedWith.add([...names, ...(hasPolicy ? ['policy'] : [])].join());
      const id = /^GITHUB_APP_ID=.*$/m.exec(text)?.[0];
      if (id !== undefined) apps.add(id);
    }
    expect(code).toBe(0);
    expect([...stoppedWith]).toEqual([
      '',
      'SLACK_BOT_TOKEN',
      'SLACK_BOT_TOKEN,SLACK_APP_TOKEN',
      'SLACK_BOT_TOKEN,SLACK_APP_TOKEN,GITHUB_APP_ID',
      'SLACK_BOT_TOKEN,SLACK_APP_TOKEN,GITHUB_APP_ID,policy',
    ]);
    expect(apps.size).toBe(1);
    const lines = safeRead(place.envFile).split('\n');
    const names = lines.filter((line) => /^[A-Z]/.test(line)).map((line) => line.split('=')[0]);
    expect(new Set(names).size).toBe(names.length);
    expect(modeOf(place.envFile)).toBe(0o600);
  }, 60_000);

  it('by Ctrl+C says how to go on, and keeps what is there', async () => {
    const place = await emptyPlace();
    const operator = operatorOf(place);
    const secret: typeof operator.prompts.secret = (question, problemOf) => {
      if (question.includes('xapp-')) throw new Stopped();
      return operator.prompts.secret(question, problemOf);
    };
    expect(await setUpOnce(place, { ...operator, prompts: { ...operator.prompts, secret } })).toBe(130);
    expect(operator.heard.at(-1)).toBe('Stopped. Run npm run setup again to go on: what is there is kept.');
    expect(safeRead(place.envFile)).toContain('SLACK_BOT_TOKEN=xoxb-');
  });

  it('needs its address no second time, and takes no other one', async () => {
    const place = await emptyPlace();
    await setUpOnce(place, operatorOf(place, { killAt: 3 }), { url: 'https://tokens.example.com' });
    const again = operatorOf(place, { killAt: 3 });
    await setUpOnce(place, again);
    expect(again.heard[0]).toBe('✓ Slack and GitHub reach us at https://tokens.example.com.');
    const other = operatorOf(place);
    expect(await setUpOnce(place, other, { url: 'https://other.example.com' })).toBe(1);
    expect(other.heard).toEqual([
      'PUBLIC_URL is https://tokens.example.com already. Change it in .env if that’s wrong.',
    ]);
  });

  it('asks nothing again once all is there, and says of each that it is kept', async () => {
    const place = await emptyPlace();
    await setUpOnce(place, operatorOf(place));
    const before = [safeRead(place.envFile), safeRead(place.policyFile)];
    const operator = operatorOf(place);
    expect(await setUpOnce(place, operator)).toBe(0);
    expect(operator.asked).toEqual([]);
    expect(operator.heard.slice(0, 6)).toEqual([
      '✓ Slack reaches us by Socket Mode: you need no address.',
      '✓ Slack bot token: works in sandbox, with all scopes',
      '✓ Slack app token: Slack lets us connect',
      '✓ GitHub App “Countersign acme”: its key works',
      '✓ Installed on acme',
      `✓ ${place.policyFile}: kept as it is`,
    ]);
    expect([safeRead(place.envFile), safeRead(place.policyFile)]).toEqual(before);
  });
});

describe('an App that may only read', () => {
  it('is enough while the policy only observes, and is named as too little otherwise', async () => {
    const place = await emptyPlace();
    await setUpOnce(place, operatorOf(place));
    const { app } = place.world.github.state;
    app.permissions = Object.fromEntries(Object.keys(app.permissions).map((name) => [name, 'read']));
    const observing = operatorOf(place);
    expect(await setUpOnce(place, observing)).toBe(0);
    expect(observing.heard.join('\n')).toContain('All is well.');
    writeFileSync(place.policyFile, safeRead(place.policyFile).replace('mode: observe', 'mode: enforce'));
    const enforcing = operatorOf(place);
    expect(await setUpOnce(place, enforcing)).toBe(1);
    expect(enforcing.heard.at(-1)).toContain('organization_personal_access_tokens: write');
  });
});

describe('what is there and wrong', () => {
  it('is named and not written over: a token that Slack doesn’t know', async () => {
    const place = await emptyPlace();
    writeEnv(place, '# mine\nSLACK_BOT_TOKEN=xoxb-another-canary\n');
    const operator = operatorOf(place);
    expect(await setUpOnce(place, operator)).toBe(1);
    expect(operator.heard.at(-1)).toBe(
      'Please correct this, and run npm run setup again:\n  SLACK_BOT_TOKEN: Slack doesn’t know this token. Copy it again, whole.',
    );
    expect(operator.heard.join()).not.toContain('canary');
    expect(safeRead(place.envFile)).toBe('# mine\nSLACK_BOT_TOKEN=xoxb-another-canary\n');
  });

  it('is named and not written over: the policy', async () => {
    const place = await emptyPlace();
    writeFileSync(place.policyFile, 'organizations: 1\n');
    const operator = operatorOf(place);
    expect(await setUpOnce(place, operator)).toBe(1);
    expect(operator.heard.at(-1)).toContain('organizations: must be a list with an entry for each organization');
    expect(safeRead(place.policyFile)).toBe('organizations: 1\n');
  });

  it('is named and not written over: the key of another App', async () => {
    const place = await emptyPlace();
    await setUpOnce(place, operatorOf(place));
    const text = safeRead(place.envFile).replace(/GITHUB_APP_ID=\d+/, 'GITHUB_APP_ID=1');
    writeFileSync(place.envFile, text);
    const operator = operatorOf(place);
    expect(await setUpOnce(place, operator)).toBe(1);
    expect(operator.heard.at(-1)).toContain('GitHub doesn’t accept them (status_401)');
    expect(safeRead(place.envFile)).toBe(text);
  });

  it('is asked again at once where it was just pasted', async () => {
    const place = await emptyPlace();
    const { slackBotToken } = place.world.secrets;
    const operator = operatorOf(place, {
      killAt: 9,
      answers: { 'xoxb-': ['xapp-mine', 'xoxp-mine', 'xoxb-old', slackBotToken], 'xapp-': ['xapp-old'] },
    });
    await setUpOnce(place, operator);
    expect(operator.heard.slice(2)).toEqual([
      'That’s the app-level token. The bot token begins with xoxb-.',
      'That’s a user token. Copy the Bot User OAuth Token: it begins with xoxb-.',
      'Slack doesn’t know this token. Copy it again, whole.',
      '✓ Slack bot token: works in sandbox, with all scopes',
    ]);
    expect(safeRead(place.envFile)).toContain(`SLACK_BOT_TOKEN=${slackBotToken}\n`);
    expect(operator.heard.join()).not.toContain('-mine');
  });

  it('is said by the names of the scopes that are missing', async () => {
    const place = await emptyPlace();
    place.world.slack.state.scopes = ['commands', 'chat:write', 'users:read'];
    const operator = operatorOf(place, { killAt: 5 });
    await setUpOnce(place, operator);
    expect(operator.heard.join('\n')).toContain(
      'This token lacks scopes: channels:read, groups:read, files:write, usergroups:read. Add them under OAuth & Permissions, and reinstall the app.',
    );
    expect(safeRead(place.envFile)).not.toContain('xoxb');
  });
});

describe('where nobody sits at the terminal', () => {
  it('nothing is asked or written: the variables and the steps that remain are named', async () => {
    const place = await emptyPlace();
    const operator = operatorOf(place);
    const code = await setUpOnce(place, { ...operator, prompts: { ...operator.prompts, mayAsk: false } });
    expect(code).toBe(1);
    expect(operator.asked).toEqual([]);
    expect(operator.heard).toEqual([
      '✓ Slack reaches us by Socket Mode: you need no address.',
      'Nobody sits at this terminal, so we ask nothing.',
      'These steps remain. Set the variables in .env, or run npm run setup in a terminal:',
      '  Slack app',
      '  bot token: set SLACK_BOT_TOKEN',
      '  app token: set SLACK_APP_TOKEN',
      '  GitHub App: set GITHUB_APP_ID, GITHUB_APP_PRIVATE_KEY',
      '  installation',
      '  channel',
      '  policy',
    ]);
    expect(safeRead(place.envFile)).toBe('');
  });

  it('a set-up that is complete is looked at by the doctor, and ends well', async () => {
    const place = await emptyPlace();
    await setUpOnce(place, operatorOf(place));
    const operator = operatorOf(place);
    expect(await setUpOnce(place, { ...operator, prompts: { ...operator.prompts, mayAsk: false } })).toBe(0);
    expect(operator.heard.join('\n')).toContain('All is well.');
  });
});
