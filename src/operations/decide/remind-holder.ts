import { startOfUtcDay } from '../../domain/calendar.ts';
import type { SlackUserId } from '../../domain/ids.ts';
import { subjectKey } from '../../domain/message.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { effectKey, post, stepOf } from '../../domain/step.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { organizationOf } from '../find-organization.ts';
import { authorize } from '../people/authorize.ts';
import { findHolder } from '../people/find-holder.ts';

/** No token has more in a day. */
const entriesLookedAt = 50;

/** An owner asks the holder about a token, by direct message: once a day for each token, whoever asks. */
export async function remindHolder(
  ports: Ports,
  slackId: SlackUserId,
  id: string,
): Promise<{ readonly tokenName: string } | Refusal> {
  const first = await ports.store.activeToken(id);
  if (first === null) return refuse({ why: 'unknown_message' });
  const { organization } = await organizationOf(ports, first.organizationId);
  const { githubId: self } = first.holder;
  const by = await authorize(ports, slackId, organization, { who: 'reviewer', self, of: 'token' });
  if (isRefusal(by)) return by;
  const subject = { of: 'active_token', id } as const;
  return commitDecision(ports, async () => {
    const token = await ports.store.activeToken(id);
    if (token === null) return refuse({ why: 'unknown_message' });
    const { tokenName, status, revocation, version } = token;
    if (status !== 'active' && status !== 'exceeding') {
      return refuse({ why: 'active_token_already', tokenName, status, revocation });
    }
    const holder = await findHolder(ports, token.holder);
    if (holder === null) return refuse({ why: 'holder_unreachable', login: token.holder.login });
    const at = ports.clock.now();
    const today = startOfUtcDay(new Date(at).toISOString().slice(0, 10)) ?? at;
    const entries = await ports.store.entriesAbout([subjectKey(subject)], entriesLookedAt);
    if (entries.some((one) => one.act === 'active_token.remind' && one.at >= today)) {
      return refuse({ why: 'reminded_today', tokenName });
    }
    const row = { ...token, version: version + 1 };
    const change = stepOf(
      // Of two owners at once the second one finds the first one's reminder.
      [{ table: 'active_tokens', was: version, row }],
      { at, actor: `slack:${slackId}`, act: 'active_token.remind', subject, data: { by: by.githubId } },
      post(token.organizationId, holder, effectKey.news('holder_reminder', id, row.version), {
        kind: 'holder_reminder',
        id,
        by: slackId,
      }),
    );
    return { change, tokenName };
  });
}
