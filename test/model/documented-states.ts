import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What leads where: by state, then by act. */
export type Transitions = ReadonlyMap<string, ReadonlyMap<string, string>>;
const kinds = { TokenRequest: 'request', PendingToken: 'pending_token', ActiveToken: 'active_token' } as const;
export type Kind = (typeof kinds)[keyof typeof kinds];

/** `approve → approved, vanish, supersede → gone` */
function actsOf(cell: string): readonly (readonly [string, string])[] {
  const found: (readonly [string, string])[] = [];
  let waiting: string[] = [];
  for (const part of cell.replaceAll(/\([^)]*\)|[*`]/g, '').split(',')) {
    const [act = '', to] = part.split('→').map((word) => word.trim());
    waiting.push(act);
    if (to === undefined) continue;
    found.push(...waiting.map((one) => [one, to] as const));
    waiting = [];
  }
  return found;
}

function tableAfter(text: string, title: string): Transitions {
  const rows = (text.split(`**${title}**`)[1] ?? '')
    .split('\n')
    .slice(2)
    .map((line) => line.trim());
  const end = rows.findIndex((line) => !line.startsWith('|'));
  const states = new Map<string, Map<string, string>>();
  for (const row of rows.slice(2, end)) {
    const [, from = '', acts = ''] = row.split('|');
    for (const state of from.replaceAll(/[*`]/g, '').split(',')) {
      const known = states.get(state.trim()) ?? new Map<string, string>();
      for (const [act, to] of actsOf(acts)) known.set(act, to);
      states.set(state.trim(), known);
    }
  }
  return states;
}

/** The state tables as ARCHITECTURE.md has them: the checker believes the document, not the program. */
export function documentedStates(): Readonly<Record<Kind, Transitions>> {
  const text = readFileSync(join(import.meta.dirname, '../../ARCHITECTURE.md'), 'utf8');
  const tables = Object.entries(kinds).map(([title, kind]) => [kind, tableAfter(text, title)] as const);
  return Object.fromEntries(tables) as Record<Kind, Transitions>;
}

/** The state of a row at its first sight, and the act that says so. */
export const firstActs: Readonly<Record<Kind, Readonly<Record<string, readonly string[]>>>> = {
  request: { submit: ['pending'] },
  pending_token: { find: ['open'] },
  active_token: { find: ['active', 'exceeding'] },
};
