import type { LocalToken } from '@countersign/sandbox-github/state';
import type { Call, Fault } from '@countersign/sandbox-loopback/faults';
import { organization, type World } from '@countersign/sandbox-stage/cast';
import type { StoredActive, StoredPending, StoredRequest, StoredRows } from './stored-rows.ts';

/** A call that changes a token, as GitHub received it, with what was committed and who was an owner at that very moment. */
export type TokenCall = {
  readonly at: number;
  readonly act: 'approve' | 'deny' | 'revoke';
  /** GitHub's id of what it is about: a PendingToken's, or a grant's. */
  readonly id: number;
  readonly token: LocalToken | undefined;
  /** What GitHub would let in if it were approved now. */
  readonly scope: LocalToken['pending'] | LocalToken['grant'];
  readonly expiresAt: number | null;
  /** Whether GitHub listed a grant of the token at that moment. */
  readonly isGranted: boolean;
  readonly owners: ReadonlySet<number>;
  readonly pending: StoredPending | undefined;
  readonly active: StoredActive | undefined;
  readonly requests: readonly StoredRequest[];
};
export type Click = { readonly slackId: string; readonly actionId: string; readonly value: string };
export type LimitedCall = { readonly service: 'slack' | 'github'; readonly name: string; readonly until: number };

const review = /^POST \/orgs\/[^/]+\/personal-access-token(-request)?s\/(\d+)$/;

/** Called with the App's JWT: such calls have a limit of their own. */
function isAppsOwn(name: string): boolean {
  return / \/app\b|\/installation$/.test(name);
}

/** What the local Slack and GitHub saw, and what people did, in the order of time. */
export class Journal {
  readonly tokenCalls: TokenCall[] = [];
  /** What breaks a rule at the moment of a call; read and emptied after each command. */
  readonly broken: string[] = [];
  /** The clicks of the present command. */
  clicks: Click[] = [];
  /** Posts that Slack took and whose answer was lost, or whose record a crash may have prevented. */
  lostPosts = 0;
  deaths = 0;
  readonly calls = { slack: 0, github: 0 };
  readonly #world: World;
  readonly #stored: StoredRows;
  readonly #now: () => number;
  #limits: LimitedCall[] = [];
  /** Limits that the present command met: its other calls may be under way already. */
  #freshLimits: LimitedCall[] = [];
  #failuresInThisLife = 0;
  readonly #failing = new Map<string, Fault>();

  constructor(world: World, stored: StoredRows, now: () => number) {
    this.#world = world;
    this.#stored = stored;
    this.#now = now;
    for (const [service, { faults }] of [
      ['slack', world.slack.server],
      ['github', world.github.server],
    ] as const) {
      const take = faults.take.bind(faults);
      faults.take = (name) => {
        const fault = take(name);
        if (fault !== undefined) this.#failed(service, name, fault);
        return fault;
      };
    }
  }

  commandBegan(): void {
    this.clicks = [];
    this.#limits = [...this.#limits, ...this.#freshLimits].filter(({ until }) => until > this.#now());
    this.#freshLimits = [];
  }

  lifeBegan(): void {
    this.#failuresInThisLife = 0;
    // What the program was told to wait for was in its memory.
    this.#limits = [];
    this.#freshLimits = [];
  }

  hasFailedCalls(): boolean {
    return this.#failuresInThisLife > 0;
  }

  died(): void {
    this.deaths += 1;
    const leased = this.#stored.effects().filter(({ state, effect }) => state === 'leased' && effect.kind === 'post');
    this.lostPosts += leased.length;
  }

  received(service: 'slack' | 'github', call: Call): void {
    this.calls[service] += 1;
    this.#checkLimit(service, call.name);
    const [, isRequest, id] = service === 'github' ? (review.exec(call.name) ?? []) : [];
    if (id !== undefined) this.#receivedReview(isRequest !== undefined, Number(id), call);
  }

  /** It was carried out (or failed before); its answer goes out next. */
  carriedOut(service: 'slack' | 'github', call: Call): void {
    const fault = this.#failing.get(`${service} ${call.name}`);
    this.#failing.delete(`${service} ${call.name}`);
    if (call.name === 'chat.postMessage' && call.applied && fault !== undefined) this.lostPosts += 1;
  }

  #failed(service: 'slack' | 'github', name: string, fault: Fault): void {
    this.#failuresInThisLife += 1;
    this.#failing.set(`${service} ${name}`, fault);
    const { answer } = fault;
    if (typeof answer === 'string' || answer.retryAfterSeconds === undefined || isAppsOwn(name)) return;
    this.#freshLimits.push({ service, name, until: this.#now() + answer.retryAfterSeconds * 1_000 });
  }

  /** Slack limits a method, GitHub an installation. Who somebody is, and who could decide, may be asked for a click, which nobody else's limit
   * stops. */
  #checkLimit(service: 'slack' | 'github', name: string): void {
    const isOwn = isAppsOwn(name) || /^GET \/(?:orgs\/[^/]+\/(?:memberships|members)|users?|repos)(?:\/|$)/.test(name);
    if (service === 'slack' ? !/^chat\.(?:postMessage|update)$/.test(name) : isOwn) return;
    const limit = this.#limits.find(
      (one) => one.service === service && (service === 'github' || one.name === name) && one.until > this.#now(),
    );
    if (limit !== undefined) {
      this.broken.push(`I11 ${name} was called ${limit.until - this.#now()} ms before Retry-After of ${limit.name}`);
    }
  }

  #receivedReview(isRequest: boolean, id: number, { body }: Call): void {
    const { github } = this.#world;
    const local = github.state.organization(organization);
    const owners = [...(local?.members ?? [])].filter(([, role]) => role === 'admin').map(([member]) => member);
    const token = github.state.tokens.find(({ pending, grant }) => (isRequest ? pending : grant)?.id === id);
    // A token that was let in anew keeps its id; its grant is another one.
    const grantedAt = token?.grant?.grantedAt.getTime();
    const asked = (body as { readonly body?: { readonly action?: string } }).body?.action;
    this.tokenCalls.push({
      at: this.#now(),
      act: asked === 'approve' || asked === 'deny' ? asked : 'revoke',
      id,
      token,
      scope: (isRequest ? token?.pending : token?.grant) ?? null,
      expiresAt: token?.expiresAt?.getTime() ?? null,
      isGranted: token?.grant != null,
      owners: new Set(owners),
      pending: isRequest ? this.#stored.pendingTokens().find((row) => row.pat_request_id === id) : undefined,
      active: isRequest
        ? undefined
        : this.#stored.activeTokens().find((row) => row.pat_id === id && row.access_granted_at === grantedAt),
      requests: this.#stored.requests(),
    });
  }
}
