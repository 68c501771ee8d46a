/** What GitHub's new-token page would show for a pre-filled link. */
export type Prefilled = {
  readonly name: string;
  readonly description: string;
  readonly targetName: string | null;
  readonly expiresInDays: number | 'none';
  readonly permissions: Readonly<Record<string, string>>;
};

const levels = ['read', 'write', 'admin'];

/** Reads a link by the rules of GitHub's documentation. Throws where GitHub's page would show an error. */
export function readPrefill(link: string): Prefilled {
  const url = new URL(link);
  if (url.pathname !== '/settings/personal-access-tokens/new')
    throw new Error(`not the new-token page: ${url.pathname}`);
  const query = url.searchParams;
  const name = query.get('name') ?? '';
  const description = query.get('description') ?? '';
  if (name.length > 40) throw new Error('name has more than 40 characters');
  if (description.length > 1_024) throw new Error('description has more than 1024 characters');
  const expires = query.get('expires_in') ?? '30';
  const days = Number(expires);
  if (expires !== 'none' && (!Number.isInteger(days) || days < 1 || days > 366))
    throw new Error('expires_in is not 1 to 366 or none');
  const permissions: Record<string, string> = {};
  for (const [key, value] of query) {
    if (['name', 'description', 'target_name', 'expires_in'].includes(key)) continue;
    if (!levels.includes(value)) throw new Error(`${key} has no level ${value}`);
    permissions[key] = value;
  }
  return {
    name,
    description,
    targetName: query.get('target_name'),
    expiresInDays: expires === 'none' ? 'none' : days,
    permissions,
  };
}
