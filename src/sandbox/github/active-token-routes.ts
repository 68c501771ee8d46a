import type { Answer } from '../loopback-server.ts';
import { accepted, invalid, noContent, notFound } from './answers.ts';
import { minimalRepository } from './describe-repository.ts';
import { describeGrant, repositoriesIn } from './describe-token.ts';
import { answerPage } from './paging.ts';
import { idsIn } from './review-body.ts';
import { ownOrganization, pathId, type Route, type RouteCall } from './route.ts';
import type { Grant, Organization, TokenRecord } from './state.ts';
import { revoke } from './token-life.ts';
import { isSeen } from './token-list.ts';
import { selectTokens } from './token-query.ts';

type Active = { readonly token: TokenRecord; readonly grant: Grant };

function activeIn({ world }: RouteCall, organization: Organization): readonly Active[] {
  return [...world.state.tokens.values()].flatMap((token) =>
    token.grant !== null && isSeen(organization, token) ? [{ token, grant: token.grant }] : [],
  );
}

function activeById(call: RouteCall, organization: Organization): Active {
  const id = pathId(call, 'pat_id');
  const found = activeIn(call, organization).find(({ grant }) => grant.patId === id);
  if (found === undefined) throw notFound();
  return found;
}

function list(call: RouteCall): Answer {
  const organization = ownOrganization(call);
  const grants = new Map(activeIn(call, organization).map(({ token, grant }) => [token, grant]));
  const listed = [...grants].map(([token, grant]) => ({
    ...{ token, id: grant.patId, at: grant.grantedAt, scope: grant.scope },
  }));
  return answerPage(call, selectTokens(call, organization, listed), ({ token }) => {
    const grant = grants.get(token);
    return grant === undefined ? null : describeGrant(call.world, token, grant);
  });
}

function repositories(call: RouteCall): Answer {
  const organization = ownOrganization(call);
  const found = repositoriesIn(organization, activeById(call, organization).grant.scope);
  return answerPage(call, found, (one) => minimalRepository(call.world, organization, one));
}

function checkAction({ body }: RouteCall): void {
  if (body.action !== 'revoke') throw invalid('action', 'action is not one of revoke');
}

function revokeOne(call: RouteCall): Answer {
  const organization = ownOrganization(call);
  checkAction(call);
  revoke(call.world, activeById(call, organization).token, 'app');
  return noContent;
}

function revokeMany(call: RouteCall): Answer {
  const organization = ownOrganization(call);
  checkAction(call);
  const ids = idsIn(call, 'pat_ids');
  call.world.later(() => {
    for (const { token, grant } of activeIn(call, organization)) {
      if (ids.has(grant.patId)) revoke(call.world, token, 'app');
    }
  });
  return accepted;
}

const base = '/orgs/{org}/personal-access-tokens';
const permission = 'organization_personal_access_tokens';
const reading = { method: 'GET', caller: 'installation', needs: [permission, 'read'] } as const;
const writing = { method: 'POST', caller: 'installation', needs: [permission, 'write'] } as const;

export const activeTokenRoutes: readonly Route[] = [
  { ...reading, path: base, answer: list },
  { ...writing, path: base, answer: revokeMany },
  { ...writing, path: `${base}/{pat_id}`, answer: revokeOne },
  { ...reading, path: `${base}/{pat_id}/repositories`, answer: repositories },
];
