// The Match of one token of a dossier: assembled here and nowhere else.
import type { Instant } from '../ids.ts';
import type { TokenRequest } from '../requests/token-request.ts';
import type { ActualScope } from '../scope/agreement.ts';
import { claimantIn, type Dossier, fromFirstSight, type OwnAgreement, ownAgreement } from './dossier.ts';
import { matchToken } from './match.ts';
import type { HolderAnswer, Match } from './token.ts';

/** `own` and `requests`: what it is held to, and matched with, where that is not all that the dossier has. */
export function matchOf(
  dossier: Dossier,
  token: { readonly tokenName: string; readonly scope: ActualScope; readonly answer: HolderAnswer | null },
  now: Instant,
  {
    own = ownAgreement(dossier),
    requests = dossier.requests,
  }: { readonly own?: OwnAgreement | null; readonly requests?: readonly TokenRequest[] } = {},
): Match {
  return matchToken(
    {
      ...claimantIn(dossier),
      tokenName: token.tokenName,
      scope: fromFirstSight(dossier, token.scope),
      own,
      answer: token.answer,
    },
    requests,
    now,
    dossier.policy.lapse.unusedDays,
  );
}
