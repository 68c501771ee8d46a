import { dayMs, type SlackUserId } from '../../domain/ids.ts';
import type { Organization } from '../../domain/organization.ts';
import { lackOfVouchers, objectionToClaim, openClaim } from '../../domain/people/advance-claim.ts';
import { type Claim, vouchesNeeded } from '../../domain/people/claim.ts';
import { readLogin } from '../../domain/people/read-login.ts';
import type { GithubAccount } from '../../domain/person.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { cleanLine } from '../../domain/user-text.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { askAnyOrganization } from './ask-any-organization.ts';
import { recognise } from './authorize.ts';
import { belongsTo } from './belongs-to.ts';
import { linkInTheWay } from './link-in-the-way.ts';
import { linkedOwners } from './linked-owners.ts';

/** Slack waits for 3 s: each of the three steps that ask GitHub has a part of that. */
const lookUpMs = 900;
const membershipMs = 800;
const ownersMs = 700;
/** A Claim that waits is a week old, and somewhat more where its end was late. */
const lookBackMs = 30 * dayMs;

export type Claimed = { readonly claim: Claim; readonly organization: Organization; readonly needed: number };

/**
 * Somebody says which GitHub account is theirs, where nobody can sign in: owners of an organization that it belongs to are asked. Nothing
 * follows from it before they confirm. What can't be theirs is refused at once, and so is what nobody could confirm.
 */
export async function claimAccount(
  ports: Ports,
  slackId: SlackUserId,
  typed: string,
  webUrl: string,
): Promise<Claimed | Refusal> {
  const stranger = await recognise(ports, slackId, true);
  if (stranger !== null) return stranger;
  const login = readLogin(typed, webUrl);
  if (login === null) return refuse({ why: 'no_such_account', login: cleanLine(typed).slice(0, 100) });
  try {
    const account = await askAnyOrganization(ports, (organization) =>
      ports.github.accountByLogin(organization, login, lookUpMs),
    );
    if (account === null) return refuse({ why: 'no_such_account', login });
    return await claim(ports, slackId, account);
  } catch (error) {
    if (error instanceof Fault && error.where === 'github') return refuse({ why: 'claim_not_checked', login });
    throw error;
  }
}

async function claim(ports: Ports, slackId: SlackUserId, account: GithubAccount): Promise<Claimed | Refusal> {
  const belongs = await belongsTo(ports, account, membershipMs);
  if (belongs === 'not_checked') return refuse({ why: 'claim_not_checked', login: account.login });
  const [home] = belongs.organizations;
  if (home === undefined) {
    const organizations = ports.policy().organizations.map(({ login }) => login);
    return refuse({ why: 'account_not_a_member', login: account.login, organizations });
  }
  const { isOwner } = belongs;
  const before = await linkInTheWay(ports, { slackId, account }, isOwner);
  if (before !== null) return before;
  const needed = vouchesNeeded({ isOwner });
  const lack = lackOfVouchers(account, home.login, await linkedOwners(ports, home, ownersMs), needed);
  if (lack !== null) return lack;
  const opened = await commitDecision(ports, async () => {
    const now = ports.clock.now();
    const meanwhile = await linkInTheWay(ports, { slackId, account }, isOwner);
    if (meanwhile !== null) return meanwhile;
    const known = await ports.store.claimsOf({ slackId, githubId: account.githubId }, now - lookBackMs);
    const objection = objectionToClaim(known, { slackId, account }, now);
    if (objection !== null) return objection;
    return openClaim({ id: ports.ids.next(), organizationId: home.id, slackId, account, isOwner }, now);
  });
  return isRefusal(opened) ? opened : { claim: opened.claim, organization: home, needed };
}
