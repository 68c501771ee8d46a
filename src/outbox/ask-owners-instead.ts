import { localDay } from '../domain/calendar.ts';
import { type Change, type Effect, noChange, together } from '../domain/change.ts';
import { isRefusal } from '../domain/refusal.ts';
import { effectKey } from '../domain/step.ts';
import { advanceActiveToken } from '../domain/tokens/advance-active-token.ts';
import { isAskedAbout } from '../domain/tokens/use-question.ts';
import type { Ports } from '../ports/ports.ts';
import type { Post } from './send-together.ts';

/** A holder who can't be written to can't be asked about unused tokens: the owners are, at once, and their message says why. */
export async function askOwnersInstead(ports: Ports, posts: readonly Post[]): Promise<Change> {
  const now = ports.clock.now();
  const steps: Change[] = [];
  for (const { message } of posts) {
    const token = message.kind === 'unused_token' ? await ports.store.activeToken(message.id) : null;
    if (token === null || !isAskedAbout(token)) continue;
    const context = { holder: null, planned: [], shownBy: [] };
    const change = advanceActiveToken(token, { act: 'ask_use', asked: null }, now, context);
    if (isRefusal(change)) continue;
    const { organizationId } = token;
    const told: Effect = {
      kind: 'post',
      key: effectKey.unusedReview(organizationId, localDay(now, 'UTC')),
      to: { to: 'reviewers', organizationId },
      message: { kind: 'unused_review', organizationId },
    };
    steps.push(together(change, { ...noChange, effects: [told] }));
  }
  return together(noChange, ...steps);
}
