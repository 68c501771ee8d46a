// Reads which call to GitHub somebody means: a path, an address, a `gh api`, `curl` or `git` line, or the header of a refused call. Only the
// verb and the path are kept: no header, user, body or query, which is where credentials are.
import { knownPaths, type NeededLevel, type Verb, verbs } from './endpoints.ts';
import { shellWords } from './shell-words.ts';

export type ReadCall =
  /** `verb` is null where none was said or follows: a bare path. */
  | { readonly kind: 'call'; readonly verb: Verb | null; readonly segments: readonly string[] }
  /** `X-Accepted-GitHub-Permissions`: each of these sets is enough, but for those that are empty; the others are none where the call needs nothing. */
  | { readonly kind: 'header'; readonly anyOf: readonly (readonly NeededLevel[])[] }
  | { readonly kind: 'git'; readonly isPush: boolean };

function verbOf(word: string | undefined): Verb | null {
  const upper = word?.toUpperCase();
  return upper === 'HEAD' ? 'GET' : (verbs.find((verb) => verb === upper) ?? null);
}

const roots = new Set([...knownPaths.map(({ segments }) => segments[0]), 'graphql', 'notifications']);

/** `https://api.github.com/…`, without its beginning too, and Enterprise Server's `https://its.name/api/v3/…`; what a variable begins. */
const address =
  /^(?:https?:\/\/(?:[^/?#@]*@)?(?:(?:api|uploads)\.[^/?#]+|[^/?#]+(?=\/api\/))|(?:api|uploads)\.[\w.-]+|[\w.-]+(?::\d+)?(?=\/api\/)|\$(?:\w+|\{\w+\}))(?=\/)/i;

/** The segments of the API's path in a word; null where it is none. */
function pathIn(word: string, mayLackSlash: boolean): readonly string[] | null {
  const bare = word.replace(/[<>(),;]/g, '').replace(/[|?#].*/, '');
  const path = bare.replace(address, '').replace(/^\/api\/(?:v3\b)?/i, '/');
  const segments = path.split('/').filter((segment) => segment !== '');
  const isPath = path.startsWith('/') || ((mayLackSlash || segments.length > 1) && roots.has(segments[0]));
  return isPath && !path.includes('://') ? segments : null;
}

type Options = {
  /** Options that are followed by a value which says nothing of the call. */
  readonly skipped: ReadonlySet<string>;
  readonly verb: ReadonlySet<string>;
  /** What is sent makes it a POST. */
  readonly sends: ReadonlySet<string>;
};

const curl: Options = {
  skipped: new Set(
    '-H --header -u --user -o --output -A --user-agent -b --cookie -c --cookie-jar -e --referer -E --cert --cacert --key -K --config -m --max-time --connect-timeout -x --proxy -w --write-out -D --dump-header --retry --oauth2-bearer --resolve -r --range'.split(
      ' ',
    ),
  ),
  verb: new Set(['-X', '--request']),
  sends: new Set(
    '-d --data --data-raw --data-binary --data-ascii --data-urlencode --json -F --form --form-string'.split(' '),
  ),
};
const ghApi: Options = {
  skipped: new Set('-H --header -q --jq -t --template --hostname -p --preview --cache'.split(' ')),
  verb: new Set(['-X', '--method']),
  sends: new Set(['-f', '--raw-field', '-F', '--field', '--input']),
};

/** What one word of options says: `--request=POST`, `-XPOST`, `-sXPOST`. `value` is null where the next word is it. */
function partOption(
  word: string,
  takesValue: (name: string) => boolean,
): { readonly name: string; readonly value: string | null } {
  if (word.startsWith('--')) {
    const [name = word, value = null] = word.split('=');
    return { name, value };
  }
  const letters = [...word];
  const at = letters.findIndex((letter) => takesValue(`-${letter}`));
  if (at === -1) return { name: word, value: null };
  const value = letters.slice(at + 1).join('');
  return { name: `-${letters[at]}`, value: value === '' ? null : value };
}

function readTool(words: readonly string[], options: Options, mayLackSlash: boolean): ReadCall | null {
  let verb: Verb | null = null;
  let implied: Verb = 'GET';
  let segments: readonly string[] | null = null;
  const takesValue = (name: string): boolean =>
    [options.verb, options.sends, options.skipped].some((names) => names.has(name));
  const rest = words.values();
  for (const word of rest) {
    if (!word.startsWith('-')) {
      segments ??= pathIn(word, mayLackSlash);
      continue;
    }
    const { name, value } = partOption(word, takesValue);
    const given = takesValue(name) ? (value ?? rest.next().value) : undefined;
    if (options.verb.has(name)) verb = verbOf(given);
    if (options.sends.has(name)) implied = 'POST';
    if (name === '-T' || name === '--upload-file') implied = 'PUT';
    if (name === '-G' || name === '--get') verb = 'GET';
  }
  return segments === null ? null : { kind: 'call', verb: verb ?? implied, segments };
}

const level = /\s*([a-z][a-z_]{0,59})=(read|write|admin|true)\s*([,;]?)/y;

function readHeader(text: string): ReadCall | null {
  const named = /x-accepted-github-permissions["'\s]*:?["'\s]*/i.exec(text);
  const from = named === null ? 0 : named.index + named[0].length;
  let set: NeededLevel[] = [];
  const sets = [set];
  let hasAny = false;
  level.lastIndex = from;
  for (let end = from, found = level.exec(text); found !== null; found = level.exec(text)) {
    hasAny = true;
    end = level.lastIndex;
    const [, name, value, separator] = found as unknown as readonly [string, string, string, string];
    if (value !== 'true') set.push({ name, level: value });
    if (separator === ';') {
      set = [];
      sets.push(set);
    }
    if (separator === '') {
      if (named === null && end < text.length) return null;
      break;
    }
  }
  return hasAny ? { kind: 'header', anyOf: sets } : null;
}

const gitActs: ReadonlySet<string | undefined> = new Set(['clone', 'fetch', 'pull', 'ls-remote', 'push']);

/** Null where no call can be made out. */
export function readCall(text: string): ReadCall | null {
  const header = readHeader(text.slice(0, 4_000));
  if (header !== null) return header;
  const typed = shellWords(text);
  const words = typed[0] === '$' ? typed.slice(1) : typed;
  const [tool, act] = words.map((word) => word.toLowerCase());
  if (tool === 'curl') return readTool(words, curl, false);
  if (tool === 'gh' && act === 'api') return readTool(words, ghApi, true);
  if (tool === 'git') return gitActs.has(act) ? { kind: 'git', isPush: act === 'push' } : null;
  const pieces = words.flatMap((word) => word.split(/[\s"'`()]/));
  const segments = pieces.map((piece) => pathIn(piece, false)).find((path) => path !== null);
  if (segments === undefined) return null;
  return { kind: 'call', verb: pieces.map(verbOf).find((verb) => verb !== null) ?? null, segments };
}
