import type { GithubUserId, OrganizationId, RequestNumber } from '../domain/ids.ts';
import type { Named } from '../domain/requests/meant-by-name.ts';

/** A button's `value` is `id.revision` of what it acts on: a click on another revision decides nothing. Only ids reach people's clients. */
export function requestValue({
  number,
  revision,
}: {
  readonly number: RequestNumber;
  readonly revision: number;
}): string {
  return `${number}.${revision}`;
}

export function tokenValue({ id, revision }: { readonly id: string; readonly revision: number }): string {
  return `${id}.${revision}`;
}

/** The answer to which request a token was made for: `id.revision.number`, 0 for none of them. */
export function answerValue(token: Parameters<typeof tokenValue>[0], number: RequestNumber | null): string {
  return `${tokenValue(token)}.${number ?? 0}`;
}

/** Keep an unused token: `id.revision.keep`, since the same button accepts a token elsewhere. */
export function keepValue(token: Parameters<typeof tokenValue>[0]): string {
  return `${tokenValue(token)}.keep`;
}

/** The question of a request that an answer is to: `number.revision.place`. */
export function questionValue(request: Parameters<typeof requestValue>[0], place: number): string {
  return `${requestValue(request)}.${place}`;
}

/** An organization, `id.1`: what is done to all of something that it has, whatever there is when it is done. */
export function organizationValue(id: OrganizationId): string {
  return `${id}.1`;
}

/** Whose tokens, where. */
export type Holding = { readonly organizationId: OrganizationId; readonly githubId: GithubUserId };

export function holdingValue({ organizationId, githubId }: Holding): string {
  return `${organizationId}-${githubId}.1`;
}

/** The account that somebody was linked to. */
export function accountValue(id: GithubUserId): string {
  return String(id);
}

/** The page of a list that a button leads to, from 0. */
export function pageValue(page: number): string {
  return `page.${page}`;
}

/** Permissions as the form's options name them, `name:level,name:level`. */
export function permissionsValue(options: readonly string[]): string {
  return options.join(',');
}

export type SeenValue = { readonly id: string; readonly revision: number };

/** Anything but `id.revision` decides nothing. */
export function readValue(value: string): SeenValue | null {
  const parts = /^([A-Za-z0-9-]{1,64})\.(\d{1,9})$/.exec(value);
  return parts?.[1] === undefined ? null : { id: parts[1], revision: Number(parts[2]) };
}

export function readKeepValue(value: string): SeenValue | null {
  return value.endsWith('.keep') ? readValue(value.slice(0, -'.keep'.length)) : null;
}

export function readRequestValue(value: string): { readonly number: RequestNumber; readonly revision: number } | null {
  const read = readValue(value);
  return read === null || !/^\d{1,9}$/.test(read.id)
    ? null
    : { number: Number(read.id) as RequestNumber, revision: read.revision };
}

/** What a button stands beside: a request's value begins with its number, a token's with its id. */
export function readNamedValue(value: string): Named | null {
  const request = readRequestValue(value);
  if (request !== null) return { of: 'request', number: request.number };
  const token = readValue(value);
  return token === null ? null : { of: 'token', id: token.id };
}

export function readAnswerValue(value: string): (SeenValue & { readonly number: RequestNumber | null }) | null {
  const parts = /^(.+)\.(\d{1,9})$/.exec(value);
  const seen = parts?.[1] === undefined ? null : readValue(parts[1]);
  if (seen === null) return null;
  const number = Number(parts?.[2]);
  return { ...seen, number: number === 0 ? null : (number as RequestNumber) };
}

export function readQuestionValue(
  value: string,
): { readonly number: RequestNumber; readonly revision: number; readonly place: number } | null {
  const parts = /^(.+)\.([1-9]\d{0,3})$/.exec(value);
  const seen = parts?.[1] === undefined ? null : readRequestValue(parts[1]);
  return seen === null ? null : { ...seen, place: Number(parts?.[2]) };
}

export function readOrganizationValue(value: string): OrganizationId | null {
  const id = readValue(value)?.id ?? '';
  return /^\d{1,15}$/.test(id) ? (Number(id) as OrganizationId) : null;
}

export function readHoldingValue(value: string): Holding | null {
  const parts = /^(\d{1,15})-(\d{1,15})\.1$/.exec(value);
  return parts === null
    ? null
    : { organizationId: Number(parts[1]) as OrganizationId, githubId: Number(parts[2]) as GithubUserId };
}

/** The first page for anything else. */
export function readPageValue(value: string): number {
  const found = /^page\.(\d{1,6})$/.exec(value);
  return found === null ? 0 : Number(found[1]);
}

/** Anything may stand in it: whoever reads it asks whether each is a permission. */
export function readPermissionsValue(value: string): readonly string[] {
  return value.split(',');
}

/** Whether a button names this account. */
export function namesAccount(value: string, id: GithubUserId): boolean {
  return value === accountValue(id);
}
