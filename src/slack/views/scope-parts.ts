import type { Permissions, RepositoryAccess } from '../../domain/scope/agreement.ts';
import { shownPermissions, shownRepositories } from '../../domain/scope/card-room.ts';
import { riskiestFirst } from '../../domain/scope/risk.ts';
import type { Wording } from '../../wording/wording.ts';
import type { PlainPart } from './layout.ts';

type ListPart = Extract<PlainPart, { fact: string }>;

export type Room = { readonly permissions: number; readonly repositories: number };

/** A card shows so much; the rest is counted, and to be read in Details. */
export const cardRoom: Room = { permissions: shownPermissions, repositories: shownRepositories };
export const allRoom: Room = { permissions: Number.POSITIVE_INFINITY, repositories: Number.POSITIVE_INFINITY };

/** A list that a card has on one line. */
export function onOneLine(part: ListPart): ListPart {
  return { ...part, isOneLine: true };
}

/** Every permission with its level, the riskiest first. */
export function permissionsPart(
  permissions: Permissions,
  access: RepositoryAccess,
  room: Room,
  wording: Wording,
): ListPart {
  const all = riskiestFirst(permissions).map(({ group, name, level }) => wording.permission(group, name, level));
  const fact = wording.label('permissions');
  if (all.length === 0) return { fact, value: wording.noPermissions(access) };
  const hidden = all.length - room.permissions;
  return hidden <= 0
    ? { fact, value: all }
    : { fact, value: [...all.slice(0, room.permissions), wording.morePermissions(hidden)] };
}

/** Private repositories are named only where everybody who reads may know them; elsewhere they are counted. */
export function repositoriesPart(
  access: RepositoryAccess,
  room: Room,
  mayNamePrivate: boolean,
  wording: Wording,
): ListPart {
  const fact = wording.label('repositories');
  if (access.selection !== 'subset') return { fact, value: wording.access(access) };
  const named = access.repositories.filter(({ isPrivate }) => mayNamePrivate || !isPrivate).map(({ name }) => name);
  const unnamed = access.repositories.length - named.length;
  const hidden = named.length - room.repositories;
  return {
    fact,
    value: [
      ...named.slice(0, Math.min(room.repositories, named.length)),
      ...(hidden > 0 ? [wording.moreRepositories(hidden)] : []),
      ...(unnamed > 0 ? [wording.privateRepositories(unnamed)] : []),
    ],
  };
}
