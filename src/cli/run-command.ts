// Where the bundle begins. `countersign start` is on its way at once: nobody who waits for it waits for what reads a command line.
// Whatever else is typed, `start --help` too, is read by the command line.

// `countersign policy schema | head`: whoever read the beginning wants no more, and no trace of a stack.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

async function runCommand(): Promise<void> {
  const [word, ...more] = process.argv.slice(2);
  if (word === 'start' && more.length === 0) (await import('../main.ts')).start();
  else await (await import('./read-command-line.ts')).readCommandLine();
}

// What fails in it ends the process as at the top level, with its stack.
void runCommand();
