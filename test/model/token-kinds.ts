import type { TokenScope } from '@countersign/sandbox-github/people';
import type { FieldValue } from '@countersign/sandbox-slack/fill-answer';
import fc from 'fast-check';

const dayMs = 86_400_000;

type Kind = {
  readonly asked: Readonly<Record<string, FieldValue>>;
  readonly days: number;
  readonly scope: TokenScope;
};

/** Few kinds, near to each other: what is made often fits what was asked, and as often nearly. */
export const kinds: readonly Kind[] = [
  {
    asked: { repository_access: 'subset', repositories: ['website'], permissions: ['contents:read'] },
    days: 30,
    scope: {
      permissions: { repository: { contents: 'read' } },
      repositorySelection: 'subset',
      repositories: ['website'],
    },
  },
  {
    asked: { repository_access: 'subset', repositories: ['release-tools', 'website'], permissions: ['contents:write'] },
    days: 30,
    scope: {
      permissions: { repository: { contents: 'write' } },
      repositorySelection: 'subset',
      repositories: ['release-tools', 'website'],
    },
  },
  {
    asked: { repository_access: 'all', permissions: ['contents:read'] },
    days: 7,
    scope: { permissions: { repository: { contents: 'read' } }, repositorySelection: 'all' },
  },
];

/** What is made of a kind on GitHub, beside what was asked for. */
const variations = ['exact', 'exact', 'exact', 'shorter', 'wider', 'all', 'later', 'never'] as const;
type Variation = (typeof variations)[number];

export type Made = { readonly kind: number; readonly variation: Variation };
export const made: fc.Arbitrary<Made> = fc.record({
  kind: fc.nat({ max: kinds.length - 1 }),
  variation: fc.constantFrom(...variations),
});

export function kindOf(index: number): Kind {
  const kind = kinds[index];
  if (kind === undefined) throw new Error(`there is no kind ${index}`);
  return kind;
}

export function scopeOf({ kind, variation }: Made): TokenScope {
  const { scope } = kindOf(kind);
  if (variation === 'wider') {
    return { ...scope, permissions: { repository: { ...scope.permissions.repository, issues: 'write' } } };
  }
  return variation === 'all' ? { permissions: scope.permissions, repositorySelection: 'all' } : scope;
}

export function endOf({ kind, variation }: Made, now: number): Date | null {
  const { days } = kindOf(kind);
  if (variation === 'never') return null;
  return new Date(now + (variation === 'later' ? days + 40 : variation === 'shorter' ? 3 : days) * dayMs);
}

export function nameOf(kind: number): string {
  return `job-${kind}`;
}

/** What a token is called beside its request: most often the same, or written otherwise, or something else altogether. */
const namings = ['as asked', 'as asked', 'as asked', 'as asked', 'in capitals', 'as another', 'otherwise'] as const;
export type Naming = (typeof namings)[number];
export const naming: fc.Arbitrary<Naming> = fc.constantFrom(...namings);

export function namedOf(kind: number, as: Naming): string {
  if (as === 'in capitals') return ` ${nameOf(kind).toUpperCase()}`;
  if (as === 'as another') return nameOf((kind + 1) % kinds.length);
  return as === 'otherwise' ? 'quick-hack' : nameOf(kind);
}
