/** What the GitHub App may do, as GitHub names it: set-up asks for it, and doctor looks whether it is there. */
export const neededPermissions: Readonly<Record<string, 'read' | 'write'>> = {
  organization_personal_access_token_requests: 'write',
  organization_personal_access_tokens: 'write',
  members: 'read',
  metadata: 'read',
};

/** What its webhook tells, where it has one. */
export const neededEvents: readonly string[] = ['personal_access_token_request', 'organization'];

/** Each permission that is needed and not granted, as `name: level`. */
export function missingPermissions(granted: Readonly<Record<string, string>>): readonly string[] {
  const isEnough = (name: string, level: string): boolean => granted[name] === level || granted[name] === 'write';
  return Object.entries(neededPermissions)
    .filter(([name, level]) => !isEnough(name, level))
    .map(([name, level]) => `${name}: ${level}`);
}
