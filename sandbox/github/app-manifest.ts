// What GitHub's page says of an App's manifest before it shows the button.

export type Manifest = {
  readonly name: string;
  readonly url: string;
  readonly redirect_url: string;
  readonly public: boolean;
  readonly hook_attributes?: { readonly url: string; readonly active?: boolean };
  readonly default_permissions: Readonly<Record<string, string>>;
  readonly default_events: readonly string[];
};

/** Each event with the permission that it needs. */
const events: Readonly<Record<string, string>> = {
  personal_access_token_request: 'organization_personal_access_token_requests',
  organization: 'members',
};

function isUrl(value: unknown): value is string {
  return typeof value === 'string' && URL.canParse(value);
}

function problemOf(given: Record<string, unknown>): string | null {
  const { hook_attributes: hook, default_permissions: permissions = {}, default_events: wanted = [] } = given;
  // GitHub names the key without its parent.
  if (!isUrl(given.url) || (hook !== undefined && !isUrl((hook as { url?: unknown }).url)))
    return '"url" wasn’t supplied.';
  if (!isUrl(given.redirect_url)) return '"redirect_url" must be a URL.';
  if (typeof given.name !== 'string' || given.name.length > 34) return 'Name is too long (maximum is 34 characters)';
  const named = Array.isArray(wanted) ? wanted.map(String) : [];
  if (named.length > 0 && hook === undefined) return '"url" wasn’t supplied.';
  const unsupported = named.filter((event) => !(events[event] !== undefined && events[event] in Object(permissions)));
  return unsupported.length > 0 ? `Default events unsupported: ${unsupported.join(', ')}` : null;
}

export function readManifest(text: string): { readonly manifest: Manifest } | { readonly problem: string } {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return { problem: 'The configuration does not appear to be a valid GitHub App manifest.' };
  }
  if (typeof given !== 'object' || given === null) return { problem: 'The configuration is empty.' };
  const problem = problemOf(given as Record<string, unknown>);
  if (problem !== null) return { problem: `Invalid GitHub App configuration. Error: ${problem}` };
  return { manifest: { public: false, default_events: [], default_permissions: {}, ...given } as unknown as Manifest };
}
