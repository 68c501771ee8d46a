import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';

/**
 * Runs what is to be done about one listed token. Answers false where GitHub says 404 of that very token, which was deleted after it had
 * been listed, or shows something of it that can't be read: nothing is concluded of it, and the others need not wait. That the
 * installation is there was looked up before the Fault.
 */
export async function skipIfDeleted(ports: Ports, work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (!(error instanceof Fault && (error.code === 'status_404' || error.code === 'bad_answer'))) throw error;
    ports.log.warn('a listed token could not be read; it is looked at again in the next pass', error.fields);
    return false;
  }
}
