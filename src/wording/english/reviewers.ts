import { kindOfReviewer, type ReviewerRule } from '../../domain/policy/reviewer-rule.ts';
import type { Speech } from '../speech.ts';

/** Those whom a rule names, as the subject or the object of a sentence. */
function reviewersOf(rule: ReviewerRule, organization: string, speech: Pick<Speech, 'name' | 'group'>): string {
  const kind = kindOfReviewer(rule);
  switch (kind.is) {
    case 'owners':
      return organization === '' ? 'the owners' : `the owners of ${speech.name(organization)}`;
    case 'repository_admins':
      return 'whoever administers every repository in it';
    case 'team':
      return `the team ${speech.name(kind.name)}`;
    case 'group':
      return speech.group(kind.name);
    case 'person':
      return speech.name(kind.name);
  }
}

/** "the owners of acme", "the team security or the owners of acme": one of them is enough. Without an organization it goes without saying. */
export function reviewersSaid(
  rules: readonly ReviewerRule[],
  organization: string,
  speech: Pick<Speech, 'name' | 'group'>,
): string {
  const all = rules.map((rule) => reviewersOf(rule, organization, speech));
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} or ${all.at(-1)}`;
}

/** What lets somebody decide who is no owner, after their name; empty of an owner. */
export function reviewingAs(as: ReviewerRule | undefined, speech: Speech): string {
  if (as === undefined) return '';
  const kind = kindOfReviewer(as);
  switch (kind.is) {
    case 'owners':
      return '';
    case 'repository_admins':
      return ' (administers its repositories)';
    case 'team':
      return ` (team ${speech.name(kind.name)})`;
    case 'group':
      return ` (${speech.group(kind.name)})`;
    case 'person':
      return ' (named in the policy)';
  }
}
