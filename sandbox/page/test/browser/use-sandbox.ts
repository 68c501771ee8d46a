import type { World } from '@countersign/sandbox-stage/cast';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { openWorkshop, type Sandbox, type Workshop } from './open-sandbox.ts';

/** A sandbox for each test of the file, with what `prepare` puts into it, and with the morning where it is asked for. A test in which the page throws, or logs an error, fails. */
export function useSandbox(prepare?: (world: World) => void, hasMorning = false): () => Sandbox {
  let workshop: Workshop | undefined;
  let sandbox: Sandbox;
  const made = (): Workshop => {
    if (workshop === undefined) throw new Error('the workshop is not open');
    return workshop;
  };
  beforeAll(async () => {
    workshop = await openWorkshop();
  });
  afterAll(() => workshop?.close());
  beforeEach(async () => {
    sandbox = await made().open(prepare, hasMorning);
  });
  afterEach(async () => {
    await sandbox.close();
    expect(sandbox.errors).toEqual([]);
  });
  return () => sandbox;
}
