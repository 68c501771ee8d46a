// What a person does in GitHub's half of the page, as far as GitHub lets them.

import { readPrefill } from '@countersign/sandbox-github/new-token-page';
import type { LocalOrganization, LocalToken } from '@countersign/sandbox-github/state';
import type { Stage } from '../stage.ts';
import { organization } from '../world/cast.ts';
import type { ActAnswer, GithubAct, Lifetime, NewTokenPage } from './acts.ts';
import { groupPermissions } from './permission-catalogue.ts';
import { Refused } from './refused.ts';

const dayMs = 86_400_000;
const longestName = 40;
const daysByDefault = 30;
const done: ActAnswer = { outcome: 'done' };
/** Shown where GitHub shows a token once. Nobody could take it for one. */
const dummy = 'this-is-not-a-token (the sandbox makes none)';

export function actOnGithub(
  { world: { github }, clock, switches }: Stage,
  login: string | null,
  act: GithubAct,
): ActAnswer {
  const { people, state } = github;
  if (switches.github_down) throw new Refused('GitHub is down: nothing can be done there.');
  if (login === null) throw new Refused('You have no GitHub account.');
  const home = homeOf(github);
  const roleOf = (one: string): 'admin' | 'member' | undefined => home.members.get(state.user(one).id);
  const requireOwner = (): void => {
    if (roleOf(login) !== 'admin') throw new Refused('Only an owner of the organization can do that.');
  };
  const tokenWith = (id: number): LocalToken => {
    const token = state.tokens.find(({ tokenId }) => tokenId === id);
    if (token === undefined) throw new Refused('That token is not there any more.');
    return token;
  };
  const own = (id: number): LocalToken => {
    const token = tokenWith(id);
    if (token.owner.login !== login) throw new Refused('That token is somebody else’s.');
    return token;
  };
  const requireNotExpired = ({ expiresAt }: LocalToken, why: string): void => {
    if (expiresAt !== null && expiresAt.getTime() <= clock.now()) throw new Refused(why);
  };
  const requireAnotherOwner = (member: string): void => {
    const owners = [...home.members.values()].filter((role) => role === 'admin');
    if (roleOf(member) === 'admin' && owners.length === 1) throw new Refused('An organization needs an owner.');
  };

  switch (act.kind) {
    case 'github.create_token': {
      requireName(act.name);
      const { tokenId, secret } = people.createToken(login, organization, {
        name: act.name.trim(),
        description: act.description,
        permissions: groupPermissions(act.permissions),
        repositorySelection: act.selection,
        repositories: act.repositories,
        expiresAt: endOf(act.lifetime, clock.now()),
        ...(act.reason === '' ? {} : { reason: act.reason }),
      });
      return { outcome: 'token', tokenId, shown: secret };
    }
    case 'github.edit_token': {
      requireName(act.name);
      const { pending, grant } = own(act.tokenId);
      if (pending === null && grant === null) throw new Refused('That token reaches nothing here: ask again first.');
      people.editToken(act.tokenId, {
        name: act.name.trim(),
        permissions: groupPermissions(act.permissions),
        repositorySelection: act.selection,
        repositories: act.repositories,
      });
      return done;
    }
    case 'github.ask_again': {
      const { pending, grant } = own(act.tokenId);
      if (pending !== null || grant !== null)
        throw new Refused('That token waits, or reaches the organization, already.');
      if (roleOf(login) === undefined) throw new Refused('Only a member of the organization can ask it.');
      requireNotExpired(own(act.tokenId), 'That token has expired. Regenerate it first.');
      const scope = {
        permissions: groupPermissions(act.permissions),
        repositorySelection: act.selection,
        repositories: act.repositories,
      };
      people.requestAccess(act.tokenId, scope, act.reason === '' ? null : act.reason);
      return done;
    }
    case 'github.regenerate_token':
      own(act.tokenId);
      people.regenerateToken(act.tokenId, endOf(act.lifetime, clock.now()));
      return { outcome: 'token', tokenId: act.tokenId, shown: dummy };
    case 'github.use_token':
      requireNotExpired(own(act.tokenId), 'That token has expired: nothing can be done with it. Regenerate it first.');
      people.useToken(act.tokenId);
      return done;
    case 'github.delete_token':
      own(act.tokenId);
      people.deleteToken(act.tokenId);
      return done;
    case 'github.review': {
      requireOwner();
      if (tokenWith(act.tokenId).pending === null) throw new Refused('That token does not wait any more.');
      if (act.decision === 'approve')
        requireNotExpired(tokenWith(act.tokenId), 'That token has expired: it can’t be approved.');
      people.reviewOnGithub(login, act.tokenId, act.decision, act.reason === '' ? null : act.reason);
      return done;
    }
    case 'github.revoke_token':
      requireOwner();
      if (tokenWith(act.tokenId).grant === null) throw new Refused('That token is not active any more.');
      people.revokeOnGithub(login, act.tokenId);
      return done;
    case 'github.set_role':
      requireOwner();
      if (act.role === 'member') requireAnotherOwner(act.login);
      people.setRole(act.login, organization, act.role === 'owner' ? 'admin' : 'member');
      return done;
    case 'github.remove_member':
      requireOwner();
      requireAnotherOwner(act.login);
      people.removeMember(act.login, organization, login);
      return done;
    case 'github.set_policy':
      requireOwner();
      people.setPolicy(organization, {
        approvalRequired: act.isApprovalRequired,
        lifetimeLimitDays: act.lifetimeLimitDays,
      });
      return done;
  }
}

/** The new-token page as a link opens it; `null` for no link. */
export function newTokenPage({ world: { github }, switches }: Stage, link: string | null): NewTokenPage {
  const limit = homeOf(github).lifetimeLimitDays ?? daysByDefault;
  const empty: NewTokenPage = {
    name: '',
    description: '',
    organization,
    lifetime: { kind: 'days', days: Math.min(daysByDefault, limit) },
    permissions: {},
    error: null,
  };
  if (link === null || switches.prefill_ignored || github.host === 'enterprise_server') return empty;
  try {
    const { name, description, targetName, expiresInDays, permissions } = readPrefill(link);
    if (targetName !== null && targetName !== organization) throw new Error('Cannot find the specified resource owner');
    groupPermissions(permissions);
    const hasLifetime = new URL(link).searchParams.has('expires_in');
    const lifetime: Lifetime = expiresInDays === 'none' ? { kind: 'never' } : { kind: 'days', days: expiresInDays };
    return { ...empty, name, description, permissions, ...(hasLifetime ? { lifetime } : {}) };
  } catch (error) {
    return { ...empty, error: error instanceof Error ? error.message : String(error) };
  }
}

function homeOf(github: Stage['world']['github']): LocalOrganization {
  const home = github.state.organization(organization);
  if (home === undefined) throw new Error(`the local GitHub has no organization ${organization}`);
  return home;
}

function requireName(name: string): void {
  if (name.trim() === '') throw new Refused('A token needs a name.');
  if ([...name].length > longestName) throw new Refused(`A name has ${longestName} characters at the most.`);
}

function endOf(lifetime: Lifetime, now: number): Date | null {
  if (lifetime.kind === 'never') return null;
  const end = lifetime.kind === 'days' ? now + lifetime.days * dayMs : Date.parse(`${lifetime.date}T23:59:59Z`);
  if (end <= now) throw new Refused('A token can’t have ended before it is made.');
  return new Date(end);
}
