import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtProgram } from '../support/built-program.ts';
import { commandHere } from '../support/command-here.ts';
import { installed, temporaryFolder } from '../support/start-program.ts';

const root = resolve(import.meta.dirname, '../..');

/** The file of `bin`, in the bundle of an installation, as a shell would run it. */
function countersign(words: readonly string[], cwd = temporaryFolder(), folder = builtProgram()) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'src/countersign.js'), ...words], {
    cwd,
    encoding: 'utf8',
    env: {},
  });
  return { status, stdout, stderr };
}

/** The same in this process. */
const here = (words: readonly string[], cwd = temporaryFolder()) => commandHere({ cwd }, ...words);

function folderWith(policy: string): string {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'policy.yml'), policy);
  return cwd;
}

const smallest = 'organizations:\n  - login: acme\n    channel: C0ACME0001\n';

describe('the command line', () => {
  const { bin, scripts, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly bin: Readonly<Record<string, string>>;
    readonly scripts: Readonly<Record<string, string>>;
    readonly version: string;
  };

  it('is the one bin of the package, which Node runs, and what the npm scripts call', () => {
    expect(bin).toEqual({ countersign: 'src/countersign.js' });
    expect(readFileSync(join(root, 'src/countersign.js'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
    const called = [
      'start',
      'sandbox',
      'manifest',
      'setup',
      'doctor',
      'verify-audit',
      'move-to-postgres',
      'backup',
      'policy',
    ];
    const elsewhere = called.filter((name) => !/^(?:exec )?node src\/countersign\.js /.test(scripts[name] ?? ''));
    expect(elsewhere).toEqual([]);
  });

  it('says its version, and helps', () => {
    expect(countersign(['--version'])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
    expect(countersign(['help', 'backup'])).toMatchObject({ status: 0, stderr: '' });
  });

  it('ends with 2 and does nothing where it is called in a way that can’t be meant', async () => {
    expect(await here([])).toMatchObject({ status: 2, stdout: '' });
    expect(countersign(['doktor'])).toEqual({
      status: 2,
      stdout: '',
      stderr: `countersign: unknown command 'doktor'; did you mean doctor? "countersign --help" says more.\n`,
    });
    expect(await here(['backup', '--forse'])).toMatchObject({ status: 2, stdout: '' });
  });

  it('prints nothing of an old bundle into what another program reads', () => {
    const folder = installed({ build: true });
    appendFileSync(join(folder, 'src/domain/ids.ts'), '\n// One letter more.\n');
    expect(countersign(['manifest', '--socket'], undefined, folder)).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^display_information:/),
      stderr: '',
    });
  });

  it('says in a sentence where there is no sandbox', () => {
    expect(countersign(['sandbox'])).toEqual({
      status: 1,
      stdout: '',
      stderr:
        'The sandbox is not a part of this installation: clone the repository, run npm install there, then npm run sandbox.\n',
    });
  });

  it('says so as well where the packages that only development needs are not there', () => {
    const folder = installed({ build: true });
    mkdirSync(join(folder, 'sandbox/page'), { recursive: true });
    writeFileSync(join(folder, 'sandbox/page/run-sandbox.ts'), "import 'a-package-of-development';\n");
    expect(countersign(['sandbox'], undefined, folder)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('not a part of this installation'),
    });
  });
});

describe('manifest', () => {
  it.each([
    { words: [], says: 'say how Slack reaches you: --socket, or --url https://… with your own address.' },
    {
      words: ['--socket', '--url', 'https://tokens.acme.test'],
      says: 'choose --socket or --url: in Socket Mode Slack posts to no address.',
    },
    { words: ['--url', 'tokens.acme.test'], says: '--url must be an address, like https://tokens.example.com.' },
    {
      words: ['--url', 'http://tokens.acme.test'],
      says: '--url must begin with https://, since Slack posts to nothing else.',
    },
    {
      words: ['--url', 'https://mona:hush@tokens.acme.test'],
      says: '--url must not hold a user name or a password.',
    },
    {
      words: ['--url', 'https://tokens.acme.test/slack/events'],
      says: '--url must be the address alone, without a path: https://tokens.acme.test.',
    },
    {
      words: ['--socket', '--command', 'pat'],
      says: '--command must be a slash and up to 31 small letters, digits, hyphens or underscores, like /tokens; a letter or digit comes first.',
    },
  ])('refuses $words with what to say instead', async ({ words, says }) => {
    expect(await here(['manifest', ...words])).toEqual({
      status: 2,
      stdout: '',
      stderr: `countersign manifest: ${says}\n`,
    });
  });

  it('takes an address with a port', async () => {
    const { stdout } = await here(['manifest', '--url', 'https://tokens.acme.test:8443/']);
    expect(stdout).toContain('https://tokens.acme.test:8443/slack/events');
    expect(stdout).not.toContain('example.com');
  });
});

