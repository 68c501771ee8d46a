import { Fault } from '../ports/fault.ts';
import type { Ports } from '../ports/ports.ts';

/** Who is linked stays linked while GitHub can't be asked. */
export async function tolerateOutage(ports: Ports, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    ports.log.warn('GitHub could not be asked who people are; it will be tried again', error.fields);
  }
}
