// What we read of GitHub's answers, checked at the boundary. Names and levels that we don't know are carried as they are.
import { z } from 'zod';
import type { GithubUserId, Instant, PatId, PatRequestId, RepositoryId, TokenId } from '../domain/ids.ts';
import type { GithubAccount } from '../domain/person.ts';
import { said } from '../domain/said.ts';
import type { Permissions, Repository } from '../domain/scope/agreement.ts';
import type { ListedActiveToken, ListedPendingToken } from '../domain/tokens/sighting.ts';
import { Fault } from '../ports/fault.ts';

const instant = z.string().transform((text, context): Instant => {
  const at = Date.parse(text);
  if (Number.isNaN(at)) {
    context.addIssue('is not a time');
    return z.NEVER;
  }
  return at;
});

const id = z.number().int().positive();
const account = z.object({ id, login: z.string().min(1) });
/** Own properties only and all of them, whatever GitHub names a permission: zod's record drops a key `__proto__`. */
const levels = z
  .custom<object>((value) => typeof value === 'object' && value !== null && !Array.isArray(value))
  .transform((found, context): Readonly<Record<string, string>> => {
    const entries: readonly (readonly [string, unknown])[] = Object.entries(found);
    if (entries.every((entry): entry is readonly [string, string] => typeof entry[1] === 'string')) {
      return Object.fromEntries(entries);
    }
    context.addIssue('has a level that is no text');
    return z.NEVER;
  })
  .default({});
/** A group that we don't know is carried among the others: whatever was not agreed there exceeds. */
const permissions = z
  .object({ repository: levels, organization: levels, other: levels })
  .catchall(levels)
  .transform(({ repository, organization, other, ...unknown }): Permissions => {
    const strange = Object.entries(unknown).flatMap(([group, found]) =>
      Object.entries(found).map(([name, level]) => [`${group}/${name}`, level] as const),
    );
    return {
      repository,
      organization,
      other: Object.fromEntries([...Object.entries(other), ...strange]),
    };
  });

const token = z.object({
  id,
  owner: account,
  repository_selection: z.enum(['none', 'all', 'subset']),
  permissions,
  token_id: id,
  token_name: z.string(),
  token_expired: z.boolean(),
  // Null means that it never expires. It is never a date.
  token_expires_at: instant.nullable(),
  token_last_used_at: instant.nullable(),
});
// The reason decides nothing: a token whose reason is missing is read all the same.
const reason = z
  .string()
  .nullish()
  .transform((text) => text ?? null);
export const pendingToken = token.extend({ reason, created_at: instant });
export const activeToken = token.extend({ access_granted_at: instant });
export const repository = z.object({ id, name: z.string().min(1), private: z.boolean() });
export const repositoryWithTopics = repository.extend({ topics: z.array(z.string()).default([]) });
export const team = z.object({ id, slug: z.string() });
export const teamMembership = z.object({ state: z.string() });
export const user = account;
export const profile = z.object({ name: z.string().nullish(), created_at: instant });
export const membership = z.object({
  state: z.string(),
  role: z.string(),
  // GitHub's description allows null. Whose membership it is decides everything, so that says nothing, not even "no member".
  user: account,
});
export const permission = z.object({ permission: z.string(), user: account.nullable() });
export const installation = z.object({
  id,
  suspended_at: z.string().nullable().optional(),
  account: z.object({ id, login: z.string() }),
  permissions: z.record(z.string(), z.string()).optional(),
});

export const installationToken = z.object({ token: z.string().min(1) });

/** An answer that is not what GitHub documents proves nothing. */
export function read<T>(schema: z.ZodType<T>, data: unknown): T {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  // A page where GitHub's answer should be, as a proxy or a hotel's network gives it.
  throw new Fault('github', 'bad_answer', { isRetryable: true, said: said(data), cause: parsed.error });
}

/** An item that GitHub lists and that can't be read: which one, and by which field. Never a value. */
export type OddItem = { readonly id: number | null; readonly tokenId: number | null; readonly field: string };

/** The items of a list that can be read, and those that can't. */
export function readItems<T>(
  schema: z.ZodType<T>,
  data: unknown,
): { readonly items: readonly T[]; readonly odd: readonly OddItem[] } {
  const items: T[] = [];
  const odd: OddItem[] = [];
  for (const one of read(z.array(z.unknown()), data)) {
    const parsed = schema.safeParse(one);
    if (parsed.success) items.push(parsed.data);
    else odd.push({ ...idsOf(one), field: parsed.error.issues[0]?.path.map(String).join('.') || 'the item itself' });
  }
  return { items, odd };
}

function idsOf(item: unknown): { readonly id: number | null; readonly tokenId: number | null } {
  const found = z.object({ id: z.unknown(), token_id: z.unknown() }).safeParse(item).data;
  const known = (value: unknown): number | null => id.safeParse(value).data ?? null;
  return { id: known(found?.id), tokenId: known(found?.token_id) };
}

export function asAccount({ id: githubId, login }: z.infer<typeof account>): GithubAccount {
  return { githubId: githubId as GithubUserId, login };
}

export function asRepository(found: z.infer<typeof repository>): Repository {
  return { id: found.id as RepositoryId, name: found.name, isPrivate: found.private };
}

function common(found: z.infer<typeof token>) {
  return {
    tokenId: found.token_id as TokenId,
    tokenName: found.token_name,
    holder: asAccount(found.owner),
    selection: found.repository_selection,
    permissions: found.permissions,
    isExpired: found.token_expired,
    expiresAt: found.token_expires_at,
  };
}

export function asPendingToken(found: z.infer<typeof pendingToken>): ListedPendingToken {
  return {
    ...common(found),
    patRequestId: found.id as PatRequestId,
    reason: found.reason,
    createdAt: found.created_at,
  };
}

export function asActiveToken(found: z.infer<typeof activeToken>): ListedActiveToken {
  return {
    ...common(found),
    patId: found.id as PatId,
    accessGrantedAt: found.access_granted_at,
    lastUsedAt: found.token_last_used_at,
  };
}