describe('policy check', () => {
  it('says what the smallest policy means, and what of it is a default', () => {
    expect(countersign(['policy', 'check'], folderWith(smallest))).toEqual({
      status: 0,
      stderr: '',
      stdout: [
        'A start can use policy.yml.',
        '',
        'acme',
        '  Slack channel               C0ACME0001',
        '  language                    English (default)',
        '  audit channel               none (default)',
        '  identities                  the identity provider is not asked (default)',
        '  mode                        enforce (default)',
        '  longest lifetime            90 days (default)',
        '  no expiry                   may not be requested (default)',
        '  reminders                   14, 7, 3 and 1 days before a token expires, and on the day itself (default)',
        '  a wider token               waits 3 days to be accepted or narrowed (default)',
        '  after that                  we tell the channel once more (default)',
        '  after leaving               we tell the channel about the tokens (default)',
        '  weekly digest               on Monday at 09:00 (default)',
        '  its time zone               UTC (default)',
        '  an unused token             we ask nobody about it (default)',
        '  without answer              we ask the owners after 14 days (default)',
        '  classic tokens              may not be requested (default)',
        '  their reasons               outside_contributor, outside_collaborator, several_organizations, packages, checks, own_projects and enterprise (default)',
        '  an open request             times out after 7 days without a decision (default)',
        '  an approval                 times out after 7 days without a token (default)',
        '  a renewal                   is decided by the reviewers like any request (default)',
        '  reviewers                   the organization’s owners (default)',
        '  undecided for               nobody else may decide (default)',
        '  then also decide            nobody (default)',
        '  approvals                   one reviewer is enough (default)',
        '  of high risk                2 reviewers have to approve, as far as so many could (default)',
        '  of critical risk            2 reviewers have to approve, as far as so many could (default)',
        '  before a critical approval  nobody has to sign in at GitHub (default)',
        '  one person approves         at most 20 in ten minutes (default)',
        '  one person requests         at most 50 a day (default)',
        '  all members request         at most 1000 a day (default)',
        '  rules                       none: people decide (default)',
        '',
        'It names no people and no machine users.',
        '',
      ].join('\n'),
    });
  });

  it('marks no default where the file says the same', async () => {
    const cwd = folderWith(
      `${smallest}    lifetime: { max_days: 90 }\n    reminders: [1]\npeople:\n  U0MONA00001: mona\n`,
    );
    const { stdout } = await here(['policy', 'check'], cwd);
    expect(stdout).toContain('longest lifetime            90 days\n');
    expect(stdout).toContain('may not be requested (default)');
    expect(stdout).toContain('1 day before a token expires, and on the day itself\n');
    expect(stdout).toContain('It names 1 person and no machine users.');
  });

  it('says everything that is wrong, by file, line and column', () => {
    const cwd = folderWith('organizations:\n  - login: "@acme"\n    chanel: C0ACME0001\n    approvals: 9\n');
    const { status, stdout, stderr } = countersign(['policy', 'check'], cwd);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr.split('\n')).toEqual([
      expect.stringMatching(/^policy\.yml:2:5: organizations\.0\.channel: is missing; it must be a Slack channel id/),
      expect.stringMatching(/^policy\.yml:2:12: organizations\.0\.login: must be a GitHub login/),
      expect.stringMatching(
        /^policy\.yml:3:5: organizations\.0\.chanel: is not a key of the policy; did you mean channel\?$/,
      ),
      expect.stringMatching(
        /^policy\.yml:4:16: organizations\.0\.approvals: must be a whole number from 1 to 5; it is 9$/,
      ),
      '',
    ]);
  });

  it('prints either as JSON for scripts', async () => {
    const cwd = folderWith(smallest);
    writeFileSync(join(cwd, 'bad.yml'), 'organizations: []\n');
    const good = await here(['policy', 'check', '--json'], cwd);
    expect(good.status).toBe(0);
    expect(JSON.parse(good.stdout)).toMatchObject({
      isUsable: true,
      organizations: [{ login: 'acme', lifetime: { maxDays: 90 }, defaults: expect.arrayContaining(['reminders']) }],
    });
    const bad = await here(['policy', 'check', 'bad.yml', '--json'], cwd);
    expect(bad.status).toBe(1);
    expect(JSON.parse(bad.stdout)).toEqual({
      file: 'bad.yml',
      isUsable: false,
      problems: [expect.stringMatching(/^bad\.yml:1:16: organizations: must be a list with an entry/)],
    });
  });

  it('reads the file that a start would read, and says where it can’t', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, '.env'), 'POLICY_FILE=elsewhere.yml\n');
    expect(await here(['policy', 'check'], cwd)).toEqual({
      status: 1,
      stdout: '',
      stderr: 'POLICY_FILE: the file elsewhere.yml cannot be read\n',
    });
    expect(await here(['policy', 'check', 'nope.yml'], cwd)).toEqual({
      status: 1,
      stdout: '',
      stderr: 'the file nope.yml cannot be read\n',
    });
    writeFileSync(join(cwd, 'elsewhere.yml'), smallest);
    expect((await here(['policy', 'check'], cwd)).stdout).toContain('A start can use elsewhere.yml.');
  });
});
