import { describe, expect, it } from 'vitest';
import type { GithubUserId } from '../../src/domain/ids.ts';
import { faultOf } from '../support/fault-of.ts';
import { type Started, startGithub } from './start-github.ts';

const patienceMs = 5_000;

function accountOf({ local }: Started, login: string): { readonly githubId: GithubUserId; readonly login: string } {
  return { githubId: local.state.user(login).id as GithubUserId, login };
}

describe('what an account is in the organization', () => {
  it('is an owner, a member or nothing', async () => {
    const started = await startGithub();
    started.local.people.addUser('stranger');
    const ask = (login: string) => started.github.membership('acme', accountOf(started, login), patienceMs);
    expect(await ask('bea-owner')).toMatchObject({ isActive: true, isOwner: true });
    expect(await ask('mona')).toEqual({ account: accountOf(started, 'mona'), isActive: true, isOwner: false });
    expect(await ask('stranger')).toBeNull();
  });

  it('follows a demotion at once', async () => {
    const started = await startGithub();
    const bea = accountOf(started, 'bea-owner');
    expect(await started.github.membership('acme', bea, patienceMs)).toMatchObject({ isOwner: true });
    started.local.people.setRole('bea-owner', 'acme', 'member');
    expect(await started.github.membership('acme', bea, patienceMs)).toMatchObject({ isOwner: false });
  });

  it('writes logins in any case', async () => {
    const started = await startGithub();
    const bea = { ...accountOf(started, 'bea-owner'), login: 'BEA-Owner' };
    expect(await started.github.membership('ACME', bea, patienceMs)).toMatchObject({ isOwner: true });
  });

  it('says "not active" of an invitation', async () => {
    const started = await startGithub();
    const mona = accountOf(started, 'mona');
    const user = { id: mona.githubId, login: 'mona' };
    const body = { state: 'pending', role: 'admin', user };
    started.local.server.faults.add({ fits: /memberships/, when: 'after', answer: { status: 200, body } });
    const found = await started.github.membership('acme', mona, patienceMs);
    expect(found).toMatchObject({ isActive: false });
  });
});

describe('an account that was renamed', () => {
  it('is found by its id', async () => {
    const started = await startGithub();
    const before = accountOf(started, 'bea-owner');
    started.local.people.renameUser('bea-owner', 'bea-new');
    expect(await started.github.membership('acme', before, patienceMs)).toEqual({
      account: { githubId: before.githubId, login: 'bea-new' },
      isActive: true,
      isOwner: true,
    });
  });

  it('is not taken for the owner who has its login now', async () => {
    const started = await startGithub();
    const mona = accountOf(started, 'mona');
    started.local.people.renameUser('mona', 'mona-new');
    started.local.people.renameUser('bea-owner', 'mona');
    expect(await started.github.membership('acme', mona, patienceMs)).toEqual({
      account: { githubId: mona.githubId, login: 'mona-new' },
      isActive: true,
      isOwner: false,
    });
  });

  it('is nobody when it is gone and another owner has its login', async () => {
    const started = await startGithub();
    const mona = accountOf(started, 'mona');
    const { accounts } = started.local.state;
    accounts.splice(accounts.indexOf(started.local.state.user('mona')), 1);
    started.local.people.renameUser('bea-owner', 'mona');
    expect(await started.github.membership('acme', mona, patienceMs)).toBeNull();
  });

  it('is nobody when it left, whoever has its login', async () => {
    const started = await startGithub();
    const mona = accountOf(started, 'mona');
    started.local.people.removeMember('mona', 'acme', 'bea-owner');
    started.local.people.renameUser('mona', 'mona-new');
    started.local.people.renameUser('dan-dev', 'mona');
    expect(await started.github.membership('acme', mona, patienceMs)).toBeNull();
  });
});

describe('"not a member"', () => {
  it.each([
    ['the membership', /memberships/],
    ['the account', /^GET \/user\//],
  ])('is never concluded from a failure to read %s', async (_, fits) => {
    const started = await startGithub();
    started.local.people.addUser('stranger');
    started.local.server.faults.add({ fits, when: 'before', answer: { status: 503 } });
    const fault = await faultOf(started.github.membership('acme', accountOf(started, 'stranger'), patienceMs));
    expect(fault.code).toBe('status_503');
  });

  it('is never concluded from an organization that has another name now', async () => {
    const started = await startGithub();
    await started.github.owners('acme');
    started.acme.account.login = 'acme-corp';
    const fault = await faultOf(started.github.membership('acme', accountOf(started, 'mona'), patienceMs));
    expect(fault).toMatchObject({ code: 'not_installed', isRetryable: true });
  });

  it('is never concluded from an App that was uninstalled', async () => {
    const started = await startGithub();
    await started.github.owners('acme');
    started.acme.isInstalled = false;
    const ask = () => started.github.membership('acme', accountOf(started, 'mona'), patienceMs);
    expect(await faultOf(ask())).toMatchObject({ code: 'not_installed' });
    expect(await faultOf(ask())).toMatchObject({ code: 'not_installed' });
  });

  it('is never concluded from a token that could not be had', async () => {
    const started = await startGithub();
    started.local.server.faults.add({ fits: /access_tokens$/, when: 'before', answer: { status: 404 } });
    const ask = () => started.github.membership('acme', accountOf(started, 'mona'), patienceMs);
    expect(await faultOf(ask())).toMatchObject({ code: 'no_token', isRetryable: true });
    expect(await ask()).toMatchObject({ isActive: true });
  });
});

describe('whether somebody may read a private repository', () => {
  it('follows GitHub’s own answer', async () => {
    const started = await startGithub();
    const ask = (repository: string, login: string) =>
      started.github.mayRead('acme', repository, accountOf(started, login), patienceMs);
    expect(await ask('web', 'mona')).toBe(true);
    expect(await ask('web', 'dan-dev')).toBe(false);
    expect(await ask('api', 'bea-owner')).toBe(true);
    expect(await ask('nowhere', 'mona')).toBe(false);
  });

  it('is no for an account whose login somebody else has now', async () => {
    const started = await startGithub();
    const dan = accountOf(started, 'dan-dev');
    started.local.people.renameUser('dan-dev', 'dan-new');
    started.local.people.renameUser('bea-owner', 'dan-dev');
    expect(await started.github.mayRead('acme', 'web', dan, patienceMs)).toBe(false);
  });
});

describe('the account behind a login', () => {
  it('is found, or is nobody', async () => {
    const started = await startGithub();
    expect(await started.github.accountByLogin('acme', 'mona', patienceMs)).toEqual(accountOf(started, 'mona'));
    expect(await started.github.accountByLogin('acme', 'nobody-here', patienceMs)).toBeNull();
  });
});
