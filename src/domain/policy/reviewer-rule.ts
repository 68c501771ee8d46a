// How the policy writes whom it lets decide.

/**
 * As the policy writes it: the organization's owners, a GitHub team by its slug, who administers every repository asked for, a Slack user
 * group by its id, a login of the policy's `people`.
 */
export type ReviewerRule = 'owners' | 'repository-admins' | `team:${string}` | `slack:${string}` | `user:${string}`;

export type ReviewerKind =
  | { readonly is: 'owners' | 'repository_admins' }
  | { readonly is: 'team' | 'group' | 'person'; readonly name: string };

const kinds = { team: 'team', slack: 'group', user: 'person' } as const;

export function kindOfReviewer(rule: ReviewerRule): ReviewerKind {
  if (rule === 'owners') return { is: 'owners' };
  if (rule === 'repository-admins') return { is: 'repository_admins' };
  const [prefix = '', ...rest] = rule.split(':');
  return { is: kinds[prefix as keyof typeof kinds], name: rest.join(':') };
}

export function eachRuleOnce(one: readonly ReviewerRule[], other: readonly ReviewerRule[]): readonly ReviewerRule[] {
  return [...new Set([...one, ...other])];
}
