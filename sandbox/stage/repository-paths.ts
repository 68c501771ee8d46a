import { join, resolve } from 'node:path';

/** Where the sandbox finds what is the program's and no module. */
export const repository = resolve(import.meta.dirname, '../..');
export const migrationsFolder = join(repository, 'db/migrations');
export const manifestFile = join(repository, 'manifest.yml');
