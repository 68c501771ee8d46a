import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type ParsedNode,
  parseDocument,
  visit,
} from 'yaml';

export type Path = readonly PropertyKey[];
/** From 1. */
export type Place = { readonly line: number; readonly column: number };
type Problem = { readonly place: Place; readonly problem: string };

export type YamlText = {
  readonly value: unknown;
  /** Where the value stands, or its key; of what is not there, the nearest around it. */
  readonly placeOf: (path: Path, of: 'key' | 'value') => Place;
};

const start: Place = { line: 1, column: 1 };
const mostBytes = 1024 * 1024;
/** Anchors may be used so often, counted through each other: an alias of aliases of aliases fills any memory. */
const mostAliases = 100;
/** One mistake makes others after it. */
const mostProblems = 3;

/** What the parser found, by its code: its own words name its parts, and repeat what stands in the file. */
const sentences: Readonly<Record<string, string>> = {
  BAD_ALIAS: 'an alias or an anchor has no name',
  BAD_DQ_ESCAPE: 'a backslash between double quotation marks begins nothing that YAML knows',
  BAD_INDENT: 'this line is not indented as those around it, or a bracket or brace before it is never closed',
  BAD_SCALAR_START: 'a value that begins with this character has to stand in quotation marks',
  BLOCK_AS_IMPLICIT_KEY: 'there are two values on one line; put a value that has ": " in it in quotation marks',
  BLOCK_IN_FLOW: 'what stands in brackets or braces can’t be written over indented lines',
  DUPLICATE_KEY: 'this key stood here before',
  MISSING_CHAR: 'something is missing: a quotation mark, a bracket, a colon, or a space after one',
  MULTILINE_IMPLICIT_KEY: 'this key has no colon after it',
  MULTIPLE_DOCS: 'the file goes on after "---"; there can be one document',
  RESOURCE_EXHAUSTION: 'it is nested too deeply',
  TAB_AS_INDENT: 'this line is indented by a tab; use spaces',
  TAG_RESOLVE_FAILED: 'a tag (with !) is not known here',
  UNEXPECTED_TOKEN: 'this does not belong here; is the line before it indented as it should be?',
};

/** Keys and aliases that are valid YAML and that nothing here can be meant by. */
function oddities(document: Document.Parsed): readonly { readonly at: number; readonly problem: string }[] {
  const found: { at: number; problem: string }[] = [];
  const startOf = (node: unknown): number => (node as Node | null)?.range?.[0] ?? 0;
  visit(document, {
    Alias: (_, alias) => {
      if (alias.resolve(document) === undefined) {
        found.push({
          at: startOf(alias),
          problem: 'this alias stands for nothing; its anchor (with &) has to stand before it',
        });
      }
    },
    Pair: (_, { key }) => {
      if (isAlias(key)) return;
      if (!isScalar(key) || key.value === '__proto__') found.push({ at: startOf(key), problem: 'this can’t be a key' });
    },
  });
  return found;
}

function follow(document: Document.Parsed, node: unknown): unknown {
  return isAlias(node) ? node.resolve(document) : node;
}

/** The key and the value of one step down; through `<<` too. */
function stepDown(document: Document.Parsed, node: unknown, step: PropertyKey): readonly [unknown, unknown] | null {
  const inside = follow(document, node);
  if (isSeq(inside)) {
    const item = inside.items[Number(step)];
    return item === undefined ? null : [item, item];
  }
  if (!isMap(inside)) return null;
  const pair = inside.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
  if (pair !== undefined) return [pair.key, pair.value ?? pair.key];
  const merged = inside.items.filter(({ key }) => isScalar(key) && key.source === '<<');
  for (const { value } of merged) {
    const found = stepDown(document, value, step);
    if (found !== null) return found;
  }
  return null;
}

/** Reads one YAML document, with anchors, aliases and `<<`. */
export function readYaml(text: string): YamlText | { readonly problems: readonly Problem[] } {
  if (Buffer.byteLength(text) > mostBytes) return { problems: [{ place: start, problem: 'it is larger than 1 MiB' }] };
  const lines = new LineCounter();
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const document = parseDocument<ParsedNode>(text, { prettyErrors: false, lineCounter: lines, merge: true });
  const wrong = [...document.errors, ...document.warnings]
    .sort((one, other) => one.pos[0] - other.pos[0])
    .map(({ code, pos }) => ({ at: pos[0], problem: sentences[code] ?? 'it can’t be read from here on' }));
  const problems = [...wrong, ...(wrong.length > 0 ? [] : oddities(document))];
  if (problems.length > 0) {
    return { problems: problems.slice(0, mostProblems).map(({ at, problem }) => ({ place: placeAt(at), problem })) };
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: mostAliases });
  } catch {
    return { problems: [{ place: start, problem: 'its aliases stand for too much; write out what they stand for' }] };
  }
  return {
    value,
    placeOf: (path, of) => {
      let key: unknown = document.contents;
      let node: unknown = document.contents;
      for (const step of path) {
        const down = stepDown(document, node, step);
        if (down === null) break;
        [key, node] = down;
      }
      return placeAt(((of === 'key' ? key : node) as Node | null)?.range?.[0] ?? 0);
    },
  };
}
