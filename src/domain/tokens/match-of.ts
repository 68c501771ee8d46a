// The Match of one token of a dossier: assembled here and nowhere else.
import type { Instant } from '../ids.ts';
import type { ActualScope } from '../scope/agreement.ts';
import { claimantIn, type Dossier, fromFirstSight, ownAgreement } from './dossier.ts';
import { matchToken } from './match.ts';
import type { Answer, Match } from './token.ts';

export function matchOf(
  dossier: Dossier,
  token: { readonly tokenName: string; readonly scope: ActualScope; readonly answer: Answer | null },
  now: Instant,
): Match {
  const { requests, policy } = dossier;
  return matchToken(
    {
      ...claimantIn(dossier),
      tokenName: token.tokenName,
      scope: fromFirstSight(dossier, token.scope),
      own: ownAgreement(dossier),
      answer: token.answer,
    },
    requests,
    now,
    policy.lapse.unusedDays,
  );
}
