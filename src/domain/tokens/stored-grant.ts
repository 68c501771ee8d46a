// A living grant as its row has it, its scope unread: in a pass most grants are as they were, and to compare the text is enough to say so.
import { canonicalJson } from '../canonical-json.ts';
import { redactCredentials } from '../credential.ts';
import { cleanLine } from '../user-text.ts';
import { isUsedAsKnown } from './refresh-grant.ts';
import type { ListedActiveToken } from './sighting.ts';
import type { ActiveToken } from './token.ts';

export type StoredGrant = Pick<
  ActiveToken,
  'id' | 'patId' | 'tokenId' | 'accessGrantedAt' | 'holder' | 'tokenName' | 'repositoriesReadAt' | 'lastUsedAt'
> & {
  /** An ActualScope as canonical JSON: access, createdAt, expiresAt, permissions, in this order. */
  readonly scope: string;
};

/** Thousands of tokens ask for the same few sets of permissions. */
const mostKnown = 1_000;
const known = new Map<string, string>();

function textOf(permissions: ListedActiveToken['permissions']): string {
  const asListed = JSON.stringify(permissions);
  const kept = known.get(asListed);
  if (kept !== undefined) return kept;
  if (known.size >= mostKnown) known.clear();
  const text = canonicalJson(permissions);
  known.set(asListed, text);
  return text;
}

const selections = {
  all: '{"access":{"selection":"all"},',
  none: '{"access":{"selection":"none"},',
  subset: '{"access":{"repositories":[',
} as const satisfies Readonly<Record<ListedActiveToken['selection'], string>>;

export function isOfSubset({ scope }: StoredGrant): boolean {
  return scope.startsWith(selections.subset);
}

/** Whether the list shows a living grant just as its row has it, the repositories as they were read last: then there is nothing to conclude. */
export function isAsListed(row: StoredGrant, listed: ListedActiveToken): boolean {
  const { tokenName, holder, selection, permissions, expiresAt, lastUsedAt } = listed;
  return (
    (row.tokenName === tokenName || row.tokenName === redactCredentials(cleanLine(tokenName))) &&
    row.holder.login === holder.login &&
    isUsedAsKnown(row, lastUsedAt) &&
    row.scope.startsWith(selections[selection]) &&
    row.scope.endsWith(`,"expiresAt":${expiresAt},"permissions":${textOf(permissions)}}`)
  );
}
