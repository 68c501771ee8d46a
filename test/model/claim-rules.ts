import type { World } from '@countersign/sandbox-stage/cast';
import { oracleIsExact } from '../support/scope-oracle.ts';
import { actualScope } from './actual-scope.ts';
import { documentedStates } from './documented-states.ts';
import type { Click, Journal } from './journal.ts';
import type { FirstCreations } from './lifetime-rules.ts';
import type { StoredEntry, StoredRequest, StoredRows } from './stored-rows.ts';

const { request: documented } = documentedStates();

/** Names as people read them. */
export function readName(name: string): string {
  return name.normalize('NFC').trim().toLowerCase();
}

/** One use of a request, as the trail tells it, and what is known after the command. */
type Use = {
  readonly requests: readonly StoredRequest[];
  readonly stored: StoredRows;
  readonly journal: Journal;
  readonly seq: number;
  readonly at: number;
  readonly step: string;
  readonly isUndecided: boolean;
};

/**
 * An Agreement is used by a token of another name only where the token is exactly what was agreed, was made after the approval and its holder
 * has nothing else that it could be meant for, or where the holder said so (I16).
 */
export class ClaimRules {
  readonly #world: World;
  readonly #created: FirstCreations;
  readonly #answers: Click[] = [];
  /** By PAT number, as the trail told it so far. */
  readonly #states = new Map<number, string>();

  constructor(world: World, created: FirstCreations) {
    this.#world = world;
    this.#created = created;
  }

  check(journal: Journal, stored: StoredRows, added: readonly StoredEntry[]): readonly string[] {
    this.#answers.push(...journal.clicks.filter(({ actionId }) => actionId === 'is_for_request'));
    const requests = stored.requests();
    return added.flatMap(({ subject, act, seq, at }) => {
      const [kind, step = ''] = act.split('.');
      const number = Number(/^PAT-(\d+)$/.exec(subject)?.[1]);
      if (kind !== 'request' || Number.isNaN(number)) return [];
      const before = this.#states.get(number) ?? null;
      this.#states.set(number, before === null ? 'pending' : (documented.get(before)?.get(step) ?? before));
      const request = requests.find((one) => one.number === number);
      if (request === undefined) return [];
      const isUse = step === 'claim' || (step === 'fulfil' && before !== 'claimed');
      return isUse
        ? this.#judge(request, { requests, stored, journal, seq, at, step, isUndecided: before === 'pending' })
        : [];
    });
  }

  #judge(request: StoredRequest, { requests, stored, journal, seq, at, step, isUndecided }: Use): readonly string[] {
    const tokenId = request.claimed_by_token_id;
    const token = this.#world.github.state.tokens.find((one) => one.tokenId === tokenId);
    // Given back, or deleted meanwhile.
    if (token === undefined || readName(token.name) === readName(request.token_name)) return [];
    const name = `entry ${seq}: PAT-${request.number} "${request.token_name}" is used by token ${tokenId} "${token.name}"`;
    if (this.#isAnswered(request, token.tokenId, stored)) return [];
    if (isUndecided) return [`I16 ${name}, though nobody had decided it`];
    const createdAt = this.#created.of(token.tokenId, stored);
    // GitHub tells no less than seconds.
    if (createdAt !== null && request.agreement !== null && request.agreement.agreedAt - createdAt >= 1_000)
      return [`I16 ${name}, which was there before it was approved, and its holder was not asked`];
    const others = requests.filter(
      (one) =>
        one.number !== request.number &&
        one.holder.githubId === request.holder.githubId &&
        this.#states.get(one.number) === 'approved' &&
        // Rows are read after the command: one that has timed out by now, in it, has no agreement any more.
        one.agreement !== null &&
        (one.agreement.lapsesAt === null || at <= one.agreement.lapsesAt),
    );
    if (others.length > 0)
      return [`I16 ${name}, though its holder has PAT-${others[0]?.number} as well, and was not asked`];
    const call = journal.tokenCalls.findLast(
      ({ act, token: about }) => act === 'approve' && about?.tokenId === tokenId,
    );
    const shown = step === 'claim' ? (call?.scope ?? token.pending) : token.grant;
    // It has lost its access since: what it was then is not shown any more.
    if (shown == null || request.agreement === null) return [];
    const isExact = oracleIsExact(request.agreement, actualScope(shown, null, null));
    return isExact ? [] : [`I16 ${name}, which is less than that, and its holder was not asked`];
  }

  /** A click of the requester's own, on the question about a row of this token, that names this request. */
  #isAnswered(request: StoredRequest, tokenId: number, stored: StoredRows): boolean {
    const rows = stored.pendingTokens().filter((row) => row.token_id === tokenId);
    return this.#answers.some(
      ({ slackId, value }) =>
        slackId === request.requester.slackId &&
        rows.some(({ id }) => value.startsWith(`${id}.`)) &&
        value.endsWith(`.${request.number}`),
    );
  }
}
