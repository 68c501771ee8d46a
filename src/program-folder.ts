import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** Where a file of the program is. The bundle stands as deep in the program's folder as this file does. */
export function pathInProgram(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}

/** Loads a module of the program that is no part of the bundle: the bundle is scripts, which can’t import. */
export function loadInProgram(path: string): unknown {
  return createRequire(import.meta.url)(pathInProgram(path));
}
