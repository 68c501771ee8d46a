// Finds people, organizations and repositories by what callers name them.
import type { Organization, Repository, User } from './state.ts';
import type { World } from './world.ts';

/** A test that names somebody who is not there is wrong: this is thrown at it, never answered to the bot. */
export class NoSuchThing extends Error {
  override readonly name = 'NoSuchThing';
}

export function findUser(world: World, login: string): User | undefined {
  const id = world.state.logins.get(login.toLowerCase());
  return id === undefined ? undefined : world.state.users.get(id);
}

export function userOf(world: World, login: string): User {
  const user = findUser(world, login);
  if (user === undefined) throw new NoSuchThing(`nobody has the login ${login}`);
  return user;
}

export function userById(world: World, id: number): User {
  const user = world.state.users.get(id);
  if (user === undefined) throw new NoSuchThing(`nobody has the id ${id}`);
  return user;
}

export function findOrganization(world: World, login: string): Organization | undefined {
  const wanted = login.toLowerCase();
  return [...world.state.organizations.values()].find((one) => one.login.toLowerCase() === wanted);
}

export function organizationOf(world: World, login: string): Organization {
  const organization = findOrganization(world, login);
  if (organization === undefined) throw new NoSuchThing(`no organization has the login ${login}`);
  return organization;
}

export function organizationById(world: World, id: number): Organization {
  const organization = world.state.organizations.get(id);
  if (organization === undefined) throw new NoSuchThing(`no organization has the id ${id}`);
  return organization;
}

export function findRepository(organization: Organization, name: string): Repository | undefined {
  const wanted = name.toLowerCase();
  return [...organization.repositories.values()].find((one) => one.name.toLowerCase() === wanted);
}

export function repositoryOf(organization: Organization, name: string): Repository {
  const repository = findRepository(organization, name);
  if (repository === undefined) throw new NoSuchThing(`${organization.login} has no repository ${name}`);
  return repository;
}

export function isActiveMember(organization: Organization, userId: number): boolean {
  return organization.memberships.get(userId)?.state === 'active';
}

export function isOwner(organization: Organization, userId: number): boolean {
  return isActiveMember(organization, userId) && organization.memberships.get(userId)?.role === 'admin';
}

/** Somebody who may act for the organization, where a test does not say who did. */
export function anyOwner(world: World, organization: Organization): User {
  const id = [...organization.memberships.keys()].find((userId) => isOwner(organization, userId));
  if (id === undefined) throw new NoSuchThing(`${organization.login} has no owner`);
  return userById(world, id);
}
