import type { Answer } from '../loopback-server.ts';
import { invalid, notFound, ok } from './answers.ts';
import { describeMembership, fullOrganization, simpleAccount, simpleOrganization } from './describe-account.ts';
import { isActiveMember, userById } from './directory.ts';
import { answerPage } from './paging.ts';
import { namedOrganization, namedUser, ownOrganization, type Route, type RouteCall } from './route.ts';

function members(call: RouteCall): Answer {
  const { world, query } = call;
  const organization = ownOrganization(call);
  const role = query.get('role') ?? 'all';
  if (!['all', 'admin', 'member'].includes(role)) throw invalid('role', 'role is not one of all, admin, member');
  // The App can't see who has two-factor authentication.
  if ((query.get('filter') ?? 'all') !== 'all') throw invalid('filter', 'Only owners can filter by 2FA');
  const found = [...organization.memberships]
    .filter(([id, membership]) => isActiveMember(organization, id) && (role === 'all' || membership.role === role))
    .map(([id]) => userById(world, id))
    .sort((one, other) => one.id - other.id);
  return answerPage(call, found, (user) => simpleAccount(world, user));
}

function membership(call: RouteCall): Answer {
  const organization = ownOrganization(call);
  const user = namedUser(call);
  if (!organization.memberships.has(user.id)) throw notFound();
  return ok({
    ...describeMembership(call.world, organization, user),
    organization: simpleOrganization(call.world, organization),
  });
}

export const organizationRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/orgs/{org}',
    caller: 'anyone',
    answer: (call) => ok(fullOrganization(call.world, namedOrganization(call))),
  },
  {
    method: 'GET',
    path: '/orgs/{org}/members',
    caller: 'installation',
    needs: ['members', 'read'],
    answer: members,
  },
  {
    method: 'GET',
    path: '/orgs/{org}/memberships/{username}',
    caller: 'installation',
    needs: ['members', 'read'],
    answer: membership,
  },
];
