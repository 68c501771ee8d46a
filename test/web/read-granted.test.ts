import { describe, expect, it } from 'vitest';
import { readGranted } from '../../src/web/read-granted.ts';

const at = 1_000;
type Granted = Parameters<typeof readGranted>[0];
const bot = { token: 'xoxb-1', userId: 'U0BOT', id: 'B0BOT', scopes: ['commands', 'chat:write', 'extra'] };
const workspace: Granted = {
  ...{ team: { id: 'T0ACME', name: 'Acme' }, enterprise: undefined, isEnterpriseInstall: false, bot, tokenType: 'bot' },
  user: { id: 'U0BEA', token: undefined, scopes: undefined },
};
const whole: Granted = {
  ...{ ...workspace, isEnterpriseInstall: true, team: undefined },
  enterprise: { id: 'E0MEGA', name: 'Mega' },
};
const read = (granted: Granted, asked = ['commands', 'chat:write']) => readGranted(granted, asked, at);

describe('what Slack granted', () => {
  it('is an installation of a workspace, or of the enterprise under its own id', () => {
    expect(read(workspace)).toEqual({
      installation: {
        ...{ teamId: 'T0ACME', enterpriseId: null, isForEnterprise: false, teamName: 'Acme', botToken: 'xoxb-1' },
        ...{ botUserId: 'U0BOT', installedBy: 'U0BEA', installedAt: at },
      },
    });
    expect(read(whole)).toMatchObject({
      installation: { teamId: 'E0MEGA', enterpriseId: 'E0MEGA', isForEnterprise: true, teamName: 'Mega' },
    });
    expect(read({ ...workspace, enterprise: { id: 'E0MEGA' } })).toMatchObject({
      installation: { teamId: 'T0ACME', enterpriseId: 'E0MEGA', isForEnterprise: false },
    });
    expect(read({ ...workspace, team: { id: 'T0ACME' } })).toMatchObject({ installation: { teamName: 'T0ACME' } });
  });

  const rows: readonly (readonly [string, Granted, object])[] = [
    ['no bot', { ...workspace, bot: undefined }, { why: 'no_bot' }],
    ['a person’s token in the bot’s place', { ...workspace, bot: { ...bot, token: 'xoxp-1' } }, { why: 'no_bot' }],
    ['a token of another type', { ...workspace, tokenType: 'user' }, { why: 'no_bot' }],
    ['a token without a type', { ...workspace, tokenType: undefined }, { why: 'no_bot' }],
    ['a token that is renewed', { ...workspace, bot: { ...bot, refreshToken: 'xoxe-1' } }, { why: 'rotating' }],
    ['a token that ends', { ...workspace, bot: { ...bot, expiresAt: 5 } }, { why: 'rotating' }],
    [
      'too little',
      { ...workspace, bot: { ...bot, scopes: ['commands'] } },
      { why: 'missing_scopes', scopes: ['chat:write'] },
    ],
    ['no workspace', { ...workspace, team: undefined }, { why: 'unreadable' }],
    ['a workspace that would be a path', { ...workspace, team: { id: 'T0/../ACME' } }, { why: 'unreadable' }],
    ['an enterprise in a workspace’s place', { ...workspace, team: { id: 'E0MEGA' } }, { why: 'unreadable' }],
    ['a workspace in an enterprise’s place', { ...whole, enterprise: { id: 'T0ACME' } }, { why: 'unreadable' }],
    ['no enterprise', { ...whole, enterprise: undefined }, { why: 'unreadable' }],
    ['nobody who installed it', { ...workspace, user: undefined }, { why: 'unreadable' }],
    ['nothing', {}, { why: 'no_bot' }],
  ];
  it.each(rows)('is refused where it is %s', (_, granted, problem) => {
    expect(read(granted)).toEqual({ problem });
  });
});
