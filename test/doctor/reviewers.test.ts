import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { examine } from '../../src/doctor/examine.ts';
import { worldFor } from '../support/start-program.ts';

type World = Awaited<ReturnType<typeof worldFor>>['world'];

async function rowOf(key: string, named: string, prepare: (world: World) => void = () => undefined) {
  const { world, environment, cwd } = await worldFor();
  prepare(world);
  writeFileSync(join(cwd, 'policy.yml'), world.policy.replace('people:', `    ${key}\npeople:`));
  const here = { POLICY_FILE: join(cwd, 'policy.yml'), DATABASE_URL: `file:${join(cwd, 'data/countersign.db')}` };
  const found = await examine({ ...environment, ...here }, process.version);
  return found.find(({ what }) => what === `acme: ${named}`);
}

const team = 'reviewers: ["team:security"]';
const group = 'escalation: { after_hours: 4, to: ["slack:S0ONCALL001"] }';
const rule = 'rules: [{ name: R, reason: r, when: { requester: ["team:builders"] }, then: { outcome: allow } }]';

describe('whom the policy names besides the owners, says doctor,', () => {
  it.each<[string, string, string, (world: World) => void, RegExp]>([
    ['is no team of GitHub’s', team, 'team:security', () => undefined, /wrong.*no such team.*Correct its name/],
    [
      'is a team in which nobody could decide',
      team,
      'team:security',
      ({ github }) => {
        github.people.addUser('nobody-here');
        github.state.setTeam('acme', 'security', ['nobody-here']);
      },
      /wrong.*none of its 1 is linked.*the owners decide.*\/pat link/,
    ],
    [
      'is a team with somebody who could',
      team,
      'team:security',
      ({ github }) => github.state.setTeam('acme', 'security', ['dan-dev']),
      /right.*dan-dev/,
    ],
    ['is no group of Slack’s', group, 'slack:S0ONCALL001', () => undefined, /wrong.*no such user group/],
    [
      'is a group, and Slack’s plan has none',
      group,
      'slack:S0ONCALL001',
      ({ slack }) => {
        slack.state.groups = null;
      },
      /wrong.*plan_upgrade_required.*paid plans/,
    ],
    ['is a team of a rule that is gone', rule, 'team builders of a rule', () => undefined, /wrong.*no such team/],
  ])('%s', async (_, key, named, prepare, said) => {
    expect(JSON.stringify(await rowOf(key, named, prepare))).toMatch(said);
  });
});
