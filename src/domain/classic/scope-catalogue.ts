// The scopes of classic tokens: which of them each includes, and what it lets a token do. Those that GitHub's page of new classic tokens
// shows; `offline_access` is for OAuth apps alone.
import { type Grade, grades, type Power, type Reach } from '../scope/powers.ts';
import data from './scopes.json' with { type: 'json' };

type PowerHere = { readonly power: Power; readonly reach: Reach; readonly grade: Grade };

/** The most dangerous first. A classic token has them everywhere its holder reaches. */
const powerRows: readonly PowerHere[] = [
  { power: 'manage_enterprise', reach: 'organization', grade: 'critical' },
  { power: 'administer_organization', reach: 'organization', grade: 'critical' },
  { power: 'manage_members', reach: 'organization', grade: 'critical' },
  { power: 'change_organization_secrets', reach: 'organization', grade: 'critical' },
  { power: 'attach_organization_runners', reach: 'organization', grade: 'critical' },
  { power: 'administer_repositories', reach: 'repositories', grade: 'critical' },
  { power: 'do_what_is_unknown', reach: 'repositories', grade: 'critical' },
  { power: 'change_secrets', reach: 'repositories', grade: 'critical' },
  { power: 'change_workflows', reach: 'repositories', grade: 'critical' },
  { power: 'read_leaked_secrets', reach: 'repositories', grade: 'critical' },
  // Who has a key that was added pushes in its holder's name, when the token is long gone.
  { power: 'add_keys', reach: 'organization', grade: 'critical' },
  { power: 'receive_organization_events', reach: 'organization', grade: 'high' },
  { power: 'change_organization_settings', reach: 'organization', grade: 'high' },
  { power: 'publish_packages', reach: 'organization', grade: 'high' },
  { power: 'delete_packages', reach: 'organization', grade: 'high' },
  { power: 'receive_events', reach: 'repositories', grade: 'high' },
  { power: 'push_code', reach: 'repositories', grade: 'high' },
  { power: 'run_workflows', reach: 'repositories', grade: 'high' },
  { power: 'use_codespaces', reach: 'repositories', grade: 'high' },
  { power: 'change_variables', reach: 'repositories', grade: 'high' },
  { power: 'deploy', reach: 'repositories', grade: 'high' },
  { power: 'publish_pages', reach: 'repositories', grade: 'high' },
  { power: 'vouch', reach: 'repositories', grade: 'high' },
  { power: 'read_weaknesses', reach: 'repositories', grade: 'high' },
  { power: 'manage_projects', reach: 'organization', grade: 'elevated' },
  { power: 'read_audit_log', reach: 'organization', grade: 'elevated' },
  { power: 'read_organization_settings', reach: 'organization', grade: 'elevated' },
  { power: 'read_packages', reach: 'organization', grade: 'elevated' },
  { power: 'review_pull_requests', reach: 'repositories', grade: 'elevated' },
  { power: 'discuss', reach: 'repositories', grade: 'elevated' },
  { power: 'change_other', reach: 'repositories', grade: 'elevated' },
  { power: 'read_code', reach: 'repositories', grade: 'elevated' },
  { power: 'read_other', reach: 'repositories', grade: 'low' },
  { power: 'read_public_only', reach: 'repositories', grade: 'low' },
];

export type ClassicScope = {
  readonly name: string;
  readonly includes: readonly string[];
  readonly powers: readonly string[];
};

export const classicScopes: readonly ClassicScope[] = data;

const byName: ReadonlyMap<string, ClassicScope> = new Map(classicScopes.map((scope) => [scope.name, scope]));

export function findClassicScope(name: string): ClassicScope | undefined {
  return byName.get(name);
}

/** The scope itself and all that it includes. */
export function withIncluded(name: string): readonly string[] {
  return [name, ...(byName.get(name)?.includes ?? []).flatMap(withIncluded)];
}

/** Without what another of them includes. */
export function withoutIncluded(names: readonly string[]): readonly string[] {
  const included = new Set(names.flatMap((name) => withIncluded(name).slice(1)));
  return [...new Set(names)].filter((name) => !included.has(name));
}

/** Those that go past what was agreed. What GitHub invented yesterday is covered by itself alone. */
export function scopesBeyond(agreed: readonly string[], actual: readonly string[]): readonly string[] {
  const covered = new Set(agreed.flatMap(withIncluded));
  return actual.filter((name) => !covered.has(name));
}

/** What the scopes let a token do together, the most dangerous first; never empty. An unknown scope may be anything. */
export function classicPowers(names: readonly string[]): readonly PowerHere[] {
  const has = new Set<string>(
    names.flatMap(withIncluded).flatMap((name) => (byName.get(name) ?? { powers: ['do_what_is_unknown'] }).powers),
  );
  // Editing workflows takes pushing, and runs with their secrets.
  const found = powerRows.filter(({ power }) => has.has(power));
  const worse = found.filter(({ power }) => power !== 'read_other');
  if (worse.length > 0) return worse;
  return powerRows.filter(({ power }) => power === (names.length > 0 ? 'read_other' : 'read_public_only'));
}

/** How dangerous one scope is by itself. */
export function gradeOfScope(name: string): Grade {
  const own = classicPowers([name]).map(({ grade }) => grade);
  return grades.toReversed().find((grade) => own.includes(grade)) ?? 'low';
}

const words = (text: string): readonly string[] => text.toLowerCase().split(/[^a-z0-9]/);

/** Type-ahead, by GitHub's name and by what it can do: `said` are its words. */
export function searchClassicScopes(typed: string, said: (name: string) => string): readonly ClassicScope[] {
  const wanted = words(typed.slice(0, 100));
  const fits = ({ name }: ClassicScope): boolean => {
    const own = [...words(name), ...words(said(name))];
    return wanted.every((word) => own.some((one) => one.startsWith(word)));
  };
  const begins = ({ name }: ClassicScope): number => (name.startsWith(typed.trim().toLowerCase()) ? 0 : 1);
  return classicScopes.filter(fits).toSorted((one, other) => begins(one) - begins(other));
}
