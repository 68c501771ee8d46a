// Where an owner decides on GitHub: the organization's own settings.
export function ownersPage(webUrl: string, organization: string, of: 'waiting' | 'active'): string {
  const page = of === 'waiting' ? 'personal-access-token-requests' : 'personal-access-tokens';
  return `${webUrl.replace(/\/$/, '')}/organizations/${encodeURIComponent(organization)}/settings/${page}`;
}
