import type { SlackUserId } from '../../domain/ids.ts';
import { isRefusal, type Refusal } from '../../domain/refusal.ts';
import { startSignIn } from '../../operations/people/start-sign-in.ts';
import type { SlackContext } from '../context.ts';

/** Whoever can't go on because nobody knows their account gets the way to link it with that answer; null for every other Refusal. */
export async function addressFor({ ports }: SlackContext, user: SlackUserId, refusal: Refusal): Promise<string | null> {
  if (refusal.why !== 'not_linked' || !refusal.ways.includes('sign_in') || refusal.slackId !== user) return null;
  const started = await startSignIn(ports, user);
  return isRefusal(started) ? null : started.url;
}
