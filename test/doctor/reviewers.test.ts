import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cast, channel } from '@countersign/sandbox-stage/cast';
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

const { bea, dan } = cast;

function inChannel({ slack }: World, ...people: readonly { readonly slackId: string }[]): void {
  slack.addChannel({
    id: channel,
    name: 'token-reviews',
    isPrivate: true,
    members: people.map(({ slackId }) => slackId),
  });
  slack.inviteBot(channel);
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
      (world) => {
        world.github.state.setTeam('acme', 'security', ['dan-dev']);
        inChannel(world, dan, bea);
      },
      /right.*dan-dev/,
    ],
    [
      'is a team of which nobody who is linked is in the channel',
      team,
      'team:security',
      ({ github }) => github.state.setTeam('acme', 'security', ['dan-dev', 'mona']),
      /wrong.*nobody of it is in the channel: mona, dan-dev.*the owners decide: invite them/,
    ],
    [
      'is a team of which some can’t decide, and which',
      team,
      'team:security',
      (world) => {
        world.github.people.addUser('nobody-here');
        world.github.state.setTeam('acme', 'security', ['dan-dev', 'mona', 'nobody-here']);
        inChannel(world, dan);
      },
      /note.*dan-dev; not in the channel: mona; not linked: nobody-here.*Invite them/,
    ],
    [
      'is somebody of one rule, and not in the channel',
      'rules: [{ name: Pay, reason: r, when: { repositories: { access: [all] } }, then: { reviewers: ["user:dan-dev"] } }]',
      'user:dan-dev',
      () => undefined,
      /wrong.*rule “Pay”: nobody of it is in the channel: dan-dev/,
    ],
    [
      'is a team, while Slack does not say who is in the channel',
      team,
      'team:security',
      ({ github, slack }) => {
        github.state.setTeam('acme', 'security', ['dan-dev']);
        slack.server.faults.add({ fits: /conversations.members/, times: 99, when: 'before', answer: { status: 500 } });
      },
      /note.*dan-dev; who of them is in the channel, Slack did not say/,
    ],
    [
      'are owners, one of whom is not in the channel',
      team,
      'who decides',
      (world) => inChannel(world, bea),
      /wrong.*only bea-owner is in the channel; not in it: carl-owner.*Invite them/,
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
