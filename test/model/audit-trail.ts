import { createHash } from 'node:crypto';
import { documentedStates, firstActs, type Kind } from './documented-states.ts';
import type { StoredEntry, StoredRows } from './stored-rows.ts';

const documented = documentedStates();

/** Keys in the order of their code units, nothing between: what the trail says it hashes. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const record = value as Readonly<Record<string, unknown>>;
  const keys = Object.keys(record).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(record[key])}`).join(',')}}`;
}

type Subject = { readonly kind: Kind; readonly states: readonly string[]; readonly steps: number };

/** Follows the audit trail: each entry chained to the one before, each step one that is documented, and no state without its entry. */
export class AuditTrail {
  #seq = 0;
  #hash = '0'.repeat(64);
  readonly #subjects = new Map<string, Subject>();
  readonly entries: StoredEntry[] = [];

  /** The entries that are new, and what is wrong with them. */
  follow(stored: StoredRows): { readonly added: readonly StoredEntry[]; readonly broken: readonly string[] } {
    const added = stored.entriesAfter(this.#seq);
    const broken: string[] = [];
    for (const entry of added) {
      const { hash, data, ...rest } = entry;
      const text = canonical({ ...rest, data: JSON.parse(data) });
      const isWhole = entry.seq === this.#seq + 1 && entry.prev_hash === this.#hash;
      if (!isWhole || createHash('sha256').update(text).digest('hex') !== hash) {
        broken.push(`I9 the audit trail is broken at ${entry.seq}`);
      }
      this.#seq = entry.seq;
      this.#hash = hash;
      broken.push(...this.#step(entry));
    }
    this.entries.push(...added);
    return { added, broken };
  }

  /** The rows as they are must be where their entries lead. A version more without an entry is a change that nobody can trace. */
  compare(stored: StoredRows): readonly string[] {
    const rows = [
      ...stored.requests().map((row) => ({ ...row, subject: `PAT-${row.number}`, isCounted: true })),
      ...stored.pendingTokens().map((row) => ({ ...row, subject: `pending_token:${row.id}`, isCounted: true })),
      // What GitHub shows anew of a token (its last use, the age of its repositories) is no step.
      ...stored.activeTokens().map((row) => ({ ...row, subject: `active_token:${row.id}`, isCounted: false })),
    ];
    return rows.flatMap(({ subject, status, version, isCounted }) => {
      const known = this.#subjects.get(subject);
      if (known === undefined) return [`I9 ${subject} has no entry`];
      return [
        ...(known.states.includes(status) ? [] : [`I13 ${subject} is ${status}; its entries end in ${known.states}`]),
        ...(isCounted && known.steps !== version
          ? [`I9 ${subject} has ${known.steps} entries at version ${version}`]
          : []),
      ];
    });
  }

  #step({ seq, act: named, subject }: StoredEntry): readonly string[] {
    const [kind, act] = named.split('.') as [Kind, string];
    if (!(kind in documented) || act === undefined) return [];
    const known = this.#subjects.get(subject);
    if (known === undefined) {
      const states = firstActs[kind][act];
      this.#subjects.set(subject, { kind, states: states ?? [], steps: 1 });
      return states === undefined ? [`I9 entry ${seq}: ${subject} begins with ${named}`] : [];
    }
    const table = documented[kind];
    const next = [...new Set(known.states.flatMap((state) => table.get(state)?.get(act) ?? []))];
    this.#subjects.set(subject, { kind, states: next, steps: known.steps + 1 });
    return next.length > 0 ? [] : [`I13 entry ${seq}: ${named} of ${subject}, which was ${known.states}`];
  }
}
