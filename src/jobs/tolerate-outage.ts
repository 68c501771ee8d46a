import { Fault } from '../ports/fault.ts';
import type { Ports } from '../ports/ports.ts';

/** Who is linked stays linked while GitHub can't be asked. */
export async function tolerateOutage(ports: Ports, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    ports.log.warn('we could not ask GitHub who people are, and will try again', error.fields);
  }
}
