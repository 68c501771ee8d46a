#!/usr/bin/env node
// The command line: what `npx countersign`, the npm scripts, the image and the unit of systemd run. Plain JavaScript with nothing modern
// in it, here and in what it imports at once: a Node that is too old would end in a stack trace at the first line of the program, and is
// to be told in one sentence.

/** Since then a proxy and certificates can be set from `.env` (http.setGlobalProxyFromEnv). */
const least = { major: 24, minor: 14 };

const [major, minor] = process.versions.node.split('.').map(Number);
if (major > least.major || (major === least.major && minor >= least.minor)) {
  await import('./launch/run.js');
} else {
  process.stderr.write(
    `Countersign cannot start:\n  - it needs Node ${least.major}.${least.minor} or newer, and this is Node ${process.versions.node}\n`,
  );
  process.exitCode = 78;
}
