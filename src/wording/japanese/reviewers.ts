import { kindOfReviewer, type ReviewerRule } from '../../domain/policy/reviewer-rule.ts';
import type { Speech } from '../speech.ts';
import { either } from './terms.ts';

/** Those whom a rule names. */
function reviewersOf(rule: ReviewerRule, organization: string, speech: Pick<Speech, 'name' | 'group'>): string {
  const kind = kindOfReviewer(rule);
  switch (kind.is) {
    case 'owners':
      return organization === '' ? '所有者' : `${speech.name(organization)} の所有者`;
    case 'repository_admins':
      return 'すべての対象リポジトリの管理者';
    case 'team':
      return `Team ${speech.name(kind.name)}`;
    case 'group':
      return speech.group(kind.name);
    case 'person':
      return speech.name(kind.name);
  }
}

/** One of them is enough. Without an organization it goes without saying. */
export function reviewersSaid(
  rules: readonly ReviewerRule[],
  organization: string,
  speech: Pick<Speech, 'name' | 'group'>,
): string {
  const said = either(rules.map((rule) => reviewersOf(rule, organization, speech)));
  // A Japanese word follows.
  return /[!-~]$/.test(said) ? `${said} ` : said;
}

/** What lets somebody decide who is no owner, after their name; empty of an owner. */
export function reviewingAs(as: ReviewerRule | undefined, speech: Speech): string {
  if (as === undefined) return '';
  const kind = kindOfReviewer(as);
  switch (kind.is) {
    case 'owners':
      return '';
    case 'repository_admins':
      return '（リポジトリの管理者）';
    case 'team':
      return `（Team ${speech.name(kind.name)}）`;
    case 'group':
      return `（${speech.group(kind.name)}）`;
    case 'person':
      return '（ポリシーで指定）';
  }
}
