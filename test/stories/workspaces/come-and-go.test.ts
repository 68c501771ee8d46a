import { writeFileSync } from 'node:fs';
import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { Fault } from '../../../src/ports/fault.ts';
import { askForToken } from '../../support/ask-for-token.ts';
import { approve, cardOf, isActive, makeToken, reads } from '../../support/people.ts';
import {
  first,
  installationOf,
  otherOrganization,
  otherPolicy,
  second,
  startWorkspaces,
  type TwoWorkspaces,
} from '../../support/start-workspaces.ts';
import { compiled, type LogLine } from '../../support/start-world.ts';

const { mona, bea } = cast;
const strangers = 'Only members of this workspace can use Countersign.';

async function asked(two: TwoWorkspaces, path: string) {
  const answer = await fetch(`${two.url()}${path}`);
  return { status: answer.status, body: (await answer.json()) as Readonly<Record<string, unknown>> };
}

const says = (lines: readonly LogLine[], what: string) =>
  lines.filter((line) => line.what.startsWith(what)).map(({ fields }) => [fields.workspace, fields.why ?? null]);

describe('a workspace from which the app is removed', () => {
  it('ends in the middle of the other’s approval, which goes on to its end', async () => {
    const two = await startWorkspaces();
    const { a, b } = two;
    await askForToken(a, mona.slackId);
    await askForToken(b, mona.slackId);
    const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    b.github.server.intercept = async ({ name }, moment) => {
      if (!name.startsWith(`GET /orgs/${otherOrganization}/memberships`) || moment !== 'before') return;
      reach();
      await released;
    };
    const approving = approve(b);
    await reached;
    await two.several().uninstalled(first);
    b.github.server.intercept = null;
    release();
    await approving;
    expect(reads(cardOf(b, 'PAT-1'))).toContain(`Approved by <@${bea.slackId}>`);

    // What is typed there now is a stranger's, and nothing is kept that could be used.
    expect(JSON.stringify(await a.slack.command(mona.slackId, '/pat list'))).toContain(strangers);
    expect([...two.installations.keys()]).toEqual([second]);
    const before = a.slack.messagesIn('C0REVIEWERS').length;
    const token = await makeToken(a);
    await a.pass({ minutes: 5 });
    expect([isActive(a, token), a.slack.messagesIn('C0REVIEWERS').length]).toEqual([false, before]);
    expect((await asked(two, '/readyz')).body).toMatchObject({
      status: 'ready',
      workspaces: [
        { workspace: second, status: 'ready' },
        { workspace: first, status: 'not installed' },
      ],
    });
  });

  it('goes on where it was once the app is installed again, with the new token alone', async () => {
    const two = await startWorkspaces();
    const { a } = two;
    await askForToken(a, mona.slackId);
    await two.several().uninstalled(first);
    await a.settle();
    expect(await two.several().installed(installationOf(a))).toBe('started');
    await approve(a);
    expect(reads(cardOf(a, 'PAT-1'))).toContain('Approved by');
    // Installed over, without having been removed: another token takes the place of the one before.
    expect(await two.several().installed({ ...installationOf(a), botToken: 'xoxb-not-known-there' })).toBe(
      'not_started',
    );
    expect(says(two.logLines, 'a workspace could not start')).toEqual([
      [first, 'Slack did not accept the bot token (invalid_auth); install the app there again'],
    ]);
    expect(await two.several().installed(installationOf(a))).toBe('started');
    expect(JSON.stringify(await a.slack.command(mona.slackId, '/pat list'))).toContain('PAT-1');
  });
});

it('a token that can’t be forgotten ends its workspace’s work all the same', async () => {
  const two = await startWorkspaces();
  const { a } = two;
  const forget = two.installations.delete.bind(two.installations);
  two.installations.delete = () => {
    throw new Fault('store', 'full', { isRetryable: true });
  };
  await expect(two.several().uninstalled(first)).rejects.toThrow('full');
  two.installations.delete = forget;
  await a.settle();
  // Its database is let go of: another start has it to itself.
  expect(await two.several().installed(installationOf(a))).toBe('started');
});

it('a workspace that is installed again while its file is broken, or gone, goes on by the policy in force', async () => {
  const two = await startWorkspaces();
  const { a, policies } = two;
  await askForToken(a, mona.slackId);
  policies.set(first, 'organizations: none\n');
  expect(await two.several().installed(installationOf(a))).toBe('started');
  policies.delete(first);
  expect(await two.several().installed(installationOf(a))).toBe('started');
  await approve(a);
  expect(reads(cardOf(a, 'PAT-1'))).toContain('Approved by');
});

