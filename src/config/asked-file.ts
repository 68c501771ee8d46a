import { z } from 'zod';
import type { GithubUserId, Instant, RepositoryId } from '../domain/ids.ts';
import type { AskedWhole } from '../domain/policy/admit.ts';
import { findPermission } from '../domain/scope/permission-catalogue.ts';

// A request that nobody made yet, as JSON, to ask a policy about.

const keyed = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: ({ code, keys }) =>
      code === 'unrecognized_keys' ? `has keys that nothing knows: ${(keys ?? []).join(', ')}` : 'must be an object',
  });
const notAPermission = 'must be an object of permissions, like { "contents": "read" }';
const repository = z.union([z.string().min(1), keyed({ name: z.string().min(1), private: z.boolean() })], {
  error: 'must be a name, or an object like { "name": "website", "private": false }',
});
const notRepositories = 'must be "none", "all", or a list of repositories';
const notALifetime = 'must be a number of days, a date like "2027-03-31", or "never"';

const askedSchema = keyed({
  organization: z.string('must be a login').optional(),
  requester: z.string('must be a login').min(1).default('somebody'),
  holder: z.string('must be the login of a machine user').min(1).optional(),
  is_owner: z.boolean('must be true or false').optional(),
  purpose: z.string('must be a text').default(''),
  justification: z.string('must be a text').default(''),
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
  kind: z.enum(['request', 'unasked'], 'must be request or unasked').default('request'),
  at: z.iso.datetime({ error: 'must be a time like "2027-03-01T22:00:00Z"' }).optional(),
  deciders: z.int('must be a number').min(0, 'must be a number').optional(),
});

export type AskedFile = {
  /** Null where it is the only one of the policy. */
  readonly organization: string | null;
  readonly whole: AskedWhole;
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
    whole: {
      ...{ requester, holder, purpose: given.purpose, justification: given.justification, kind: given.kind },
      ...{ isOwner: given.is_owner ?? null, deciders: given.deciders ?? null },
      scope: {
        permissions: permissionsOf(given.permissions),
        access: accessOf(given.repositories),
        lifetime: lifetimeOf(given.lifetime),
      },
    },
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

/** A repository of which nothing else is said is private: what is not known is not taken for harmless. */
function accessOf(
  given: 'none' | 'all' | readonly (string | { readonly name: string; readonly private: boolean })[],
): AskedWhole['scope']['access'] {
  if (given === 'none' || given === 'all') return { selection: given };
  const repositories = given.map((one, index) => ({
    ...{ id: (index + 1) as RepositoryId, name: typeof one === 'string' ? one : one.name },
    isPrivate: typeof one === 'string' || one.private,
  }));
  return { selection: 'subset', repositories };
}

function lifetimeOf(given: number | string): AskedWhole['scope']['lifetime'] {
  if (typeof given === 'number') return { kind: 'days', days: given };
  return given === 'never' ? { kind: 'never' } : { kind: 'date', date: given };
}
