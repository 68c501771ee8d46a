// Accept, keep and revoke, let end and remind, on a token that can reach the organization.
import type { Change } from '../change.ts';
import type { Instant } from '../ids.ts';
import { letEnd } from '../notices/let-end.ts';
import { remindHolder } from '../notices/remind-holder.ts';
import type { LinkedPerson } from '../person.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { agreementTo } from '../scope/agreement.ts';
import { advanceActiveToken } from '../tokens/advance-active-token.ts';
import { contextOf, sponsorIn } from '../tokens/dossier.ts';
import type { Revocation } from '../tokens/token.ts';
import { isAskedAbout } from '../tokens/use-question.ts';
import type { PersonAct } from './acts.ts';
import { already, type Case } from './case.ts';

type OnActiveToken = Extract<Case, { on: 'active_token' }>;

export function decideOnActiveToken(
  given: OnActiveToken,
  deed: PersonAct,
  by: LinkedPerson,
  now: Instant,
): Change | Refusal {
  const { token, dossier } = given;
  const context = contextOf(dossier, token);
  switch (deed.act) {
    case 'accept_token': {
      // Accepted already, by whoever came first.
      if (token.status === 'active' && token.agreement !== null) return already(given);
      const agreement = agreementTo(token.scope, now, { by: 'people', people: [by] });
      return advanceActiveToken(token, { act: 'accept', by, agreement }, now, context);
    }
    case 'keep_token':
      if (!isAskedAbout(token)) return refuse({ why: 'nothing_to_keep', tokenName: token.tokenName });
      return advanceActiveToken(token, { act: 'keep', by, reason: deed.reason }, now, context);
    case 'revoke_token': {
      const alone = { by, as: standingOf(by, given), reason: deed.reason, at: now, refused: null } as const;
      const revocation = deed.together === undefined ? alone : { ...alone, together: deed.together };
      return advanceActiveToken(token, { act: 'start_revoking', revocation }, now, context);
    }
    case 'let_token_end': {
      const known = dossier.notices.filter(({ activeTokenId }) => activeTokenId === token.id);
      return letEnd(token, known, by.slackId, now);
    }
    case 'remind_holder':
      return remindHolder(token, { holder: dossier.holder.slackId, remindedAt: given.remindedAt ?? null }, by, now);
    default:
      throw new Error(`${deed.act} is not decided on an active token`);
  }
}

/** Who stands for a machine user ends its token as if it were their own. */
function standingOf({ githubId, slackId }: LinkedPerson, { token, dossier }: OnActiveToken): Revocation['as'] {
  if (githubId === token.holder.githubId) return 'holder';
  return slackId === sponsorIn(dossier) ? 'sponsor' : 'reviewer';
}
