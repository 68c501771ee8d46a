import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { goTo, nameGlobally } from '../grid.ts';
import { type Stage, setStage } from './fake-bot.ts';

const [enterprise, home, sister] = ['E1', 'T0SANDBOX00', 'T2'];
let stage: Stage;

beforeEach(async () => {
  stage = await setStage();
  stage.slack.addPerson({ id: 'U1', name: 'mona', globalId: 'W1', memberOf: [home, sister] });
});
afterEach(() => stage.end());

describe('an installation for a whole enterprise', () => {
  beforeEach(() => stage.slack.joinEnterprise(enterprise, [home, sister]));

  it('is told of its token', async () => {
    expect(await stage.api('auth.test', {})).toMatchObject({
      ...{ team_id: enterprise, enterprise_id: enterprise, is_enterprise_install: true },
    });
    expect(await stage.api('auth.teams.list', { limit: 1 })).toMatchObject({
      ...{ teams: [{ id: home }], response_metadata: { next_cursor: '1' } },
    });
  });

  it('has no team in what is clicked, the workspace beside the person, and text in a command', async () => {
    goTo(stage.slack.state, 'U1', sister);
    nameGlobally(stage.slack.state, 'U1');
    await stage.slack.clickRaw('U1', { actionId: 'approve_request', value: '7.1', channelId: 'C1' });
    expect(stage.received.at(-1)?.payload).toMatchObject({
      ...{ team: null, enterprise: { id: enterprise }, is_enterprise_install: true },
      user: { id: 'W1', team_id: sister },
    });
    await stage.slack.command('U1', '/pat list');
    expect(stage.received.at(-1)?.payload).toMatchObject({
      ...{ user_id: 'W1', team_id: sister, enterprise_id: enterprise, is_enterprise_install: 'true' },
    });
    await stage.slack.event({ type: 'user_change' });
    expect(stage.received.at(-1)?.payload).toMatchObject({
      authorizations: [{ enterprise_id: enterprise, is_enterprise_install: true }],
    });
  });

  it('has to say which workspace it means, and may name those alone to which it was added', async () => {
    stage.slack.state.groups?.set('S1', { handle: 'x', members: ['U1'], isDisabled: false, teamId: sister });
    const list = (team?: string) =>
      stage.api('usergroups.users.list', { usergroup: 'S1', ...(team === undefined ? {} : { team_id: team }) });
    expect(await list()).toMatchObject({ ok: false, error: 'missing_argument' });
    expect(await list('T9')).toMatchObject({ ok: false, error: 'team_access_not_granted' });
    expect(await list(home)).toMatchObject({ ok: false, error: 'no_such_subteam' });
    expect(await list(sister)).toMatchObject({ ok: true, users: ['U1'] });
    expect(await stage.api('migration.exchange', { users: 'U1' })).toMatchObject({ error: 'missing_argument' });
  });
});

describe('somebody with two ids', () => {
  it('is found by either, and tells the enterprise’s', async () => {
    stage.slack.joinEnterprise(enterprise);
    for (const id of ['U1', 'W1'])
      expect(await stage.api('users.info', { user: id })).toMatchObject({
        user: { id, enterprise_user: { id: 'W1', enterprise_id: enterprise, teams: [home, sister] } },
      });
    expect(await stage.api('migration.exchange', { users: 'U1,U9' })).toMatchObject({
      ...{ user_id_map: { U1: 'W1' }, invalid_user_ids: ['U9'] },
    });
    const one = await stage.api('conversations.open', { users: 'W1' });
    expect(await stage.api('conversations.open', { users: 'U1' })).toEqual(one);
  });

  it('is nobody by the other one where there is no enterprise', async () => {
    expect(await stage.api('users.info', { user: 'W1' })).toMatchObject({ error: 'user_not_found' });
    expect(await stage.api('migration.exchange', { users: 'U1' })).toMatchObject({ error: 'not_enterprise_team' });
  });
});
