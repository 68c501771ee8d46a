// Opens the database that it is told and keeps it open until it is killed. Says what became of it in one line.
import { Fault } from '../../../src/ports/fault.ts';
import { openStore } from '../../../src/store/open-store.ts';

const [path = '', migrationsFolder = ''] = process.argv.slice(2);
try {
  const store = await openStore(path, migrationsFolder);
  await store.check();
  process.stdout.write('open\n');
  process.stdin.resume();
} catch (error) {
  process.stdout.write(`${error instanceof Fault ? error.code : String(error)}\n`);
}
