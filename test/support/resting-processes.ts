import type { BotProcess } from '@countersign/sandbox-stage/child-bot';

const resting = new Map<string, BotProcess[]>();

/**
 * Processes of a bundle whose story has ended, and which wait for another start: one that is warm costs a fifth of a new one. They go with
 * the worker, whose line to them ends.
 */
export function restingProcesses(entry: string): BotProcess[] {
  const known = resting.get(entry) ?? [];
  resting.set(entry, known);
  return known;
}
