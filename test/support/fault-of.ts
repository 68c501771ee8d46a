import { Fault } from '../../src/ports/fault.ts';

/** What the outside was to blame for; anything else that went wrong, or that it went well, fails the test. */
export async function faultOf(work: Promise<unknown>): Promise<Fault> {
  const error = await work.then(
    () => new Error('it went well'),
    (reason: unknown) => reason,
  );
  if (error instanceof Fault) return error;
  throw error;
}
