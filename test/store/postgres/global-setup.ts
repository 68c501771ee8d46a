import type { TestProject } from 'vitest/node';
import { startServer } from './server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the server is that these tests run on; nothing where they run on SQLite. */
    readonly postgres: string | undefined;
  }
}

/** One server for all tests that run on PostgreSQL. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const server = await startServer(['max_connections=200']);
  provide('postgres', server.url('postgres'));
  return server.remove;
}
