import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDocument, visit } from 'yaml';
import { complaint } from '../src/config/complaint.ts';
import { readEnvironment } from '../src/config/environment.ts';
import { parsePolicy, readPolicyFile } from '../src/config/policy-file.ts';
import { canaries, canariesIn } from './support/canaries.ts';

const root = resolve(import.meta.dirname, '..');
const read = (name: string): string => readFileSync(resolve(root, name), 'utf8');
const variables = [...read('.env.example').matchAll(/^#?\s*([A-Z][A-Z_]+)=/gm)].map(([, name = '']) => name);
const example = read('policy.example.yml');

function problemsOf(result: object): readonly string[] {
  return 'problems' in result ? (result.problems as readonly string[]) : [];
}

/** The example policy with the secret in the place of its `at`th key or value. */
function policyWith(secret: string, at: number): string | null {
  const document = parseDocument(example);
  let seen = -1;
  let isPut = false;
  visit(document, {
    Scalar: (_, node) => {
      seen += 1;
      if (seen !== at) return undefined;
      node.value = secret;
      isPut = true;
      return visit.BREAK;
    },
  });
  return isPut ? document.toString({ lineWidth: 0 }) : null;
}

describe.each(canaries)('$name in the wrong place', ({ secret, name }) => {
  it.each(variables)('of %s is not said again by a start that can’t be', (variable) => {
    const said = complaint(problemsOf(readEnvironment({ [variable]: secret })));
    expect(said).toContain('is not set');
    expect(canariesIn(said)).toEqual([]);
  });

  it('of the policy’s path is not said again', () => {
    const said = complaint(problemsOf(readPolicyFile(secret)));
    expect(said).toContain('POLICY_FILE');
    expect(canariesIn(said)).toEqual([]);
  });

  it('of any key or value of the policy is not said again', () => {
    let at = 0;
    let complaints = 0;
    for (let text = policyWith(secret, at); text !== null; text = policyWith(secret, at)) {
      const problems = problemsOf(parsePolicy(text, 'policy.yml'));
      complaints += problems.length;
      expect(canariesIn(complaint(problems)), `${name} at ${at}`).toEqual([]);
      at += 1;
    }
    expect(at).toBeGreaterThan(30);
    expect(complaints).toBeGreaterThan(20);
  });
});

it('finds every key and value of the example', () => {
  const document = parseDocument(example);
  let scalars = 0;
  visit(document, {
    Scalar: () => {
      scalars += 1;
    },
  });
  expect(policyWith('x', scalars - 1)).not.toBeNull();
  expect(policyWith('x', scalars)).toBeNull();
});

it('leaves what is no credential as it is', () => {
  expect(complaint(['policy.yml:3: organizations.0.chanel: is not a key of the policy'])).toBe(
    'Countersign cannot start:\n  - policy.yml:3: organizations.0.chanel: is not a key of the policy\n',
  );
});
