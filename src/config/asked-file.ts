import { z } from 'zod';
import { classicReasons } from '../domain/classic/classic-terms.ts';
import type { GithubUserId, Instant, RepositoryId } from '../domain/ids.ts';
import type { AskedWhole, Deciders } from '../domain/policy/asked.ts';
import { someone } from '../domain/policy/kept-facts.ts';
import type { OrganizationPolicy } from '../domain/policy/policy.ts';
import type { RuleFacts } from '../domain/policy/rules/subject.ts';
import { findPermission } from '../domain/scope/permission-catalogue.ts';

// A request that nobody made yet, as JSON, to ask a policy about.

const keyed = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: ({ code, keys }) =>
      code === 'unrecognized_keys' ? `has keys that nothing knows: ${(keys ?? []).join(', ')}` : 'must be an object',
  });
const notAPermission = 'must be an object of permissions, like { "contents": "read" }';
const repository = z.union(
  [
    z.string().min(1),
    keyed({ name: z.string().min(1), private: z.boolean().default(true), topics: z.array(z.string()).optional() }),
  ],
  {
    error: 'must be a name, or an object like { "name": "website", "private": false }',
  },
);
const notRepositories = 'must be "none", "all", or a list of repositories';
const notALifetime = 'must be a number of days, a date like "2027-03-31", or "never"';

const askedSchema = keyed({
  organization: z.string('must be a login').optional(),
  requester: z.string('must be a login').min(1).default('somebody'),
  holder: z.string('must be the login of a machine user').min(1).optional(),
  is_owner: z.boolean('must be true or false').optional(),
  purpose: z.string('must be a text').default(''),
  justification: z.string('must be a text').default(''),
  teams: z.array(z.string('must be the name of a team'), 'must be a list of teams').optional(),
  classic: keyed({
    reason: z.enum(classicReasons, `must be one of ${classicReasons.join(', ')}`),
    scopes: z.array(z.string('must be a scope'), 'must be a list of scopes').min(1, 'must be a list of scopes'),
  }).optional(),
  permissions: z
    .record(z.string(), z.enum(['read', 'write', 'admin'], 'must be read, write or admin'), notAPermission)
    .superRefine((permissions, context) => {
      for (const name of Object.keys(permissions).filter((one) => findPermission(one) === undefined)) {
        context.addIssue({ code: 'custom', path: [name], message: 'is a permission that we don’t know' });
      }
    }),
  repositories: z.union([z.literal(['none', 'all']), z.array(repository).min(1, notRepositories)], {
    error: notRepositories,
  }),
  lifetime: z.union([z.int().min(1, notALifetime), z.literal('never'), z.iso.date(notALifetime)], {
    error: notALifetime,
  }),
  kind: z.enum(['request', 'renewal', 'unasked'], 'must be request, renewal or unasked').default('request'),
  at: z.iso.datetime({ error: 'must be a time like "2027-03-01T22:00:00Z"' }).optional(),
  deciders: z.int('must be a number').min(0, 'must be a number').optional(),
});

export type AskedFile = {
  /** Null where it is the only one of the policy. */
  readonly organization: string | null;
  /** As the rules of a policy look at it: what nobody said of a team or a topic is not known. */
  readonly wholeFor: (policy: OrganizationPolicy) => AskedWhole;
  readonly at: Instant | null;
};

/** Reads it, or says everything that is wrong with it. */
export function readAskedFile(text: string, file: string): AskedFile | { readonly problems: readonly string[] } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problems: [`${file}: is not valid JSON`] };
  }
  const read = askedSchema.safeParse(value);
  if (!read.success) {
    return {
      problems: read.error.issues.map(({ path, message, input }) => {
        const key = path.length === 0 ? 'the file' : path.join('.');
        const missing = path.length > 0 && input === undefined && !hasKey(value, path);
        return `${file}: ${key}: ${missing ? 'is missing; it ' : ''}${message}`;
      }),
    };
  }
  const given = read.data;
  const requester = { githubId: 1 as GithubUserId, login: given.requester };
  const holder = given.holder === undefined ? requester : { githubId: 2 as GithubUserId, login: given.holder };
  return {
    organization: given.organization ?? null,
    at: given.at === undefined ? null : Date.parse(given.at),
    wholeFor: (policy) => ({
      ...{ requester, holder, purpose: given.purpose, justification: given.justification },
      kind: given.classic === undefined ? given.kind : 'classic',
      isOwner: given.is_owner ?? null,
      facts: { teams: teamsOf(given.teams, policy), topics: topicsOf(given.repositories) },
      deciders: decidersOf(given.deciders, policy),
      scope: {
        permissions: permissionsOf(given.permissions),
        access: accessOf(given.repositories),
        lifetime: lifetimeOf(given.lifetime),
        ...(given.classic === undefined ? {} : { classic: given.classic }),
      },
    }),
  };
}

function hasKey(value: unknown, path: readonly PropertyKey[]): boolean {
  return (
    path.reduce<unknown>((at, step) => (at as Record<PropertyKey, unknown> | undefined)?.[step], value) !== undefined
  );
}

function permissionsOf(given: Readonly<Record<string, string>>): AskedWhole['scope']['permissions'] {
  const groupOf = (name: string) => findPermission(name)?.group ?? 'other';
  const of = (group: 'repository' | 'organization' | 'other') =>
    Object.fromEntries(Object.entries(given).filter(([name]) => groupOf(name) === group));
  return { repository: of('repository'), organization: of('organization'), other: of('other') };
}

type GivenRepositories =
  | 'none'
  | 'all'
  | readonly (
      | string
      | { readonly name: string; readonly private: boolean; readonly topics?: readonly string[] | undefined }
    )[];

/** A repository of which nothing else is said is private: what is not known is not taken for harmless. */
function accessOf(given: GivenRepositories): AskedWhole['scope']['access'] {
  if (given === 'none' || given === 'all') return { selection: given };
  const repositories = given.map((one, index) => ({
    ...{ id: (index + 1) as RepositoryId, name: typeof one === 'string' ? one : one.name },
    isPrivate: typeof one === 'string' || one.private,
  }));
  return { selection: 'subset', repositories };
}

function topicsOf(given: GivenRepositories): RuleFacts['topics'] {
  const said = typeof given === 'string' ? [] : given;
  return new Map(
    said.flatMap((one, index) =>
      typeof one === 'string' || one.topics === undefined ? [] : [[(index + 1) as RepositoryId, one.topics] as const],
    ),
  );
}

/** Where the teams are said, there are no others. */
function teamsOf(given: readonly string[] | undefined, { rules }: OrganizationPolicy): RuleFacts['teams'] {
  if (given === undefined) return new Map();
  const asked = rules.flatMap(({ when }) =>
    (when.requester ?? []).flatMap((one) => (one.is === 'team' ? one.team : [])),
  );
  const theirs = given.map((team) => team.toLowerCase());
  return new Map(asked.map((team) => [team, theirs.includes(team.toLowerCase())]));
}

/** So many could decide, by whichever rule. */
function decidersOf(given: number | undefined, policy: OrganizationPolicy): Deciders {
  if (given === undefined) return new Map();
  const people = Array.from({ length: given }, (_, index) => someone(index));
  const named = policy.rules.flatMap(({ then }) => then.reviewers ?? []);
  return new Map((['owners', ...policy.reviewers, ...named] as const).map((rule) => [rule, people]));
}

function lifetimeOf(given: number | string): AskedWhole['scope']['lifetime'] {
  if (typeof given === 'number') return { kind: 'days', days: given };
  return given === 'never' ? { kind: 'never' } : { kind: 'date', date: given };
}
