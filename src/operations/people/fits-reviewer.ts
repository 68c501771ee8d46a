import type { LinkedPerson } from '../../domain/person.ts';
import { kindOfReviewer, type ReviewerRule } from '../../domain/policy/reviewer-rule.ts';
import type { Reviewers } from '../../domain/policy/reviewers.ts';
import type { Matching } from '../../domain/policy/rules/rule.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { namedLogin } from './accounts.ts';
import { groupMembers } from './group-members.ts';

type Fitting = { readonly organization: string; readonly timeoutMs: number };

/** Whether the person is one of those whom a rule names, asked afresh of whoever knows. Whether somebody is an owner is asked with the membership. */
async function fits(
  ports: Ports,
  rule: ReviewerRule,
  person: LinkedPerson,
  { repositories }: Reviewers,
  { organization, timeoutMs }: Fitting,
): Promise<boolean> {
  const { github } = ports;
  const kind = kindOfReviewer(rule);
  switch (kind.is) {
    case 'owners':
      return false;
    case 'repository_admins': {
      if (repositories.length === 0) return false;
      const each = repositories.map((one) => github.administers(organization, one, person, timeoutMs));
      return (await Promise.all(each)).every((one) => one);
    }
    case 'team':
      return (await github.isInTeam(organization, kind.name, person.login, timeoutMs)) === true;
    case 'group':
      return (await groupMembers(ports, kind.name, timeoutMs))?.includes(person.slackId) ?? false;
    // Who has a login is what the policy's people say: the account was pinned when it was first linked.
    case 'person':
      return namedLogin(ports, person.slackId)?.toLowerCase() === kind.name;
  }
}

/** Each rule besides the owners'. What Slack or GitHub did not say in time is not known, and lets nobody decide. */
export async function fitsNow(
  ports: Ports,
  person: LinkedPerson,
  reviewers: Reviewers,
  about: Fitting,
): Promise<Map<ReviewerRule, Matching>> {
  const rules = reviewers.rules.filter((rule) => rule !== 'owners');
  const found = await Promise.all(
    rules.map(async (rule): Promise<readonly [ReviewerRule, Matching]> => {
      try {
        return [rule, (await fits(ports, rule, person, reviewers, about)) ? 'yes' : 'no'];
      } catch (error) {
        if (error instanceof Fault) return [rule, 'unknown'];
        throw error;
      }
    }),
  );
  return new Map(found);
}
