// Loaded before the program where a bench looks on from another process: SIGUSR2 forgets what was, and at its end the longest stretch of the
// event loop is written down.
import { writeFileSync } from 'node:fs';
import { probeLoop } from './loop-delay.ts';

const { BENCH_LOOP: path } = process.env;
if (path !== undefined) {
  const probe = probeLoop();
  process.on('SIGUSR2', probe.forget);
  process.on('exit', () => writeFileSync(path, String(probe.longestMs())));
}
