// Who asks. Whether somebody is an owner, or in a team, is a fact of GitHub's.

import { type Matching, matching, type RequesterMatch, type When } from './rule.ts';
import type { Account } from './subject.ts';

export function byRequester({ requester }: When, account: Account): Matching {
  if (requester === undefined) return 'yes';
  const found = requester.map((one) => matchOne(one, account));
  return found.includes('yes') ? 'yes' : found.includes('unknown') ? 'unknown' : 'no';
}

function matchOne(one: RequesterMatch, { logins, isOwner, requester, holder, facts }: Account): Matching {
  if (one.is === 'login') return matching(logins.includes(one.login));
  if (one.is === 'machine_user') return matching(requester.githubId !== holder.githubId);
  if (one.is === 'team') {
    const isInTeam = facts?.teams.get(one.team);
    return isInTeam === undefined ? 'unknown' : matching(isInTeam);
  }
  return isOwner === null ? 'unknown' : matching(isOwner);
}
