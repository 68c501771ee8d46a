// Revoke, on a classic token that GitHub shows.

import type { Change } from '../change.ts';
import { advanceClassicToken } from '../classic/advance-classic-token.ts';
import type { Instant } from '../ids.ts';
import type { LinkedPerson } from '../person.ts';
import type { Refusal } from '../refusal.ts';
import { isRefusal } from '../refusal.ts';
import { effectKey } from '../step.ts';
import type { Revocation } from '../tokens/token.ts';
import type { PersonAct } from './acts.ts';
import type { Case } from './case.ts';

type OnClassicToken = Extract<Case, { on: 'classic_token' }>;

export function decideOnClassicToken(
  { token, sponsor }: OnClassicToken,
  deed: PersonAct,
  by: LinkedPerson,
  now: Instant,
): Change | Refusal {
  if (deed.act !== 'revoke_classic_token') throw new Error(`${deed.act} is not decided on a classic token`);
  const as: Revocation['as'] =
    by.githubId === token.holder.githubId ? 'holder' : by.slackId === sponsor ? 'sponsor' : 'reviewer';
  const revocation: Revocation = { by, as, reason: deed.reason, at: now, refused: null };
  const change = advanceClassicToken(token, { act: 'start_revoking', revocation }, now, null);
  if (isRefusal(change)) return change;
  const key = effectKey.call('revoke', token.id, token.version + 1);
  return { ...change, effects: [...change.effects, { kind: 'revoke_classic_token', key, classicTokenId: token.id }] };
}
