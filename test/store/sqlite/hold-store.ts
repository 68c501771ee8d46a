// Opens each database that it is told in a line, and keeps it open until it is killed. Says what became of it in one line.
import { createInterface } from 'node:readline';
import { Fault } from '../../../src/ports/fault.ts';
import { openStore } from '../../../src/store/open-store.ts';

const [migrationsFolder = ''] = process.argv.slice(2);
for await (const path of createInterface(process.stdin)) {
  try {
    const store = await openStore(path, migrationsFolder);
    await store.check();
    process.stdout.write('open\n');
  } catch (error) {
    process.stdout.write(`${error instanceof Fault ? error.code : String(error)}\n`);
  }
}
