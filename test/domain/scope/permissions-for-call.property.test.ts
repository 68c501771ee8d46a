import fc from 'fast-check';
import { expect, it } from 'vitest';
import { looksLikeCredential } from '../../../src/domain/credential.ts';
import { knownPaths } from '../../../src/domain/scope/endpoints.ts';
import { parsePermissionValue } from '../../../src/domain/scope/permission-catalogue.ts';
import { permissionsForCall } from '../../../src/domain/scope/permissions-for-call.ts';
import { searchPermissions, suggestPermissions } from '../../../src/domain/scope/search-permissions.ts';
import { sampleCredentials } from '../../support/sample-credentials.ts';

const credential = fc.constantFrom(...sampleCredentials.map(([, text]) => text));
const path = fc.constantFrom(...knownPaths.map((known) => known.path));
const filled = fc
  .tuple(path, fc.array(fc.oneof(fc.string({ maxLength: 12 }), credential), { minLength: 1, maxLength: 6 }))
  .map(([template, values]) => {
    let at = 0;
    return template.replace(/\{[^}]*\}/g, () => values[at++ % values.length] ?? '');
  });
const option = fc.constantFrom(
  '-X',
  '-XPOST',
  '--request=PUT',
  '-H',
  '-d',
  '-sSL',
  '-u',
  '--',
  '-',
  '-f',
  '--jq',
  '\\',
);
const header = fc
  .array(fc.tuple(fc.constantFrom('contents', 'issues', 'brand_new', '__proto__'), fc.constantFrom('read', 'write')), {
    maxLength: 4,
  })
  .map((pairs) => `X-Accepted-GitHub-Permissions: ${pairs.map(([name, level]) => `${name}=${level}`).join('; ')}`);
const word = fc.oneof(
  filled,
  path,
  option,
  credential,
  credential.map((secret) => `Authorization: Bearer ${secret}`),
  credential.map((secret) => `https://mona:${secret}@api.github.com/repos/acme/website/issues`),
  credential.map((secret) => `${secret.toLowerCase().replace(/[^a-z_]/g, '')}=read`),
  header,
  fc.constantFrom('curl', 'gh', 'api', 'git', 'push', 'GET', 'post', '"', "'", '`', '/', '://', '$A/repos/x/y'),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
);
const text = fc.array(word, { maxLength: 8 }).map((words) => words.join(' '));

it('answers whatever is pasted, and repeats nothing that looks like a credential', () => {
  fc.assert(
    fc.property(text, (pasted) => {
      const said = JSON.stringify([permissionsForCall(pasted), searchPermissions(pasted)]);
      expect(looksLikeCredential(said)).toBe(false);
    }),
    { numRuns: 400 },
  );
});

it('answers a call in GitHub’s own words: no value that was filled in is among them', () => {
  const marked = fc.tuple(path, fc.constantFrom('GET ', 'curl https://api.github.com', 'gh api -f a=b ', ''));
  fc.assert(
    fc.property(marked, ([template, before]) => {
      const pasted = `${before}${template.replace(/\{[^}]*\}/g, 'Zq7')} -H "Zq7: Zq7"`;
      expect(JSON.stringify(permissionsForCall(pasted))).not.toContain('Zq7');
    }),
  );
});

it('finds only what can be asked for, at most 100, and never twice', () => {
  fc.assert(
    fc.property(text, (typed) => {
      const { repository, organization } = suggestPermissions(typed);
      const values = [...repository, ...organization].map(({ value }) => value);
      expect(values.length).toBeLessThanOrEqual(100);
      expect(new Set(values).size).toBe(values.length);
      expect(values.filter((value) => parsePermissionValue(value) === null)).toEqual([]);
    }),
    { numRuns: 100 },
  );
});
