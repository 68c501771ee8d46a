import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

/**
 * The paths of all files below a folder. `readdirSync` with `recursive` takes five times as long.
 * @param {string} root
 * @param {string} folder
 * @returns {string[]}
 */
function filesBelow(root, folder) {
  return readdirSync(`${root}/${folder}`, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(root, path) : [path];
  });
}

/**
 * What a bundle was made of: the sources and the versions of the packages. Times tell nothing, since copies and images change them.
 * Migrations are no part of it: they are read where they lie.
 * @param {string} root
 */
export function sourcesHash(root) {
  const schemas = readdirSync(`${root}/db`).map((name) => `db/${name}`);
  const files = [...filesBelow(root, 'src'), ...schemas].filter((path) => /\.(?:ts|js|json)$/.test(path)).sort();
  const hash = createHash('sha256');
  for (const path of [...files, 'package-lock.json']) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(`${root}/${path}`))
      .update('\0');
  }
  return hash.digest('hex');
}
