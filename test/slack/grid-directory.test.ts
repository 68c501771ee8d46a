import { LocalSlack } from '@countersign/sandbox-slack/local-slack';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChannelId, SlackUserId } from '../../src/domain/ids.ts';
import { Fault } from '../../src/ports/fault.ts';
import { createDirectory } from '../../src/slack/directory.ts';
import { findOwnTeam, ownTeamOf } from '../../src/slack/own-team.ts';
import { staysWithUs } from '../../src/slack/shared-channel.ts';
import { createWebClients } from '../../src/slack/web-clients.ts';
import { noon } from '../support/sample-scopes.ts';

const [enterprise, home, sister] = ['E0ACME00000', 'T0SANDBOX00', 'T0SISTER000'];
const local = (at: number) => `U0LOCAL000${at}` as SlackUserId;
const globalOf = (at: number) => `W0LOCAL000${at}` as SlackUserId;
/** More than are asked for one by one; the last two are of the sister workspace alone. */
const many = [0, 1, 2, 3, 4, 5, 6, 7];

let slack: LocalSlack;

beforeEach(async () => {
  slack = new LocalSlack({ signingSecret: 's', botToken: 'xoxb-local', now: () => new Date(noon) });
  await slack.start();
  for (const at of many)
    slack.addPerson({ id: local(at), name: `n${at}`, globalId: globalOf(at), memberOf: at > 5 ? [sister] : [home] });
});
afterEach(() => slack.stop());

async function directoryOf(installedIn: readonly string[] | null) {
  slack.joinEnterprise(enterprise, installedIn);
  const clients = createWebClients({ botToken: 'xoxb-local', apiUrl: slack.apiUrl });
  const found = await findOwnTeam(clients.interactive);
  slack.server.calls.length = 0;
  return { found, directory: createDirectory(clients, found, { now: () => noon, elapsedMs: () => noon }) };
}
const called = (name: string): number => slack.server.calls.filter((call) => call.name === name).length;

describe('where an installation belongs', () => {
  it.each([
    ['one workspace of an enterprise', null, { teamId: home, enterpriseId: enterprise }],
    ['a whole enterprise', [home, sister], { teamId: enterprise, enterpriseId: enterprise }],
  ])('is told by its token: %s', async (_, installedIn, expected) => {
    expect((await directoryOf(installedIn)).found).toMatchObject(expected);
  });

  it('is the enterprise, whichever of its workspaces Slack names besides', () => {
    const told = { ok: true, team_id: home, enterprise_id: enterprise, is_enterprise_install: true };
    expect(ownTeamOf(told)).toMatchObject({ teamId: enterprise, enterpriseId: enterprise });
  });
});

describe('the enterprise’s ids of many people', () => {
  it('are exchanged in one call, and whom the workspace does not have is left out', async () => {
    const { directory } = await directoryOf(null);
    const ids = await directory.globalIds(many.map(local), 5_000);
    expect([...ids]).toEqual([0, 1, 2, 3, 4, 5].map((at) => [local(at), globalOf(at)]));
    expect([called('migration.exchange'), called('users.info')]).toEqual([1, 0]);
  });

  it('are asked of each workspace of an org-wide installation, since each knows its own alone', async () => {
    const { directory } = await directoryOf([home, sister]);
    const ids = await directory.globalIds(many.map(local), 5_000);
    expect([...ids]).toEqual(many.map((at) => [local(at), globalOf(at)]));
    expect(called('migration.exchange')).toBe(2);
  });

  it('are exchanged too where a token of the whole enterprise knows nobody by a workspace’s id', async () => {
    const { directory } = await directoryOf([home, sister]);
    const unknown = { status: 200, body: { ok: false, error: 'user_not_found' } };
    slack.server.faults.add({ fits: 'users.info', when: 'before', answer: unknown });
    expect([...(await directory.globalIds([local(7)], 5_000))]).toEqual([[local(7), globalOf(7)]]);
  });

  it('are exchanged four hundred at a time, which is the most that Slack takes', async () => {
    const crowd = Array.from({ length: 401 }, (_, at) => `U0CROWD${at}` as SlackUserId);
    for (const id of crowd) slack.addPerson({ id, name: id, globalId: `W${id.slice(1)}`, memberOf: [home] });
    const { directory } = await directoryOf(null);
    expect((await directory.globalIds(crowd, 5_000)).size).toBe(401);
    expect(called('migration.exchange')).toBe(2);
  });

  it('are told by each person where Slack exchanges nothing', async () => {
    const { directory } = await directoryOf(null);
    const refused = { status: 200, body: { ok: false, error: 'missing_scope' } };
    slack.server.faults.add({ fits: 'migration.exchange', when: 'before', answer: refused });
    expect((await directory.globalIds(many.map(local), 5_000)).get(local(7))).toBe(globalOf(7));
  });

  it('are not known while Slack is down', async () => {
    const { directory } = await directoryOf(null);
    slack.server.faults.add({ fits: 'migration.exchange', when: 'before', answer: { status: 503, body: 'busy' } });
    await expect(directory.globalIds(many.map(local), 5_000)).rejects.toBeInstanceOf(Fault);
  });
});

