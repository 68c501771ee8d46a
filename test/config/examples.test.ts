import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../src/config/policy-file.ts';

const root = resolve(import.meta.dirname, '../..');

describe('the examples', () => {
  const example = readFileSync(resolve(root, 'policy.example.yml'), 'utf8');

  it('the policy is one that is accepted once its ids are your own, with every key that is documented', () => {
    const own = example.replaceAll(/\b([CU])01234567(\d\d)\b/g, '$10OWNOWN$2');
    expect(parsePolicy(own, 'policy.yml')).toMatchObject({
      policy: {
        organizations: [
          {
            login: 'acme',
            channel: 'C0OWNOWN89',
            lifetime: { maxDays: 90, mayNeverExpire: false },
            reminderDays: [14, 7, 3, 1],
            lapse: { undecidedDays: 7, unusedDays: 7 },
          },
        ],
      },
    });
  });

  it('the policy is refused with the ids that it shows', () => {
    const read = parsePolicy(example, 'policy.yml');
    if (!('problems' in read)) throw new Error('it was accepted');
    expect(read.problems).toHaveLength(4);
    for (const problem of read.problems) expect(problem).toContain('of your own, in place of the example’s');
  });

  it('.env.example names every variable that is read, and no other', () => {
    const example = readFileSync(resolve(root, '.env.example'), 'utf8');
    const named = [...example.matchAll(/^(?:# )?([A-Z][A-Z_]+)=/gm)].map(([, name]) => name);
    const source = readFileSync(resolve(root, 'src/config/variables.ts'), 'utf8');
    const readNames = [...source.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name);
    const network = readFileSync(resolve(root, 'src/config/network.ts'), 'utf8');
    const ofNetwork = new Set(network.match(/\b[A-Z]+(?:_[A-Z]+)+\b/g));
    expect(named.sort()).toEqual([...readNames, ...ofNetwork].sort());
  });
});
