// An owner asks the holder about a token, by direct message: once a day for each token, whoever asks.
import type { Change } from '../change.ts';
import { dayMs, type Instant } from '../ids.ts';
import type { HolderInSlack, LinkedPerson } from '../person.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { effectKey, post, stepOf } from '../step.ts';
import type { ActiveToken } from '../tokens/token.ts';

export const remindAct = 'active_token.remind';

/** `holder`: who is asked; null where nobody is linked. `remindedAt`: when somebody did last; null where nobody did. */
type Reminded = { readonly holder: HolderInSlack; readonly remindedAt: Instant | null };

/** Why nobody can ask now: Details has no button then, and says it. */
export function objectionToReminder(
  { tokenName, holder: { login } }: ActiveToken,
  { holder, remindedAt }: Reminded,
  at: Instant,
): Refusal | null {
  if (holder === null) return refuse({ why: 'holder_unreachable', login });
  if (remindedAt !== null && remindedAt >= at - (at % dayMs)) return refuse({ why: 'reminded_today', tokenName });
  return null;
}

export function remindHolder(token: ActiveToken, reminded: Reminded, by: LinkedPerson, at: Instant): Change | Refusal {
  const { id, version } = token;
  const { holder } = reminded;
  const objection = objectionToReminder(token, reminded, at);
  if (objection !== null) return objection;
  const row = { ...token, version: version + 1 };
  const subject = { of: 'active_token', id } as const;
  const key = effectKey.news('holder_reminder', id, row.version);
  return stepOf(
    // Of two owners at once the second one finds the first one's reminder.
    [{ table: 'active_tokens', was: version, row }],
    { at, actor: `slack:${by.slackId}`, act: remindAct, subject, data: { by: by.githubId } },
    post(token.organizationId, holder, key, { kind: 'holder_reminder', id, by: by.slackId }),
  );
}
