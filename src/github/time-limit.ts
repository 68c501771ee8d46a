/** Aborts when that time is over. What is left of a time by the machine's clock has a fraction, and a signal takes whole milliseconds alone: it would throw. */
export function timeLimit(ms: number): AbortSignal {
  return AbortSignal.timeout(Math.ceil(ms));
}
