import { requestedAs } from '../../../domain/scope/agreement.ts';
import { grades } from '../../../domain/scope/powers.ts';
import { riskOf } from '../../../domain/scope/risk.ts';
import type { ActiveToken } from '../../../domain/tokens/token.ts';
import type { Standing } from '../../../wording/english/leaving.ts';
import type { Wording } from '../../../wording/wording.ts';
import type { PlainPart } from '../part.ts';
import { isRevocable } from './active-token-card.ts';

/** So many fit into a message that a screen reader reads whole. */
const mostListed = 20;

/** How many of them stand where. */
export function standingOf(tokens: readonly ActiveToken[]): Standing {
  const count = (...statuses: readonly ActiveToken['status'][]): number =>
    tokens.filter(({ status }) => statuses.includes(status)).length;
  const living = count('active', 'exceeding');
  const ending = tokens.filter(({ status }) => status === 'revoking');
  return {
    living,
    revoking: count('revoking'),
    revoked: count('revoked'),
    lost: count('gone', 'expired'),
    isByPolicy: living === 0 && ending.every(({ revocation }) => revocation?.as === 'policy'),
  };
}

/** A line each: those that can still do something first, and of those the most dangerous. */
export function tokensPart(tokens: readonly ActiveToken[], wording: Wording, heading = wording.theirTokens): PlainPart {
  const listed = tokens
    .map((token) => ({ token, risk: riskOf(requestedAs(token.scope), 'unknown') }))
    .toSorted((one, other) => rank(other) - rank(one));
  const hidden = listed.length - mostListed;
  return {
    fact: heading,
    value: [
      ...listed.slice(0, mostListed).map(({ token, risk }) => wording.togetherToken(token, risk)),
      ...(hidden > 0 ? [wording.moreTokens(hidden)] : []),
    ],
  };
}

function rank({ token, risk }: { readonly token: ActiveToken; readonly risk: ReturnType<typeof riskOf> }): number {
  return (isRevocable(token) ? grades.length : 0) + grades.indexOf(risk.grade);
}
