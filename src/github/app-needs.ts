import type { Mode } from '../domain/policy/policy.ts';

export type Needed = Readonly<Record<string, 'read' | 'write'>>;

/** What the GitHub App may do, as GitHub names it: set-up asks for it, and doctor looks whether it is there. */
export const neededPermissions: Needed = {
  organization_personal_access_token_requests: 'write',
  organization_personal_access_tokens: 'write',
  members: 'read',
  metadata: 'read',
};

/** Where the policy only observes, reading is enough: Countersign then could change nothing even if it would. */
const observerPermissions: Needed = {
  ...neededPermissions,
  organization_personal_access_token_requests: 'read',
  organization_personal_access_tokens: 'read',
};

export function neededFor(mode: Mode): Needed {
  return mode === 'observe' ? observerPermissions : neededPermissions;
}

/** What it may have besides: to see, and to end, classic tokens in organizations with SAML SSO. */
export const forClassicTokens = 'organization_administration';

/** What its webhook tells, where it has one. */
export const neededEvents: readonly string[] = ['personal_access_token_request', 'organization'];

/** Each permission that is needed and not granted, as `name: level`. */
export function missingPermissions(granted: Readonly<Record<string, string>>, needed: Needed): readonly string[] {
  const isEnough = (name: string, level: string): boolean => granted[name] === level || granted[name] === 'write';
  return Object.entries(needed)
    .filter(([name, level]) => !isEnough(name, level))
    .map(([name, level]) => `${name}: ${level}`);
}
