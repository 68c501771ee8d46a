// trigger_ids: three seconds (a test's may live longer), once. https://docs.slack.dev/interactivity/handling-user-interaction
import { refuse } from './refuse.ts';
import type { SlackState, Trigger } from './state.ts';

/** Real time counts, whatever the clock of the sandbox says: the person is waiting. */
export function makeTrigger(state: SlackState, userId: string, viewId: string | null): string {
  const id = `${state.nextNumber()}.${state.teamId.length}.${userId.toLowerCase()}`;
  state.triggers.set(id, { userId, viewId, madeAtMs: performance.now(), isUsed: false });
  return id;
}

export function findTrigger(state: SlackState, id: unknown): Trigger {
  const trigger = typeof id === 'string' ? state.triggers.get(id) : undefined;
  if (trigger === undefined) refuse('invalid_trigger_id');
  if (trigger.isUsed) refuse('exchanged_trigger_id');
  if (performance.now() - trigger.madeAtMs > state.triggerMs) refuse('expired_trigger_id');
  return trigger;
}
