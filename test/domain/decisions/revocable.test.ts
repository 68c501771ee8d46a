import { expect, it } from 'vitest';
import { revocableOf } from '../../../src/domain/decisions/revocable.ts';
import type { RequestNumber } from '../../../src/domain/ids.ts';
import { refuse } from '../../../src/domain/refusal.ts';
import type { TokenRequest } from '../../../src/domain/requests/token-request.ts';
import type { ActiveToken } from '../../../src/domain/tokens/token.ts';
import { approvedClassic } from '../../support/sample-classic.ts';
import { grant } from '../../support/sample-dossiers.ts';
import { approvedRequest } from '../../support/sample-requests.ts';

const number = 7 as RequestNumber;
const request = approvedRequest(7, { status: 'fulfilled' });
const classic = approvedClassic(7, { status: 'fulfilled' });
const { tokenName } = grant();
const none = refuse({ why: 'no_active_token', number, to: 'revoke' });

it.each<[string, TokenRequest, ActiveToken | null, object]>([
  ['its token', request, grant(), grant()],
  ['its token, whatever it took besides', request, grant({ status: 'exceeding' }), grant({ status: 'exceeding' })],
  ['nothing where it has none', request, null, none],
  ['nothing where that has ended', request, grant({ status: 'expired' }), none],
  [
    'nothing that is being revoked',
    request,
    grant({ status: 'revoking' }),
    refuse({ why: 'active_token_already', tokenName, status: 'revoking', revocation: null }),
  ],
  ['a classic token that is shown', classic, grant(), grant()],
  ['nothing that GitHub does not show', classic, null, refuse({ why: 'classic_unseen', number })],
  ['nothing where no classic token was made', approvedClassic(7), null, none],
])('of a request there is to revoke %s', (_, of, token, answer) => {
  expect(revocableOf(number, of, token)).toEqual(answer);
});
