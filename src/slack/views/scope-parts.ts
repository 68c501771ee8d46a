import { classicPowers, gradeOfScope } from '../../domain/classic/scope-catalogue.ts';
import type { Permissions, RepositoryAccess, RequestedScope } from '../../domain/scope/agreement.ts';
import { shownPermissions, shownRepositories } from '../../domain/scope/card-room.ts';
import { mayName, type NamedPrivately } from '../../domain/scope/named-privately.ts';
import { type Grade, grades } from '../../domain/scope/powers.ts';
import { riskiestFirst } from '../../domain/scope/risk.ts';
import type { Wording } from '../../wording/wording.ts';
import type { PlainPart } from './part.ts';

type ListPart = Extract<PlainPart, { fact: string }>;

export type ScopeRoom = { readonly permissions: number; readonly repositories: number };

/** A card shows so much; the rest is counted, and to be read in Details. */
export const cardRoom: ScopeRoom = { permissions: shownPermissions, repositories: shownRepositories };
export const allRoom: ScopeRoom = { permissions: Number.POSITIVE_INFINITY, repositories: Number.POSITIVE_INFINITY };

/** A list that a card has on one line. */
export function onOneLine(part: ListPart): ListPart {
  return { ...part, isOneLine: true };
}

/** Every permission with its level, the riskiest first. */
export function permissionsPart(
  permissions: Permissions,
  access: RepositoryAccess,
  room: ScopeRoom,
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
  room: ScopeRoom,
  mayNamePrivate: NamedPrivately,
  wording: Wording,
): ListPart {
  const fact = wording.label('repositories');
  if (access.selection !== 'subset') return { fact, value: wording.access(access) };
  const named = access.repositories.filter((one) => mayName(one, mayNamePrivate)).map(({ name }) => name);
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

const danger = (name: string): number => grades.indexOf(gradeOfScope(name));

/** How dangerous a classic token is by its scopes. */
export function classicRiskOf({ scopes }: { readonly scopes: readonly string[] }): Grade {
  const own = classicPowers(scopes).map(({ grade }) => grade);
  return grades.toReversed().find((grade) => own.includes(grade)) ?? 'low';
}

/** A classic token's scopes, the riskiest first, each with what it can do. */
export function classicScopesPart(scopes: readonly string[], where: 'card' | 'all', wording: Wording): ListPart {
  const lines = scopes.toSorted((one, other) => danger(other) - danger(one)).map(wording.classicScopeLine);
  const fact = wording.classicScopesLabel;
  if (lines.length === 0) return { fact, value: wording.noScopes };
  const hidden = where === 'all' ? 0 : lines.length - shownPermissions;
  return { fact, value: hidden <= 0 ? lines : [...lines.slice(0, shownPermissions), wording.moreScopes(hidden)] };
}

/** With what, and where: permissions and repositories, or a classic token's scopes and why nothing else would do. */
export function reachParts(
  { permissions, access, classic }: RequestedScope,
  { isCard, mayNamePrivate }: { readonly isCard: boolean; readonly mayNamePrivate: NamedPrivately },
  wording: Wording,
): readonly ListPart[] {
  const room = isCard ? cardRoom : allRoom;
  const line = (part: ListPart): ListPart => (isCard ? onOneLine(part) : part);
  if (classic !== undefined) {
    return [
      { fact: wording.classicReasonLabel, value: wording.classicReasonGiven(classic) },
      classicScopesPart(classic.scopes, isCard ? 'card' : 'all', wording),
      { fact: wording.label('repositories'), value: wording.classicReach },
    ];
  }
  return [
    line(permissionsPart(permissions, access, room, wording)),
    line(repositoriesPart(access, room, mayNamePrivate, wording)),
  ];
}
