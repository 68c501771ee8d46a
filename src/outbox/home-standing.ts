// Who somebody is on their Home: asked of GitHub and Slack now and then, since a burst of changes would otherwise be a burst of questions.
import { type AppHome, isRoleFresh } from '../domain/homes/app-home.ts';
import { type AskedRole, type HomeStanding, standingOf } from '../domain/homes/home-standing.ts';
import { rulesOfHome } from '../domain/homes/waits-for-reviewer.ts';
import type { Organization } from '../domain/organization.ts';
import type { Link } from '../domain/people/link.ts';
import { policyOf } from '../domain/policy/policy.ts';
import { roleNow } from '../operations/people/authorize.ts';
import { fitsNow } from '../operations/people/fits-reviewer.ts';
import { mayDecideFor } from '../operations/people/may-decide-for.ts';
import type { Ports } from '../ports/ports.ts';

const timeoutMs = 10_000;
const none: AskedRole['fits'] = new Map();

export async function standingOnHome(
  ports: Ports,
  home: AppHome,
  link: Link,
  known: readonly Organization[],
): Promise<HomeStanding> {
  const now = ports.clock.now();
  if (isRoleFresh(home, now)) return { ownerOf: home.ownerOf, unchecked: [], isUnsure: false };
  const asked: AskedRole[] = [];
  for (const organization of known) {
    // Who was vouched for by one owner reviews nothing.
    const role = (await mayDecideFor(ports, organization, link)) ? await roleNow(ports, organization, link) : 'none';
    asked.push({ organization, role, fits: role === 'member' ? await rulesThatFit(ports, organization, link) : none });
  }
  return standingOf(home.ownerOf, asked, now);
}

async function rulesThatFit(ports: Ports, { id, login }: Organization, link: Link): Promise<AskedRole['fits']> {
  const policy = policyOf(ports.policy(), login);
  if (policy === undefined) return none;
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
  return fitsNow(lately, link, reviewers, { organization: login, timeoutMs });
}
