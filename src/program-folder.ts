import { fileURLToPath } from 'node:url';

/** Where a file of the program is. The bundle stands as deep in the program's folder as this file does. */
export function pathInProgram(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}
