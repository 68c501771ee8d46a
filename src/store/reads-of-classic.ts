import { and, asc, desc, inArray, isNotNull } from 'drizzle-orm';
import { livingClassicStatuses } from '../domain/classic/classic-token.ts';
import type { Store } from '../ports/store.ts';
import type { Engine } from './engine.ts';
import { readsOf } from './reads-of.ts';

type ClassicReads = Pick<
  Store,
  | 'requestsEnding'
  | 'classicRequestsOf'
  | 'classicToken'
  | 'livingClassicTokens'
  | 'classicTokensOf'
  | 'classicTokensAlike'
  | 'classicTokenOfRequest'
  | 'classicTokensEnding'
>;

/** Named reads of classic tokens and of the requests for them. */
export function createClassicReads(engine: Engine): ClassicReads {
  const requests = readsOf(engine, 'token_requests');
  const tokens = readsOf(engine, 'classic_tokens');
  const { bytewise } = engine.dialect.words;
  const isAgreed = inArray(requests.table.status, ['approved', 'fulfilled']);
  const isLiving = inArray(tokens.table.status, livingClassicStatuses);
  const byId = bytewise(tokens.table.id);
  const classicRequestsOf = requests.all(['organizationId'], {
    also: and(isAgreed, isNotNull(requests.table.classic)),
    order: asc(requests.table.number),
  });
  return {
    requestsEnding: requests.all([{ upTo: 'endsAt' }], { also: isAgreed, order: asc(requests.table.number) }),
    classicRequestsOf,
    classicToken: tokens.one(['id']),
    livingClassicTokens: tokens.all(['organizationId'], { also: isLiving, order: byId }),
    classicTokensOf: tokens.all(['holderGithubId'], { also: isLiving, order: byId }),
    classicTokensAlike: tokens.all(['organizationId', 'holderGithubId', 'lastEight'], {
      order: [asc(tokens.table.firstSeenAt), byId],
    }),
    classicTokenOfRequest: tokens.one(['requestNumber'], { order: desc(tokens.table.firstSeenAt) }),
    classicTokensEnding: tokens.all([{ upTo: 'expiresAt' }], { also: isLiving, order: byId }),
  };
}
