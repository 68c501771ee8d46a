import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../src/config/policy-file.ts';

const root = resolve(import.meta.dirname, '../..');

describe('the examples', () => {
  it('the policy is one that is accepted, with every key that is documented', () => {
    const read = parsePolicy(readFileSync(resolve(root, 'policy.example.yml'), 'utf8'), 'policy.example.yml');
    expect(read).toMatchObject({
      policy: {
        organizations: [
          {
            login: 'acme',
            channel: 'C0123456789',
            lifetime: { maxDays: 90, mayNeverExpire: false },
            reminderDays: [14, 7, 3, 1],
            lapse: { undecidedDays: 7, unusedDays: 7 },
          },
        ],
      },
    });
  });

  it('.env.example names every variable that is read, and no other', () => {
    const example = readFileSync(resolve(root, '.env.example'), 'utf8');
    const named = [...example.matchAll(/^(?:# )?([A-Z][A-Z_]+)=/gm)].map(([, name]) => name);
    const source = readFileSync(resolve(root, 'src/config/environment.ts'), 'utf8');
    const readNames = [...source.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name);
    expect(named.sort()).toEqual(readNames.sort());
  });
});