describe('who is a member', () => {
  it.each([
    ['of our workspace', null, [home], false],
    ['of a sister workspace only, where we are installed in one', null, [sister], true],
    ['of a sister workspace only, where we are installed for all', [home], [sister], false],
    ['of none of the enterprise’s workspaces any more', [home], [], true],
  ])('%s', async (_, installedIn, memberOf, isStranger) => {
    slack.addPerson({ id: 'U0WHOEVER00', name: 'whoever', teamId: 'T0THIRD0000', memberOf });
    const { directory } = await directoryOf(installedIn);
    expect(await directory.person('U0WHOEVER00' as SlackUserId, 5_000)).toMatchObject({ isStranger });
  });

  it('is nobody of another enterprise, whose id of them says nothing here', async () => {
    slack.addPerson({ id: 'U0WHOEVER00', name: 'whoever', teamId: 'T0THIRD0000' });
    const { directory } = await directoryOf([home]);
    expect(await directory.person('U0WHOEVER00' as SlackUserId, 5_000)).toMatchObject({
      isStranger: true,
      globalId: 'U0WHOEVER00',
    });
  });
});

describe('a group’s members', () => {
  const group = 'S0ONCALL001';
  beforeEach(() => {
    slack.state.groups?.set(group, { handle: 'x', members: [local(6)], isDisabled: false, teamId: sister });
  });

  it('are asked of the workspace that has it, which is asked first from then on', async () => {
    const { directory } = await directoryOf([home, sister]);
    expect(await directory.membersOfGroup(group, 5_000)).toEqual([local(6)]);
    expect(await directory.membersOfGroup(group, 5_000)).toEqual([local(6)]);
    expect([called('usergroups.users.list'), called('auth.teams.list')]).toEqual([3, 1]);
  });

  it('are asked afresh for a decision, and remembered for what is only shown, also that there are none', async () => {
    const { directory } = await directoryOf([sister]);
    expect(await directory.membersOfGroupLately(group, 5_000)).toEqual([local(6)]);
    slack.state.groups?.set(group, { handle: 'x', members: [local(7)], isDisabled: false, teamId: sister });
    expect(await directory.membersOfGroupLately(group, 5_000)).toEqual([local(6)]);
    expect(await directory.membersOfGroup(group, 5_000)).toEqual([local(7)]);
    const before = called('usergroups.users.list');
    expect(await directory.membersOfGroupLately('S0NOBODY001', 5_000)).toBeNull();
    const once = called('usergroups.users.list') - before;
    expect(await directory.membersOfGroupLately('S0NOBODY001', 5_000)).toBeNull();
    expect(called('usergroups.users.list') - before).toBe(once);
  });

  it('are nobody where no workspace has it, and unknown where there is no workspace to ask', async () => {
    expect(await (await directoryOf([home])).directory.membersOfGroup(group, 5_000)).toBeNull();
    const { directory } = await directoryOf([]);
    await expect(directory.membersOfGroup(group, 5_000)).rejects.toMatchObject({ code: 'no_workspace' });
  });
});

describe('a private channel', () => {
  const ours = { enterpriseId: enterprise };
  const orgShared = { is_shared: true, is_org_shared: true, enterprise_id: enterprise };
  it.each([
    ['that nobody shares', {}, ours, true],
    ['that workspaces of our enterprise share', orgShared, ours, true],
    ['that workspaces of an enterprise share of which we are not', orgShared, { enterpriseId: null }, false],
    ['of an enterprise that Slack does not name', { is_shared: true, is_org_shared: true }, ours, true],
    ['of such a one, and we are of none', { is_shared: true, is_org_shared: true }, { enterpriseId: null }, false],
    ['of another enterprise', { ...orgShared, enterprise_id: 'E0OTHER' }, ours, false],
    ['that another company reads too', { ...orgShared, connected_team_ids: ['T0ELSEWHERE'] }, ours, false],
    ['that another company was asked into', { ...orgShared, pending_connected_team_ids: ['T0X'] }, ours, false],
    ['that is shared outside', { is_shared: true, is_ext_shared: true }, ours, false],
    ['that will be shared outside', { ...orgShared, is_pending_ext_shared: true }, ours, false],
    ['that is shared, and Slack does not say with whom', { is_shared: true }, ours, false],
  ])('%s', (_, channel, whose, isOurs) => {
    expect(staysWithUs(channel, whose)).toBe(isOurs);
  });

  it('that workspaces of our enterprise share may name what is private', async () => {
    const { directory } = await directoryOf(null);
    const channel = 'C0SHARED000' as ChannelId;
    slack.addChannel({ id: channel, name: 'x', isPrivate: true, sharedWith: [home, sister], members: [] });
    slack.inviteBot(channel);
    expect(await directory.channel(channel)).toEqual({ channel, isConfidential: true });
  });
});
