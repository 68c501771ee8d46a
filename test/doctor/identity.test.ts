import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { provision } from '@countersign/sandbox-github/external-identities';
import { organization } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { examine } from '../../src/doctor/examine.ts';
import { worldFor } from '../support/start-program.ts';

type Patient = Awaited<ReturnType<typeof worldFor>>;

async function rows({ environment, cwd }: Patient, what: string) {
  const here = { POLICY_FILE: join(cwd, 'policy.yml'), DATABASE_URL: `file:${join(cwd, 'data/countersign.db')}` };
  const found = await examine({ ...environment, ...here }, process.version);
  return found.filter((row) => row.what === what);
}

async function relying(isSaml = true): Promise<Patient> {
  const patient = await worldFor();
  const relies = isSaml ? '    identity: { saml: true }\npeople:' : 'people:';
  writeFileSync(join(patient.cwd, 'policy.yml'), patient.world.policy.replace('people:', relies));
  return patient;
}

describe('a policy that relies on an identity provider', () => {
  const provider = `${organization}: identity provider`;

  it('is told where GitHub shows none to an App', async () => {
    const [row] = await rows(await relying(), provider);
    expect(row).toMatchObject({ is: 'wrong' });
    expect(JSON.stringify(row)).toContain('it is the enterprise’s');
    expect(JSON.stringify(row)).toContain('/pat link');
  });

  it('is told how many members it knows', async () => {
    const patient = await relying();
    provision(patient.world.github.state, organization, 'mona', { login: 'mona', nameId: 'mona@acme.test' });
    provision(patient.world.github.state, organization, 'new', { login: null, nameId: 'new@acme.test' });
    const [row] = await rows(patient, provider);
    expect(JSON.stringify(row)).toContain('it knows 1 member');
    expect(JSON.stringify(row)).not.toContain('@acme.test');
  });

  it('is told that the bot can’t read addresses, and with the scope all is right', async () => {
    const patient = await relying();
    const [before] = await rows(patient, 'Slack: scopes');
    expect(JSON.stringify(before)).toMatch(/missing: users:read\.email.*Add users:read\.email under OAuth/);
    patient.world.slack.state.scopes = [...patient.world.slack.state.scopes, 'users:read.email'];
    const [after] = await rows(patient, 'Slack: scopes');
    expect(after).toMatchObject({ is: 'right' });
  });

  it('has no such row where it does not, and the scope is one too many', async () => {
    const patient = await relying(false);
    patient.world.slack.state.scopes = [...patient.world.slack.state.scopes, 'users:read.email'];
    expect(await rows(patient, provider)).toEqual([]);
    const [row] = await rows(patient, 'Slack: scopes');
    expect(JSON.stringify(row)).toContain('more than needed: users:read.email');
  });
});
