import type { Organization } from '../../domain/organization.ts';

/** Whose share of an organization's looks: each is for that organization alone. */
export function shareKey({ id }: Pick<Organization, 'id'>, login: string): string {
  return `${id} ${login.toLowerCase()}`;
}
