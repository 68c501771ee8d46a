// As what somebody's Home may show them others' requests: asked of GitHub and Slack now and then, since a burst of changes would otherwise be
// a burst of questions. For display only: what they may do is asked at the click.
import { type AppHome, isRoleFresh } from '../domain/homes/app-home.ts';
import { rulesOfHome } from '../domain/homes/waits-for-reviewer.ts';
import type { OrganizationId } from '../domain/ids.ts';
import type { Organization } from '../domain/organization.ts';
import type { Link } from '../domain/people/link.ts';
import type { ReviewerRule } from '../domain/policy/reviewer-rule.ts';
import { roleNow } from '../operations/people/authorize.ts';
import { fitsNow } from '../operations/people/fits-reviewer.ts';
import { mayDecideFor } from '../operations/people/may-decide-for.ts';
import type { Ports } from '../ports/ports.ts';

const timeoutMs = 10_000;

export type HomeStanding = {
  readonly ownerOf: AppHome['ownerOf'];
  /** Where GitHub did not say whether they are an owner, and never had. */
  readonly unchecked: readonly string[];
  /** Something else was not said: whatever happens may concern them, and it is asked again. */
  readonly isUnsure: boolean;
};

export async function standingOnHome(
  ports: Ports,
  home: AppHome,
  link: Link,
  known: readonly Organization[],
): Promise<HomeStanding> {
  const now = ports.clock.now();
  if (isRoleFresh(home, now)) return { ownerOf: home.ownerOf, unchecked: [], isUnsure: false };
  const ids: OrganizationId[] = [];
  const reviews: { id: OrganizationId; rules: readonly ReviewerRule[] }[] = [];
  const unchecked: string[] = [];
  let isUnsure = false;
  for (const organization of known) {
    const { id, login } = organization;
    // Who was vouched for by one owner reviews nothing.
    if (!(await mayDecideFor(ports, organization, link))) continue;
    const role = await roleNow(ports, organization, link);
    const wasOwner = home.ownerOf?.ids.includes(id) === true;
    if (role === 'owner' || (role === 'unknown' && wasOwner)) ids.push(id);
    else if (role === 'unknown') unchecked.push(login);
    // Whoever reviews is a member.
    else if (role === 'member') {
      const found = await rulesThatFit(ports, organization, link);
      if (found.rules.length > 0) reviews.push({ id, rules: found.rules });
      isUnsure ||= found.isUnsure;
    }
  }
  return { ownerOf: unchecked.length > 0 ? null : { ids, reviews, askedAt: now }, unchecked, isUnsure };
}

async function rulesThatFit(
  ports: Ports,
  { id, login }: Organization,
  link: Link,
): Promise<{ readonly rules: readonly ReviewerRule[]; readonly isUnsure: boolean }> {
  const policy = ports.policy().organizations.find((one) => one.login.toLowerCase() === login.toLowerCase());
  if (policy === undefined) return { rules: [], isUnsure: false };
  const pending = (await ports.store.openRequests(id)).filter(({ status }) => status === 'pending');
  const reviewers = { rules: rulesOfHome(policy, pending), repositories: [] };
  // Slack answers few such questions a minute, and whoever clicks needs them.
  const lately: Ports = {
    ...ports,
    directory: {
      ...ports.directory,
      membersOfGroup: (group, waitMs) => ports.directory.membersOfGroupLately(group, waitMs),
    },
  };
  const fits = await fitsNow(lately, link, reviewers, { organization: login, timeoutMs });
  const answers = [...fits];
  return {
    rules: answers.flatMap(([rule, answer]) => (answer === 'yes' ? [rule] : [])),
    isUnsure: answers.some(([, answer]) => answer === 'unknown'),
  };
}
