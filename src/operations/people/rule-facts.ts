import type { Organization } from '../../domain/organization.ts';
import type { OrganizationPolicy } from '../../domain/policy/policy.ts';
import { inQuestion } from '../../domain/policy/rules/in-question.ts';
import type { RuleFacts, RuleSubject } from '../../domain/policy/rules/subject.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { liveMembership } from './authorize.ts';

const timeoutMs = 700;

/** What GitHub says of what the rules look at, asked afresh. What it did not say in time is left out: then a person decides, and nothing is allowed. */
export async function ruleFacts(
  ports: Ports,
  organization: Organization,
  { rules }: OrganizationPolicy,
  subject: RuleSubject,
): Promise<RuleFacts> {
  const { teams, ofTopics } = inQuestion(rules, subject, ports.clock.now());
  const { login } = organization;
  const [inTeams, topics] = await Promise.all([
    teamsOf(ports, organization, subject, teams),
    answered(ofTopics, async (one) => [one.id, await ports.github.topics(login, one, timeoutMs)] as const),
  ]);
  return { teams: inTeams, topics };
}

/** Teams know logins alone: whoever was renamed would be in none, and a rule that denies would not find them. */
async function teamsOf(
  ports: Ports,
  organization: Organization,
  { requester }: RuleSubject,
  teams: readonly string[],
): Promise<ReadonlyMap<string, boolean>> {
  if (teams.length === 0) return new Map();
  const membership = await liveMembership(ports, organization, requester, timeoutMs);
  if (membership === null || membership === 'not_checked') return new Map();
  const [{ login }, { account }] = [organization, membership];
  const ask = (team: string) => ports.github.isInTeam(login, team, account.login, timeoutMs);
  return answered(teams, async (team) => [team, await ask(team)] as const);
}

/** By what was asked about; without what is not known. */
async function answered<One, Key, Value>(
  list: readonly One[],
  ask: (one: One) => Promise<readonly [Key, Value | null]>,
): Promise<ReadonlyMap<Key, Value>> {
  const found = new Map<Key, Value>();
  await Promise.all(
    list.map(async (one) => {
      try {
        const [key, value] = await ask(one);
        if (value !== null) found.set(key, value);
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
      }
    }),
  );
  return found;
}
