import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parsePolicy, readPolicyFile } from '../../src/config/policy-file.ts';

const acme = 'organizations:\n  - login: acme\n    channel: C0REVIEWERS\n';

function problems(text: string): readonly string[] {
  const read = parsePolicy(text, 'policy.yml');
  return 'problems' in read ? read.problems : [];
}

function policy(text: string) {
  const read = parsePolicy(text, 'policy.yml');
  if ('problems' in read) throw new Error(read.problems.join('\n'));
  return read.policy;
}

describe('a policy', () => {
  it('takes what GitHub takes for logins, in organizations, people and machine users', () => {
    const names = ['mona_acme', '-mona', 'mona-', 'm', '0123456789', 'acme-ci[bot]', 'a'.repeat(60)];
    for (const name of names) {
      const read = policy(
        `organizations: [{ login: "${name}", channel: C0REVIEWERS }]\npeople: { U0MONA: "${name}" }\nmachine_users: { "${name}": U0MONA }\n`,
      );
      expect(read.organizations[0]?.login).toBe(name);
      expect([...read.people.values()]).toEqual([name]);
      expect([...read.machineUsers.keys()]).toEqual([name]);
    }
  });

  it.each(['people:\n', 'people: {}\n', 'machine_users:\n', 'people: ~\nmachine_users: null\n', ''])(
    'has nobody in it where a list of people is left empty: %j',
    (text) => {
      expect(policy(acme + text)).toMatchObject({ people: new Map(), machineUsers: new Map() });
    },
  );

  it('takes anchors, aliases and merged maps', () => {
    const read = policy(`organizations:
  - &usual
    login: acme
    channel: C0REVIEWERS
    lifetime: &short { max_days: 30 }
    reminders: &days [7, 1]
  - <<: *usual
    login: globex
    reminders: *days
  - { login: initech, channel: C0OTHERS, lifetime: *short }
`);
    expect(read.organizations).toMatchObject([
      { login: 'acme', channel: 'C0REVIEWERS', lifetime: { maxDays: 30 }, reminderDays: [7, 1] },
      { login: 'globex', channel: 'C0REVIEWERS', lifetime: { maxDays: 30 }, reminderDays: [7, 1] },
      { login: 'initech', channel: 'C0OTHERS', lifetime: { maxDays: 30 }, reminderDays: [14, 7, 3, 1] },
    ]);
  });

  it('is read with a byte order mark and line breaks of Windows', () => {
    const folder = mkdtempSync(join(tmpdir(), 'countersign-policy-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const path = join(folder, 'policy.yml');
    writeFileSync(path, `\ufeff${acme.replaceAll('\n', '\r\n')}`);
    expect(readPolicyFile(path)).toMatchObject({ policy: { organizations: [{ login: 'acme' }] } });
    writeFileSync(path, Buffer.from(acme, 'utf16le'));
    expect(readPolicyFile(path)).toEqual({ problems: [`${path} is saved as UTF-16; save it as UTF-8`] });
  });
});

describe('a policy that is wrong is refused by line, column and key, with what would be right', () => {
  it.each([
    {
      what: 'an unknown key near a known one',
      text: 'organizations:\n  - login: acme\n    chanel: C0REVIEWERS\n    channel: C0REVIEWERS\n',
      said: ['3:5: organizations.0.chanel: is not a key of the policy; did you mean channel?'],
    },
    {
      what: 'an unknown key',
      text: `${acme}    lapse: { minutes: 3 }\nowners: []\n`,
      said: [
        '4:14: organizations.0.lapse.minutes: is not a key of the policy; the keys here are undecided_days, unused_days',
        '5:1: owners: is not a key of the policy; the keys here are organizations, people, machine_users',
      ],
    },
    {
      what: 'a missing key',
      text: 'organizations:\n  - login: acme\n',
      said: ['2:5: organizations.0.channel: is missing; it must be a Slack channel id, like C0123456789'],
    },
    {
      what: 'a name in place of an id',
      text: 'organizations:\n  - { login: acme, channel: "#reviews" }\n',
      said: ['2:29: organizations.0.channel: must be a Slack channel id, like C0123456789; it is "#reviews"'],
    },
    {
      what: 'the example’s ids',
      text: 'organizations:\n  - { login: acme, channel: C0123456789 }\npeople:\n  U0123456789: mona\nmachine_users:\n  acme-ci: U0123456780\n',
      said: [
        '2:29: organizations.0.channel: must be a Slack channel id of your own, in place of the example’s; it is "C0123456789"',
        '4:3: people.U0123456789: the key must be a Slack user id of your own, in place of the example’s; it is "U0123456789"',
        '6:12: machine_users.acme-ci: must be a Slack user id of your own, in place of the example’s; it is "U0123456780"',
      ],
    },
    {
      what: 'a login of digits',
      text: `${acme}people:\n  U0MONA: 12345\n  U0BEA: true\n`,
      said: [
        '5:11: people.U0MONA: must be a GitHub login; put it in quotation marks, since YAML takes it for something else; it is 12345',
        '6:10: people.U0BEA: must be a GitHub login; put it in quotation marks, since YAML takes it for something else; it is true',
      ],
    },
    {
      what: 'what can be no login',
      text: `${acme}people:\n  U0MONA: "@mona"\n  U0BEA: https://github.com/bea\n  U0DAN:\n  U0CARL: [carl]\n`,
      said: [
        '5:11: people.U0MONA: must be a GitHub login, without @ and without an address; it is "@mona"',
        '6:10: people.U0BEA: must be a GitHub login, without @ and without an address; it is "https://github.com/bea"',
        '7:9: people.U0DAN: must be a GitHub login, without @ and without an address; it is empty',
        '8:11: people.U0CARL: must be a GitHub login, without @ and without an address; it is a list',
      ],
    },
    {
      what: 'keys and values the wrong way round',
      text: `${acme}people:\n  mona: U0MONA\nmachine_users:\n  "acme ci": mona\n`,
      said: [
        '5:3: people.mona: the key must be a Slack user id, like U0123456789; it is "mona"',
        '7:3: machine_users.acme ci: the key must be a GitHub login, without @ and without an address; it is "acme ci"',
      ],
    },
    {
      what: 'one login for two people',
      text: `${acme}people:\n  U0MONA: mona\n  U0BEA: Mona\nmachine_users: { acme-ci: U0MONA, Acme-CI: U0BEA }\n`,
      said: [
        '6:10: people.U0BEA: gives a login to a second person; U0MONA has it already',
        '7:44: machine_users.Acme-CI: is the same login as acme-ci above',
      ],
    },
    {
      what: 'an organization twice',
      text: 'organizations:\n  - { login: acme, channel: C0REVIEWERS }\n  - { login: Acme, channel: C0REVIEWERS }\n',
      said: ['3:5: organizations.1: names an organization that is named above'],
    },
    {
      what: 'numbers that are none',
      text: `${acme}    lifetime: { max_days: 400, never_expires: no }\n    reminders: [1, 2.5, "3"]\n    lapse: { unused_days: }\n`,
      said: [
        '4:27: organizations.0.lifetime.max_days: must be a whole number of days from 1 to 366; it is 400',
        '4:47: organizations.0.lifetime.never_expires: must be true or false; it is "no"',
        '5:20: organizations.0.reminders.1: must be a whole number of days from 1 to 366; it is 2.5',
        '5:25: organizations.0.reminders.2: must be a whole number of days from 1 to 366; it is "3"',
        '6:27: organizations.0.lapse.unused_days: must be a whole number of days from 1 to 366; it is empty',
      ],
    },
    {
      what: 'too many reminders, and none by an empty key',
      text: `${acme}    reminders: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]\n  - login: globex\n    channel: C0REVIEWERS\n    reminders:\n`,
      said: [
        '4:16: organizations.0.reminders: must be a list of ten days at most; it is a list',
        '7:15: organizations.1.reminders: must be a list of days, like [14, 7, 3, 1]; it is empty',
      ],
    },
    {
      what: 'what this version can’t do',
      text: `${acme}    approvals: 9\n    reviewers: [team]\n    rules: [{ when: always }]\n    drift: { then: keep }\n`,
      said: [
        '4:16: organizations.0.approvals: must be a whole number from 1 to 5; it is 9',
        '5:17: organizations.0.reviewers.0: must be owners, repository-admins, team:SLUG, slack:S0123456789 or user:LOGIN; it is "team"',
        '6:13: organizations.0.rules.0.name: is missing; it must be a text of 1 to 60 characters',
        '6:13: organizations.0.rules.0.reason: is missing; it must be a text of 1 to 200 characters',
        '6:13: organizations.0.rules.0.then: is missing; it must be a map of keys and values',
        '6:21: organizations.0.rules.0.when: must be a map of keys and values; it is "always"',
        '7:20: organizations.0.drift.then: must be revoke or remind; it is "keep"',
      ],
    },
    {
      what: 'reviewers whom nobody could be',
      text: `${acme}    reviewers: ["user:mona", "slack:S0123456789"]\n    escalation: { after_hours: 0, to: [everybody] }\n`,
      said: [
        '4:30: organizations.0.reviewers.1: must have a Slack user group’s id of your own, in place of the example’s; it is "slack:S0123456789"',
        '5:32: organizations.0.escalation.after_hours: must be a whole number of hours from 1 to 720; it is 0',
        '5:40: organizations.0.escalation.to.0: must be owners, repository-admins, team:SLUG, slack:S0123456789 or user:LOGIN; it is "everybody"',
      ],
    },
    {
      what: 'a named reviewer who is not in people, wherever one is named',
      text: `${acme}    reviewers: ["user:mona"]\n    escalation: { after_hours: 4, to: ["user:bea"] }\n    rules: [{ name: R, reason: r, then: { reviewers: ["user:dan"] } }]\npeople:\n  U0MONA1: Mona\n`,
      said: [
        '5:40: organizations.0.escalation.to.0: names a login that is not in people',
        '6:55: organizations.0.rules.0.then.reviewers.0: names a login that is not in people',
      ],
    },
    {
      what: 'a mistake behind an alias',
      text: 'organizations:\n  - &usual\n    login: acme\n    channel: reviews\n  - <<: *usual\n    login: globex\n',
      said: [
        '4:14: organizations.0.channel: must be a Slack channel id, like C0123456789; it is "reviews"',
        '4:14: organizations.1.channel: must be a Slack channel id, like C0123456789; it is "reviews"',
      ],
    },
    {
      what: 'no organization',
      text: 'organizations: []\n',
      said: ['1:16: organizations: must be a list with an entry for each organization; it is a list'],
    },
    {
      what: 'people alone',
      text: 'people: {}\n',
      said: ['1:1: organizations: is missing; it must be a list with an entry for each organization'],
    },
    { what: 'a list', text: '- acme\n', said: ['1:1: the file: must be a map of keys and values; it is a list'] },
    { what: 'a word', text: 'acme\n', said: ['1:1: the file: must be a map of keys and values; it is "acme"'] },
  ])('$what', ({ text, said }) => {
    expect(problems(text)).toEqual(said.map((one) => `policy.yml:${one}`));
  });

  it.each(['', '\n', '# only a comment\n', '---\n'])('nothing at all: %j', (text) => {
    expect(problems(text)).toEqual(['policy.yml: the file is empty; policy.example.yml shows what stands in it']);
  });
});

describe('a policy that is no YAML is refused by line and column, in our words', () => {
  const bomb = `a: &a [x, x]\n${['b', 'c', 'd', 'e']
    .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcd'[index]}`).join(', ')}]`)
    .join('\n')}\n`;
  it.each([
    {
      what: 'an open bracket',
      text: 'organizations: [',
      said: '1:17: is not valid YAML: this line is not indented as those around it, or a bracket',
    },
    {
      what: 'a tab',
      text: 'organizations:\n\t- login: acme\n',
      said: '2:1: is not valid YAML: this line is indented by a tab; use spaces',
    },
    {
      what: 'a key twice',
      text: `${acme}people: {}\npeople: {}\n`,
      said: '5:1: is not valid YAML: this key stood here before',
    },
    {
      what: 'a colon in a value',
      text: 'organizations: acme: globex\n',
      said: '1:16: is not valid YAML: there are two values on one line',
    },
    {
      what: 'an open quotation mark',
      text: 'organizations: "acme\n',
      said: 'is not valid YAML: something is missing: a quotation mark',
    },
    {
      what: 'a login with @',
      text: `${acme}people:\n  U0MONA: @mona\n`,
      said: '5:11: is not valid YAML: a value that begins with this character has to stand in quotation marks',
    },
    {
      what: 'two documents',
      text: `${acme}---\npeople: {}\n`,
      said: '4:1: is not valid YAML: the file goes on after "---"',
    },
    {
      what: 'a tag',
      text: 'organizations: !!js/function "x"\n',
      said: '1:16: is not valid YAML: a tag (with !) is not known here',
    },
    {
      what: 'an alias of nothing',
      text: 'organizations: *none\n',
      said: '1:16: is not valid YAML: this alias stands for nothing',
    },
    { what: 'a list for a key', text: '? [a, b]\n: c\n', said: '1:3: is not valid YAML: this can’t be a key' },
    {
      what: 'a key of JavaScript’s',
      text: `${acme}people: { __proto__: mona }\n`,
      said: '4:11: is not valid YAML: this can’t be a key',
    },
    {
      what: 'aliases of aliases of aliases',
      text: bomb,
      said: '1:1: is not valid YAML: its aliases stand for too much',
    },
    {
      what: 'an alias in itself',
      text: 'organizations: &a [*a]\n',
      said: '1:20: organizations.0: must be a map of keys and values; it is a list',
    },
    { what: 'a thousand brackets', text: '['.repeat(3_000), said: 'is not valid YAML: ' },
    {
      what: 'more than 1 MiB',
      text: `# ${'x'.repeat(1024 * 1024)}`,
      said: '1:1: is not valid YAML: it is larger than 1 MiB',
    },
  ])('$what', ({ text, said }) => {
    const [first = '', ...more] = problems(text);
    expect(first.startsWith('policy.yml:')).toBe(true);
    expect(first).toContain(said);
    expect(more.length).toBeLessThan(3);
  });
});

it('no complaint repeats a credential, wherever it was pasted', () => {
  const secret = `ghp_${'a1B2'.repeat(9)}`;
  const files = [
    `organizations: [{ login: acme, channel: ${secret} }]\n`,
    `organizations: [{ login: acme, channel: C0REVIEWERS, ${secret}: 1 }]\n`,
    `${acme}people: { ${secret}: mona, U0MONA: "@${secret}" }\n`,
    `${acme}machine_users: { "x ${secret}": ${secret} }\n`,
    `${acme}    reminders: [${secret}]\n`,
    `organizations: ["${secret}\n`,
    `*${secret}: 1\n`,
    `${'x'.repeat(30)}${secret}\n`,
  ];
  for (const text of files) {
    const all = problems(text);
    expect(all.length).toBeGreaterThan(0);
    expect(all.join('\n')).not.toContain(secret.slice(0, 12));
  }
  expect(readPolicyFile(secret)).toEqual({
    problems: ['POLICY_FILE: the file [removed: looked like a credential] cannot be read'],
  });
});
