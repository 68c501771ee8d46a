import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { organization } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { examine } from '../../src/doctor/examine.ts';
import { worldFor } from '../support/start-program.ts';

describe('classic tokens, for whoever sets it up', () => {
  it('are said to be out of sight where they may be requested, and in sight with SSO and the permission', async () => {
    const { environment, cwd, world } = await worldFor();
    const look = async () => {
      const here = { POLICY_FILE: join(cwd, 'policy.yml'), DATABASE_URL: `file:${join(cwd, 'data/countersign.db')}` };
      const found = await examine({ ...environment, ...here }, process.version);
      const rows = found.filter(({ what }) => what === `${organization}: classic tokens`);
      const surplus = found.find(({ what }) => what === 'GitHub: permissions');
      return [...rows.map((row) => `${row.is}: ${row.found}`), surplus?.is];
    };
    expect(await look()).toEqual(['right']);
    writeFileSync(join(cwd, 'policy.yml'), world.policy.replace('people:', '    classic: { allowed: true }\npeople:'));
    expect(await look()).toEqual(['note: we can’t see them: the App may not read them', 'right']);
    world.github.state.app.permissions.organization_administration = 'read';
    expect(await look()).toEqual([
      'note: we can’t see them: GitHub shows them only to organizations with SAML SSO',
      'right',
    ]);
    const acme = world.github.state.organization(organization);
    if (acme === undefined) throw new Error('no organization');
    acme.credentials = [];
    expect(await look()).toEqual(['right: those that are authorized can be listed', 'right']);
  });
});
