import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What a bundle was made of: the sources and the versions of the packages. Times tell nothing, since copies and images change them.
 * @param {string} root
 */
export function sourcesHash(root) {
  const files = ['src', 'db']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true }).map(
        (path) => `${folder}/${String(path).replaceAll('\\', '/')}`,
      ),
    )
    .filter((path) => /\.(?:ts|js|json)$/.test(path))
    .sort();
  const hash = createHash('sha256');
  for (const path of [...files, 'package-lock.json']) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0');
  }
  return hash.digest('hex');
}
