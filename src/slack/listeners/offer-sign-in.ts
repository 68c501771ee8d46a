import type { SlackUserId } from '../../domain/ids.ts';
import { isRefusal, type Refusal } from '../../domain/refusal.ts';
import { startSignIn } from '../../operations/people/start-sign-in.ts';
import type { SlackContext } from '../context.ts';

/**
 * Whoever can't go on because nobody knows their account gets the way to link it with that answer; every other Refusal stands as it is. Who asked
 * for too many is told that instead: the sentence names a button.
 */
export async function withAddress(
  { ports }: SlackContext,
  user: SlackUserId,
  refusal: Refusal,
): Promise<{ readonly refusal: Refusal; readonly address: string | null }> {
  if (refusal.why !== 'not_linked' || !refusal.ways.includes('sign_in') || refusal.slackId !== user)
    return { refusal, address: null };
  const started = await startSignIn(ports, user);
  if (!isRefusal(started)) return { refusal, address: started.url };
  return { refusal: started.why === 'too_many_addresses' ? started : refusal, address: null };
}
