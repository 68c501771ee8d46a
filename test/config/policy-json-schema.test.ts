import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { lines } from '../../src/cli/describe-policy.ts';
import { parsePolicy } from '../../src/config/policy-file.ts';
import { policyJsonSchema } from '../../src/config/policy-json-schema.ts';
import { keysAt } from '../../src/config/policy-schema.ts';

const root = resolve(import.meta.dirname, '../..');
const validate = new Ajv({ allErrors: true }).compile(policyJsonSchema());

const isTaken = (text: string): boolean => 'policy' in parsePolicy(text, 'policy.yml');
const isValid = (text: string): boolean => validate(parse(text));

const acme = 'organizations:\n  - login: acme\n    channel: C0ACME0001\n';

/** Every key of the schema by its path, with what stands there. */
function keysIn(node: Readonly<Record<string, unknown>>, at = ''): readonly (readonly [string, object])[] {
  const { properties = {}, items } = node as { readonly properties?: object; readonly items?: object };
  const below = Object.entries(properties).flatMap(([key, value]: [string, Readonly<Record<string, unknown>>]) => {
    const path = at === '' ? key : `${at}.${key}`;
    return [[path, value] as const, ...keysIn(value, path)];
  });
  return items === undefined ? below : [...below, ...keysIn({ ...items }, at)];
}

describe('the schema of the policy file', () => {
  it('takes the example', () => {
    const example = readFileSync(resolve(root, 'policy.example.yml'), 'utf8');
    validate(parse(example));
    expect(validate.errors ?? []).toEqual([]);
  });

  it('says of every key what it means', () => {
    const keys = keysIn(policyJsonSchema() as Readonly<Record<string, unknown>>);
    expect(keys.length).toBeGreaterThan(15);
    expect(keys.filter(([, value]) => !('description' in value)).map(([path]) => path)).toEqual([]);
  });

  it.each([
    acme,
    `${acme}people:\nmachine_users:\n`,
    `${acme}    rules: []\n    reviewers: [owners]\n    approvals: 1\n`,
    `${acme}    lifetime: { max_days: 366, never_expires: true }\n    reminders: []\n`,
    `${acme}    drift: { then: revoke }\n    lapse: { unused_days: 1 }\n`,
    `${acme}people:\n  U0MONA00001: mona-lisa_acme\n`,
  ])('takes what a start takes: %j', (text) => {
    expect(isTaken(text)).toBe(true);
    validate(parse(text));
    expect(validate.errors ?? []).toEqual([]);
  });

  it.each([
    'people: {}\n',
    'organizations: []\n',
    'organizations:\n  - login: acme\n',
    'organizations:\n  - channel: C0ACME0001\n',
    acme.replace('acme', '"@acme"'),
    acme.replace('acme', '42'),
    acme.replace('C0ACME0001', '"#reviewers"'),
    `${acme}    lifetime: 90\n`,
    `${acme}    lifetime: { max_days: 0 }\n`,
    `${acme}    lifetime: { max_days: 367 }\n`,
    `${acme}    lifetime: { max_days: 1.5 }\n`,
    `${acme}    lifetime: { max_days: "90" }\n`,
    `${acme}    lifetime: { never_expires: "no" }\n`,
    `${acme}    reminders: 7\n`,
    `${acme}    reminders: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]\n`,
    `${acme}    drift: { then: keep }\n`,
    `${acme}    reviewers: [mona]\n`,
    `${acme}    reviewers: []\n`,
    `${acme}    approvals: 9\n`,
    `${acme}    rules: [anything]\n`,
    `${acme}    chanel: C0ACME0001\n`,
    `${acme}persons: {}\n`,
    `${acme}people:\n  mona: U0MONA00001\n`,
    `${acme}people:\n  U0MONA00001: 42\n`,
    `${acme}machine_users:\n  acme-ci: mona\n`,
  ])('refuses what a start refuses: %j', (text) => {
    expect(isTaken(text)).toBe(false);
    expect(isValid(text)).toBe(false);
  });
});

describe('what policy check prints', () => {
  it('has a line for every key of an organization', () => {
    const below = (path: readonly PropertyKey[], at: string): readonly string[] =>
      keysAt(path).flatMap((key) => {
        const keys = keysAt([...path, key]);
        // Where nothing is below a key, the keys around it are answered.
        const isLeaf = keys.length === 0 || keys.includes(key);
        return isLeaf ? [at + key] : below([...path, key], `${at}${key}.`);
      });
    const keys = below(['organizations', 0], '').filter((key) => key !== 'login');
    expect(keys.length).toBeGreaterThan(8);
    expect(lines.map(({ key }) => key).toSorted()).toEqual(keys.toSorted());
  });
});
