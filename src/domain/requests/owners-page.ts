// Where an owner decides on GitHub: the organization's own settings.
export function ownersPage(webUrl: string, organization: string, of: 'waiting' | 'active'): string {
  const page = of === 'waiting' ? 'personal-access-token-requests' : 'personal-access-tokens';
  return `${webUrl.replace(/\/$/, '')}/organizations/${encodeURIComponent(organization)}/settings/${page}`;
}

/** Where people see their own tokens on GitHub, and regenerate them. */
export function holdersPage(webUrl: string): string {
  return `${webUrl.replace(/\/$/, '')}/settings/personal-access-tokens`;
}