it('a token that can’t be kept takes no workspace away: it goes on with the one that it had', async () => {
  const two = await startWorkspaces();
  const { a } = two;
  await askForToken(a, mona.slackId);
  const set = two.installations.set.bind(two.installations);
  two.installations.set = () => {
    throw new Fault('store', 'full', { isRetryable: true });
  };
  await expect(two.several().installed(installationOf(a))).rejects.toThrow('full');
  two.installations.set = set;
  await approve(a);
  expect(reads(cardOf(a, 'PAT-1'))).toContain('Approved by');
});

describe('a workspace in which the app is installed', () => {
  it('starts beside the others, and is asked of nobody before', async () => {
    const two = await startWorkspaces({ installed: [second] });
    const { a, b } = two;
    expect(JSON.stringify(await a.slack.command(mona.slackId, '/pat list'))).toContain(strangers);
    await askForToken(b, mona.slackId);
    expect(await two.several().installed(installationOf(a))).toBe('started');
    await a.settle();
    await askForToken(a, mona.slackId);
    expect(reads(cardOf(a, 'PAT-1'))).toContain('for acme');
  });

  it('without a policy file of its own starts nothing, and its token is kept nowhere', async () => {
    const two = await startWorkspaces({ policies: { [second]: otherPolicy }, installed: [second] });
    expect(await two.several().installed(installationOf(two.a))).toBe('no_policy');
    expect([two.several().absent(), [...two.installations.keys()]]).toEqual([[], [second]]);
    expect(JSON.stringify(await two.a.slack.command(mona.slackId, '/pat list'))).toContain(strangers);
  });

  it('never starts with a token that is another workspace’s', async () => {
    const two = await startWorkspaces({ installed: [second] });
    const installation = { ...installationOf(two.a), botToken: two.b.secrets.slackBotToken };
    expect(await two.several().installed(installation)).toBe('not_started');
    expect(two.several().absent()).toEqual([
      { workspace: first, why: `policies/${first}.yml: the app's token belongs to the workspace ${second}` },
    ]);
  });
});

describe('a workspace that can’t start', () => {
  it('keeps no other from it: why stands at the top of the log and in /readyz, and mending its file starts it', async () => {
    const two = await startWorkspaces({ policies: { [first]: 'organizations: none\n', [second]: otherPolicy } });
    const { a, b, logLines, policies } = two;
    await askForToken(b, mona.slackId);
    const [failed, listening] = ['a workspace could not start', 'listening'].map((what) =>
      logLines.findIndex((line) => line.what.startsWith(what)),
    );
    expect(failed).toBeGreaterThanOrEqual(0);
    expect(failed).toBeLessThan(listening ?? 0);
    const { status, body } = await asked(two, '/readyz');
    expect([status, body.status]).toEqual([503, 'not ready']);
    expect(String(body.waitsFor)).toMatch(new RegExp(`^${first}: policies/${first}.yml:1:\\d+: organizations`));
    expect((await asked(two, '/healthz')).body).toMatchObject({ status: 'ok', workspaces: [{ workspace: second }] });
    policies.set(first, policyText());
    expect(await two.bot().takePolicy({ policy: compiled(policyText()) }, first)).toBe(true);
    await a.settle();
    await askForToken(a, mona.slackId);
    expect((await asked(two, '/readyz')).status).toBe(200);
  });

  it('because its database is damaged says so, and the others go on', async () => {
    const two = await startWorkspaces({ policies: { [second]: otherPolicy } });
    writeFileSync(two.a.database.path, 'This is no database, and is longer than a header of one would be.'.repeat(20));
    two.policies.set(first, policyText());
    expect(await two.bot().takePolicy({ policy: compiled(policyText()) }, first)).toBe(false);
    expect(two.several().absent()).toEqual([
      { workspace: first, why: 'its database: the database is damaged; keep the file, and restore a copy' },
    ]);
    expect(JSON.stringify(await two.b.slack.command(mona.slackId, '/pat list'))).toContain('/pat request');
    expect((await asked(two, '/healthz')).status).toBe(200);
    // Without its file nobody waits for it any more.
    expect((await asked(two, '/readyz')).status).toBe(503);
    two.policies.delete(first);
    expect(await two.bot().takePolicy({ problems: ['the file cannot be read'] }, first)).toBe(false);
    expect((await asked(two, '/readyz')).status).toBe(200);
  });

  it('ends the start where no other can either, with what is wrong with each', async () => {
    const start = startWorkspaces({ policies: { [first]: 'organizations: none\n', [second]: '' } });
    await expect(start).rejects.toMatchObject({
      problems: [
        expect.stringContaining(`${first}: policies/${first}.yml`),
        expect.stringContaining('the file is empty'),
      ],
    });
  });
});

