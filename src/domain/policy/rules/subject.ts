// What the rules are asked about, worked out once for all of them: 500 rules are read at each click.

import type { LocalTime } from '../../calendar.ts';
import { gradeOfScope } from '../../classic/scope-catalogue.ts';
import type { Instant, RepositoryId } from '../../ids.ts';
import type { GithubAccount } from '../../person.ts';
import type { RequestedScope } from '../../scope/agreement.ts';
import { lifetimeDays } from '../../scope/lifetime-days.ts';
import type { PermissionLevel } from '../../scope/permission-catalogue.ts';
import type { Grade } from '../../scope/powers.ts';
import { isDangerous, riskiestFirst, riskOf } from '../../scope/risk.ts';

/** `isOwner`: whether whoever will hold it is one; null where GitHub did not say. `kind`: whether somebody asked for it, or it was there before anybody did. */
export type RuleSubject = {
  readonly scope: RequestedScope;
  readonly requester: GithubAccount;
  readonly holder: GithubAccount;
  readonly isOwner: boolean | null;
  readonly purpose: string;
  readonly justification: string;
  readonly kind: 'request' | 'renewal' | 'unasked' | 'classic';
  /** What GitHub says for rules that ask it; left out where nothing was asked. */
  readonly facts?: RuleFacts;
};

/** What is not in them is not known. */
export type RuleFacts = {
  /** Whether whoever asks is in a team, by its slug. */
  readonly teams: ReadonlyMap<string, boolean>;
  readonly topics: ReadonlyMap<RepositoryId, readonly string[]>;
};

export type AskedPermission = PermissionLevel & { readonly isDangerous: boolean };

export type Account = RuleSubject & {
  readonly now: Instant;
  /** Of whoever asks and whoever will hold it, in lower case. */
  readonly logins: readonly string[];
  readonly grade: Grade;
  readonly listed: readonly AskedPermission[];
  /** Lower-case names with their visibility; none where all are asked for. */
  readonly repositories: readonly { readonly id: RepositoryId; readonly name: string; readonly isPrivate: boolean }[];
  /** Null where it never expires. */
  readonly days: number | null;
  /** The local time of each zone that a rule has asked for. */
  readonly localTimes: Map<string, LocalTime>;
};

export function gradeOfSubject({ scope, isOwner }: Pick<RuleSubject, 'scope' | 'isOwner'>): Grade {
  return riskOf(scope, isOwner === null ? 'unknown' : isOwner ? 'owner' : 'member').grade;
}

export function accountFor(subject: RuleSubject, now: Instant): Account {
  const { permissions, access, classic } = subject.scope;
  return {
    ...subject,
    now,
    logins: [subject.requester.login.toLowerCase(), subject.holder.login.toLowerCase()],
    grade: gradeOfSubject(subject),
    listed:
      classic !== undefined
        ? classic.scopes.map(asPermission)
        : riskiestFirst(permissions)
            // GitHub adds it to every token that reaches a repository.
            .filter(({ name, level }) => name !== 'metadata' || level !== 'read')
            .map((one) => ({ ...one, isDangerous: isDangerous(gradeAlone(one, subject)) })),
    repositories:
      access.selection === 'subset'
        ? access.repositories.map(({ id, name, isPrivate }) => ({ id, name: name.toLowerCase(), isPrivate }))
        : [],
    days: lifetimeDays(subject.scope, now),
    localTimes: new Map(),
  };
}

/** A scope is no permission: it is within no list of those, and above each. */
function asPermission(name: string): AskedPermission {
  return { group: 'other', name, level: 'scope', isDangerous: isDangerous(gradeOfScope(name)) };
}

/** Of a permission by itself, for a token that ends. */
function gradeAlone({ group, name, level }: PermissionLevel, { scope }: RuleSubject): Grade {
  const none = { repository: {}, organization: {}, other: {} };
  const permissions = { ...none, [group]: { [name]: level } };
  return riskOf({ permissions, access: scope.access, lifetime: { kind: 'days', days: 1 } }, 'unknown').grade;
}
