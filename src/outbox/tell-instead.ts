import type { Effect } from '../domain/change.ts';
import type { SlackUserId } from '../domain/ids.ts';
import { effectKey } from '../domain/step.ts';
import { findHolder } from '../operations/people/find-holder.ts';
import { findWarned } from '../operations/people/find-warned.ts';
import type { Ports } from '../ports/ports.ts';
import type { Post } from './send-together.ts';

/** That tokens end is told to whom their requests name besides, to each those that name them; else to the reviewers. The message says why. */
export async function tellInstead(
  ports: Ports,
  posts: readonly Post[],
  besides: SlackUserId,
): Promise<readonly Effect[]> {
  const effects: Effect[] = [];
  for (const { message, key, to } of posts) {
    if (message.kind !== 'expiry') continue;
    const { organizationId } = to;
    const byReader = new Map<SlackUserId | null, string[]>();
    for (const notice of await ports.store.notices(message.noticeIds)) {
      const token = await ports.store.activeToken(notice.activeTokenId);
      const other = token === null ? null : await findWarned(ports, token, besides);
      // Whoever was named besides, and can't be written to either, is the last before the channel.
      const isHolder = token !== null && other !== null && other === (await findHolder(ports, token.holder));
      const reader = isHolder ? null : other;
      byReader.set(reader, [...(byReader.get(reader) ?? []), notice.id]);
    }
    for (const [slackId, noticeIds] of byReader) {
      const undelivered = effectKey.about('undeliverable', key);
      effects.push({
        kind: 'post',
        key: slackId === null ? undelivered : effectKey.copy(undelivered, slackId),
        to: slackId === null ? { to: 'reviewers', organizationId } : { to: 'person', slackId, organizationId },
        message: { kind: 'expiry', noticeIds },
      });
    }
  }
  return effects;
}
