import { lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

/** Where a file stands, or would stand once it is made: every symbolic link on the way is followed, also one that leads to nothing yet. */
export function realPath(path: string): string {
  let place = resolve(path);
  // As many links as the system itself follows.
  for (let followed = 0; followed < 40; followed += 1) {
    place = join(realpathSync(dirname(place)), basename(place));
    if (!isLink(place)) return place;
    place = resolve(dirname(place), readlinkSync(place));
  }
  throw new Error('too many symbolic links');
}
