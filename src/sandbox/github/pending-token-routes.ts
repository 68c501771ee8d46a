import type { Answer } from '../loopback-server.ts';
import { accepted, invalid, noContent, notFound } from './answers.ts';
import { describeRequest, repositoriesIn } from './describe-token.ts';
import { minimalRepository } from './describe-repository.ts';
import { answerPage } from './paging.ts';
import { idsIn } from './review-body.ts';
import { ownOrganization, pathId, type Route, type RouteCall } from './route.ts';
import type { Organization, TokenRecord, TokenRequest } from './state.ts';
import { approve, deny } from './token-life.ts';
import { isSeen } from './token-list.ts';
import { selectTokens } from './token-query.ts';
import { appAccount } from './world.ts';

type Pending = { readonly token: TokenRecord; readonly request: TokenRequest };

function pendingIn({ world }: RouteCall, organization: Organization): readonly Pending[] {
  return [...world.state.tokens.values()].flatMap((token) =>
    token.request !== null && isSeen(organization, token) ? [{ token, request: token.request }] : [],
  );
}

function pendingById(call: RouteCall, organization: Organization, id: number): Pending {
  const found = pendingIn(call, organization).find(({ request }) => request.patRequestId === id);
  if (found === undefined) throw notFound();
  return found;
}

function list(call: RouteCall): Answer {
  const organization = ownOrganization(call);
  const requests = new Map(pendingIn(call, organization).map(({ token, request }) => [token, request]));
  const listed = [...requests].map(([token, request]) => ({
    ...{ token, id: request.patRequestId, at: request.createdAt, scope: request.scope },
  }));
  return answerPage(call, selectTokens(call, organization, listed), ({ token }) => {
    const request = requests.get(token);
    return request === undefined ? null : describeRequest(call.world, token, request);
  });
}

function repositories(call: RouteCall): Answer {
  const organization = ownOrganization(call);
  const { request } = pendingById(call, organization, pathId(call, 'pat_request_id'));
  const found = repositoriesIn(organization, request.scope);
  return answerPage(call, found, (one) => minimalRepository(call.world, organization, one));
}

function readReview({ body }: RouteCall): { readonly action: 'approve' | 'deny'; readonly reason: string | null } {
  const { action, reason = null } = body;
  if (action !== 'approve' && action !== 'deny') throw invalid('action', 'action is not one of approve, deny');
  if (reason !== null && typeof reason !== 'string') throw invalid('reason', 'reason is not a string');
  if (reason !== null && reason.length > 1024) throw invalid('reason', 'reason is too long (maximum is 1024)');
  return { action, reason };
}

function apply(call: RouteCall, { token }: Pending, review: ReturnType<typeof readReview>): void {
  const act = review.action === 'approve' ? approve : deny;
  act(call.world, token, { by: 'app', sender: appAccount, reason: review.reason });
}

function reviewOne(call: RouteCall): Answer {
  const organization = ownOrganization(call);
  const review = readReview(call);
  apply(call, pendingById(call, organization, pathId(call, 'pat_request_id')), review);
  return noContent;
}

/** Answered first and done afterwards, as far as the requests are still there then. */
function reviewMany(call: RouteCall): Answer {
  const organization = ownOrganization(call);
  const review = readReview(call);
  const ids = idsIn(call, 'pat_request_ids');
  call.world.later(() => {
    for (const pending of pendingIn(call, organization)) {
      if (ids.has(pending.request.patRequestId)) apply(call, pending, review);
    }
  });
  return accepted;
}

const base = '/orgs/{org}/personal-access-token-requests';
const permission = 'organization_personal_access_token_requests';
const reading = { method: 'GET', caller: 'installation', needs: [permission, 'read'] } as const;
const writing = { method: 'POST', caller: 'installation', needs: [permission, 'write'] } as const;

export const pendingTokenRoutes: readonly Route[] = [
  { ...reading, path: base, answer: list },
  { ...writing, path: base, answer: reviewMany },
  { ...writing, path: `${base}/{pat_request_id}`, answer: reviewOne },
  { ...reading, path: `${base}/{pat_request_id}/repositories`, answer: repositories },
];