describe('an organization', () => {
  it('that two files name ends the start, whatever its letters, and both files are named', async () => {
    const start = startWorkspaces({
      policies: { [first]: policyText(), [second]: policyText().replace('login: acme', 'login: ACME') },
    });
    await expect(start).rejects.toMatchObject({
      problems: [
        `policies/${second}.yml: organizations: ACME is named by policies/${first}.yml too; an organization belongs to one workspace`,
      ],
    });
  });

  it('that a file comes to name while another has it is refused in words, and what was stays in force', async () => {
    const two = await startWorkspaces();
    const { b } = two;
    const both = otherPolicy.replace('organizations:\n', 'organizations:\n  - login: Acme\n    channel: C0REVIEWERS\n');
    expect(await two.bot().takePolicy({ policy: compiled(both) }, second)).toBe(false);
    await b.settle();
    // It is read again with every change of another file, and told once.
    b.moveClock(60);
    expect(await two.bot().takePolicy({ policy: compiled(both) }, second)).toBe(false);
    await b.settle();
    expect(b.slack.messagesIn('C0REVIEWERS')).toHaveLength(1);
    const told = b.slack.messagesIn('C0REVIEWERS').map(reads).join();
    expect(told).toContain(
      `policies/${second}.yml: organizations: acme is named by another workspace’s file too; an organization belongs to one workspace`,
    );
    // Whose it is, is the operator's to know.
    expect(told).not.toContain(first);
    expect(two.logLines).toContainEqual({
      level: 'error',
      what: 'a policy file names an organization of another workspace',
      fields: {
        problem: `policies/${second}.yml: organizations: acme is named by policies/${first}.yml too; an organization belongs to one workspace`,
      },
    });
    await askForToken(b, mona.slackId);
    expect(reads(cardOf(b, 'PAT-1'))).toContain(`for ${otherOrganization}`);
  });

  it('is kept for the workspace whose file names it, also while that one is not at work', async () => {
    const two = await startWorkspaces({ installed: [second] });
    const both = otherPolicy.replace('organizations:\n', 'organizations:\n  - login: Acme\n    channel: C0REVIEWERS\n');
    expect(await two.bot().takePolicy({ policy: compiled(both) }, second)).toBe(false);
    expect(await two.several().installed(installationOf(two.a))).toBe('started');
  });

  it('that two files come to name at once is neither’s', async () => {
    const two = await startWorkspaces();
    const more = (policy: string) =>
      policy.replace('organizations:\n', 'organizations:\n  - login: elsewhere\n    channel: C0REVIEWERS\n');
    two.policies.set(first, more(policyText())).set(second, more(otherPolicy));
    const taken = [first, second].map((id) =>
      two.bot().takePolicy({ policy: compiled(two.policies.get(id) ?? '') }, id),
    );
    expect(await Promise.all(taken)).toEqual([false, false]);
  });

  it('that was renamed on GitHub stays its workspace’s, also where another’s file comes to name it', async () => {
    const two = await startWorkspaces();
    const { a, b } = two;
    const found = a.github.state.organization('acme');
    if (found === undefined) throw new Error('there is no acme');
    found.account.login = 'acme-labs';
    const both = otherPolicy.replace(
      'organizations:\n',
      'organizations:\n  - login: acme-labs\n    channel: C0REVIEWERS\n',
    );
    expect(await two.bot().takePolicy({ policy: compiled(both) }, second)).toBe(true);
    await b.settle();
    expect(await b.database.rows('SELECT login FROM organizations')).toEqual([{ login: otherOrganization }]);
    expect(two.logLines).toContainEqual(
      expect.objectContaining({ fields: expect.objectContaining({ workspace: second, code: 'another_workspace' }) }),
    );
    await askForToken(b, mona.slackId, { organization: otherOrganization });
    expect(reads(cardOf(b, 'PAT-1'))).toContain(`for ${otherOrganization}`);
  });

  it('is told of by GitHub to its own workspace, and one that no policy names to none', async () => {
    const two = await startWorkspaces();
    const { a, b } = two;
    const hints = (world: typeof a) => world.database.rows("SELECT * FROM hints WHERE key NOT LIKE 'click:%'");
    a.github.addOrganization({ login: 'elsewhere', members: { mona: 'member' }, repositories: [] });
    a.github.people.createToken('mona', 'elsewhere', {
      name: 'x',
      permissions: {},
      repositorySelection: 'none',
      expiresAt: new Date(a.now() + 86_400_000),
    });
    await a.settle();
    expect([(await hints(a)).length, (await hints(b)).length]).toEqual([0, 0]);
    await makeToken(a);
    expect([(await hints(a)).length > 0, (await hints(b)).length]).toEqual([true, 0]);
  });
});
