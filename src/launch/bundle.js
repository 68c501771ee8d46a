// Runs the bundle's files by what the build compiled of them: compiling is a fifth of a start. Node's own cache would be written where the
// program lies, and for one user; this one is only ever read, whoever starts it.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Script } from 'node:vm';

/** @typedef {{ readonly script: Script, readonly source: Buffer }} Compiled */

/** Where it begins. */
const entry = 'countersign.js';

export const sealLength = 32;

/**
 * V8 looks at no more of the source than its length, and runs damaged code as it is.
 * @param {Buffer} source
 * @param {Buffer} code
 */
function sealOf(source, code) {
  return createHash('sha256').update(source).update(code).digest();
}

/** @param {string} path */
export function keptAt(path) {
  return `${path}.compiled`;
}

/**
 * @param {Buffer} source
 * @param {Buffer} code
 */
export function sealed(source, code) {
  return Buffer.concat([sealOf(source, code), code]);
}

/**
 * Nothing where there is none, or of another source, or damaged.
 * @param {string} path
 * @param {Buffer} source
 */
function codeOf(path, source) {
  try {
    const kept = readFileSync(keptAt(path));
    const code = kept.subarray(sealLength);
    return sealOf(source, code).equals(kept.subarray(0, sealLength)) ? code : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What another Node compiled is refused by V8, which compiles it then.
 * @param {string} path
 * @returns {Compiled}
 */
export function compile(path) {
  const source = readFileSync(path);
  const cachedData = codeOf(path, source);
  const script = new Script(`(function (exports, require, module, __filename) { ${source.toString('utf8')}\n})`, {
    filename: path,
    ...(cachedData === undefined ? {} : { cachedData }),
  });
  return { script, source };
}

/**
 * Runs the bundle in a folder: each of its files once, when one asks for it.
 * @param {string} folder
 * @param {(name: string, compiled: Compiled) => void} [heard]
 */
export function runBundle(folder, heard) {
  const require = createRequire(`${folder}/`);
  /** @type {Map<string, { exports: object }>} */
  const modules = new Map();

  /** @param {string} name */
  function load(name) {
    const known = modules.get(name);
    if (known !== undefined) return known.exports;
    const module = { exports: {} };
    modules.set(name, module);
    const path = `${folder}/${name}`;
    const compiled = compile(path);
    heard?.(name, compiled);
    compiled.script.runInThisContext()(module.exports, requireFrom, module, path);
    return module.exports;
  }

  /** @param {string} id */
  function requireFrom(id) {
    return id.startsWith('./') ? load(id.slice(2)) : require(id);
  }

  load(entry);
}
