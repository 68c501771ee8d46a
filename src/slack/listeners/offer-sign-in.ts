import type { SlackUserId } from '../../domain/ids.ts';
import { isRefusal, type Refusal } from '../../domain/refusal.ts';
import { startSignIn } from '../../operations/people/start-sign-in.ts';
import type { SlackContext } from '../context.ts';

/**
 * Whoever can't go on because nobody knows their account, or has to sign in once more, gets the way to do so with that answer; every other Refusal stands as it is. Who asked
 * for too many is told that instead: the sentence names a button.
 */
export async function withAddress(
  { ports }: SlackContext,
  user: SlackUserId,
  refusal: Refusal,
): Promise<{ readonly refusal: Refusal; readonly address: string | null }> {
  const isFresh = refusal.why === 'sign_in_needed' && refusal.isPossible;
  const isToLink = refusal.why === 'not_linked' && refusal.ways.includes('sign_in') && refusal.slackId === user;
  if (!isFresh && !isToLink) return { refusal, address: null };
  const started = await startSignIn(ports, user, isFresh);
  if (!isRefusal(started)) return { refusal, address: started.url };
  return { refusal: started.why === 'too_many_addresses' ? started : refusal, address: null };
}
