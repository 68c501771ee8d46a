// What a reviewer would approve instead, and what became of it.
import type { Offer } from '../../src/domain/requests/offer.ts';
import type { TokenRequest } from '../../src/domain/requests/token-request.ts';
import type { Permissions, Repository } from '../../src/domain/scope/agreement.ts';
import type { OneContent } from '../../src/ports/message-content.ts';
import { bea } from '../support/sample-people.ts';
import { noon, permissions, subset } from '../support/sample-scopes.ts';

const wide = { permissions: permissions({ repository: { contents: 'write', issues: 'read' } }), access: subset(1, 2) };
const offer = {
  ...{ place: 1, revision: 1, by: bea, at: noon, reason: 'The job needs no more.' },
  asked: { ...wide, lifetime: { kind: 'days', days: 30 } },
  scope: {
    ...{ permissions: permissions({ repository: { contents: 'read' } }), access: subset(2) },
    lifetime: { kind: 'days', days: 7 },
  },
} as const;
export const everyOffer: readonly Offer[] = ([null, 'accepted', 'void'] as const).map((end) => ({ ...offer, end }));

type OfOffer = Extract<OneContent, { kind: 'request_offer' | 'request_offer_void' }>;

/** Every message about every offer on the request, and about the one that it has. */
export function offerContents(request: TokenRequest): readonly OfOffer[] {
  return [...everyOffer, ...(request.offer === null ? [] : [request.offer])].flatMap((one): readonly OfOffer[] => {
    const offered = { ...request, offer: { ...one, revision: request.revision } };
    const about = { organization: 'acme', request: offered, token: null, waiting: null };
    return [
      { kind: 'request_offer', ...about, forbidden: [] },
      { kind: 'request_offer_void', ...about },
    ];
  });
}

/** One that leaves out all it can of the most that can be asked for. */
export function worstOffer(all: Permissions, repositories: readonly Repository[], reason: string): Offer {
  return {
    ...{ ...offer, end: null, reason },
    asked: { permissions: all, access: { selection: 'subset', repositories }, lifetime: { kind: 'never' } },
    scope: {
      permissions: permissions(),
      access: { selection: 'subset', repositories: repositories.slice(1) },
      lifetime: { kind: 'days', days: 7 },
    },
  };
}
