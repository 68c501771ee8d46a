import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { examine } from '../../src/doctor/examine.ts';
import { bea, dan, globalIdOf, onGrid, sister } from '../support/on-grid.ts';
import { home } from '../support/raw-slack.ts';
import { worldFor } from '../support/start-program.ts';

type World = Awaited<ReturnType<typeof worldFor>>['world'];

async function rows(prepare: (world: World) => void, change: (policy: string) => string = (text) => text) {
  const { world, environment, cwd } = await worldFor();
  prepare(world);
  writeFileSync(join(cwd, 'policy.yml'), change(world.policy));
  const here = { POLICY_FILE: join(cwd, 'policy.yml'), DATABASE_URL: `file:${join(cwd, 'data/countersign.db')}` };
  const found = await examine({ ...environment, ...here }, process.version);
  return (what: string) => {
    const row = found.find((one) => one.what === what);
    return row === undefined ? '' : JSON.stringify(row);
  };
}

describe('of Enterprise Grid doctor says', () => {
  it('that the installation is one workspace’s, and who can act', async () => {
    const row = await rows(onGrid());
    expect(row('Slack: bot token')).toContain('of the enterprise E0ACME00000: only its own members can act');
    expect(row('Slack: workspaces')).toBe('');
  });

  it('that it is the whole enterprise’s, and to which workspaces it was added', async () => {
    const row = await rows(onGrid([home, sister]));
    expect(row('Slack: bot token')).toContain('works in all of the enterprise sandbox');
    expect(row('Slack: workspaces')).toMatch(/right.*added to T0SANDBOX00, T0SISTER000/);
  });

  it('that it was added to none', async () => {
    const row = await rows(onGrid([]));
    expect(row('Slack: workspaces')).toMatch(/wrong.*added to no workspace.*Organization settings/);
  });

  it('whom the policy names twice', async () => {
    const row = await rows(onGrid(), (text) =>
      text
        .replace(/^ {2}U0DAN000001: .*\n/m, '')
        .replace(/^people:\n/m, `people:\n  ${globalIdOf(bea.slackId)}: ${dan.login}\n`),
    );
    expect(row(`people: ${bea.slackId}`)).toContain(`the same person as ${globalIdOf(bea.slackId)} in Slack`);
  });

  it('who of a group is linked, whichever id it lists', async () => {
    const row = await rows(
      (world) => {
        onGrid()(world);
        world.slack.state.namedGlobally.add(dan.slackId);
        const group = { handle: 'x', members: [dan.slackId], isDisabled: false };
        world.slack.state.groups?.set('S0ONCALL001', group);
      },
      (text) => text.replace('people:', '    escalation: { after_hours: 4, to: ["slack:S0ONCALL001"] }\npeople:'),
    );
    expect(row('acme: slack:S0ONCALL001')).toMatch(/right.*escalation: W0DAN000001/);
  });

  it('that a private channel which the enterprise’s workspaces share is theirs alone', async () => {
    const shared = { id: 'C0REVIEWERS', name: 'token-reviews', isPrivate: true, sharedWith: [home, sister] };
    const prepare =
      (isExtShared: boolean) =>
      (world: World): void => {
        onGrid()(world);
        world.slack.addChannel({ ...shared, isExtShared, members: [bea.slackId] });
        world.slack.inviteBot(shared.id);
      };
    expect((await rows(prepare(false)))('acme: channel')).toMatch(/right.*private, shared within your enterprise/);
    expect((await rows(prepare(true)))('acme: channel')).toMatch(/wrong.*shared with another company/);
  });
});
