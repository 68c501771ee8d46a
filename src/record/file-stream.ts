import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { TrailStream } from '../ports/trail-stream.ts';

/** The system's word: `ENOSPC`. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'not_written';
}

/**
 * Appends to a file that somebody else reads, and may move away: it is opened anew each time. Lines are on the disk before they count as
 * sent. Nobody but its owner may read a new one, since entries name people and tokens.
 */
export function fileStream(path: string): TrailStream {
  const file = resolve(path);
  return {
    id: createHash('sha256').update(`file:${file}`).digest('hex').slice(0, 16),
    send: async (lines) => {
      try {
        const handle = await open(file, 'a', 0o600);
        try {
          await handle.appendFile(lines);
          await handle.sync();
          return null;
        } finally {
          await handle.close();
        }
      } catch (error) {
        return codeOf(error);
      }
    },
  };
}
