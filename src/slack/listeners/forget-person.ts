import { z } from 'zod';
import type { SlackUserId } from '../../domain/ids.ts';
import { heedWord } from '../../operations/people/end-links-of-leavers.ts';
import { followPerson } from '../../operations/people/follow-person.ts';
import { knownAlready } from '../../operations/people/known-as.ts';
import { leaveHintOfDeactivation } from '../../operations/watch/leave-hint-of-deactivation.ts';
import type { EventCall, SlackContext } from '../context.ts';

const changed = z.object({
  id: z.string().min(1),
  tz: z.string().nullish(),
  locale: z.string().nullish(),
  deleted: z.boolean().nullish(),
  is_restricted: z.boolean().nullish(),
  is_ultra_restricted: z.boolean().nullish(),
  enterprise_user: z.object({ id: z.string().min(1) }).nullish(),
});

/**
 * `user_change`: who was a colleague may be a guest or gone now, or live in another zone, so what is cached of them is dropped and what
 * depends on it follows. Who is deactivated is nobody's account any more, unless the policy says so: Slack gives the same id back to whoever returns.
 */
export async function forgetPerson({ ports }: SlackContext, { event }: EventCall): Promise<void> {
  const user = changed.safeParse(event.user).data;
  if (user === undefined) return;
  const mayUse = user.deleted !== true && user.is_restricted !== true && user.is_ultra_restricted !== true;
  const ids = [user.id, user.enterprise_user?.id].filter((id) => typeof id === 'string') as SlackUserId[];
  for (const id of ids) ports.directory.forget(id);
  const slackId = await knownAlready(ports, ids);
  if (slackId === null) return;
  ports.directory.forget(slackId);
  // Their link says whose tokens they are, so it ends afterwards.
  if (user.deleted === true) await leaveHintOfDeactivation(ports, slackId);
  await heedWord(ports, slackId, user.deleted === true ? 'gone' : 'there');
  await followPerson(ports, slackId, { zone: user.tz ?? null, locale: user.locale ?? null, mayUse });
}
