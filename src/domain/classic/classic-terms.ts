// What was asked for where no fine-grained token can do it: why, and which scopes. GitHub gives a classic token its scopes in every
// repository and organization that its holder reaches.

/**
 * What fine-grained tokens can't do, by GitHub's own list:
 * https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/managing-your-personal-access-tokens#fine-grained-personal-access-tokens-limitations
 */
export const classicReasons = [
  'outside_contributor',
  'outside_collaborator',
  'several_organizations',
  'packages',
  'checks',
  'own_projects',
  'enterprise',
] as const;
export type ClassicReason = (typeof classicReasons)[number];

export type ClassicTerms = { readonly reason: ClassicReason; readonly scopes: readonly string[] };

export function readClassicReason(given: unknown): ClassicReason | null {
  return classicReasons.find((reason) => reason === given) ?? null;
}
