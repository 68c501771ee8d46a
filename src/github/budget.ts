import { Fault } from '../ports/fault.ts';
import type { Priority } from '../ports/github.ts';

const hourMs = 3_600_000;
/** What GitHub gives an installation in an hour, until it says more. */
const usualLimit = 5_000;
/** However long GitHub says to wait: it is asked again then, and a click sooner. */
const longestWaitSeconds = 3_600;
const longestClickWaitSeconds = 60;

/** Which part of an hour's calls each leaves to those that are more urgent. */
const leaves: Readonly<Record<Priority, number>> = {
  click: 0,
  decision: 0.04,
  look: 0.1,
  pass: 0.2,
  rotation: 0.5,
  suggestion: 0.5,
};
/** What all type-aheads together, and one person's, may use of an hour. */
const ofSuggestions = 0.1;
const ofOnePerson = 0.04;

type Account = {
  /** Enterprise Server may count nothing: then there is always room. */
  isCounted: boolean;
  limit: number;
  left: number;
  /** By the clock that nobody sets. */
  endsAtMs: number;
  suggested: number;
  readonly suggestedTo: Map<string, number>;
  /** Until when GitHub asked us to wait. */
  blockedUntilMs: number;
  clicksBlockedUntilMs: number;
};

/** Who makes a call: what is waiting for it, and for whom. */
export type Caller = { readonly priority: Priority; readonly person?: string };

export type Budget = {
  /** Takes one call, or throws the Fault `over_budget` or `rate_limited`: nothing was sent. */
  take(organization: string, caller: Caller): void;
  /** How many calls of this priority there are left in this hour. */
  room(organization: string, priority: Priority): number;
  /** What GitHub said with an answer. */
  heard(organization: string, headers: Readonly<Record<string, unknown>>): void;
  /** GitHub asked another process to wait: for that long nothing but clicks goes out here either. */
  waitToo(organization: string, waitMs: number): void;
  /** GitHub asked this caller to wait. */
  limited(organization: string, { priority }: Caller, seconds: number): void;
};

/**
 * One account of calls for each organization. Whoever is less urgent leaves something to those who are more: a member who edits a token a
 * thousand times, or ten thousand tokens that are read for the first time, must never keep an owner's click from being answered.
 *
 * Several processes share one account: GitHub says with each answer what is left of it, and only one of them makes passes. What GitHub
 * does not count apart, type-ahead, is divided among them. What GitHub asks one of them to wait, it tells the others.
 */
export function createBudget(
  elapsedMs: () => number,
  processes: () => number = () => 1,
  /** Whether this GitHub may count no calls: where an answer says nothing of a limit, there is none. */
  mayCountNothing = false,
  /** Told of each time that GitHub asked for. */
  tellWait: (organization: string, waitMs: number) => void = () => undefined,
): Budget {
  const accounts = new Map<string, Account>();

  function accountOf(organization: string): Account {
    const key = organization.toLowerCase();
    const now = elapsedMs();
    const before = accounts.get(key);
    if (before !== undefined && now < before.endsAtMs) return before;
    const limit = before?.limit ?? usualLimit;
    const account: Account = {
      isCounted: before?.isCounted ?? true,
      limit,
      left: limit,
      endsAtMs: now + hourMs,
      suggested: 0,
      suggestedTo: new Map(),
      blockedUntilMs: before?.blockedUntilMs ?? 0,
      clicksBlockedUntilMs: before?.clicksBlockedUntilMs ?? 0,
    };
    accounts.set(key, account);
    return account;
  }

  const partOf = (limit: number, share: number): number => Math.floor((limit * share) / processes());

  function roomIn({ isCounted, limit, left, suggested }: Account, priority: Priority): number {
    if (!isCounted) return limit;
    // GitHub itself says when there is nothing left for a click.
    if (priority === 'click') return limit;
    const room = left - Math.ceil(limit * leaves[priority]);
    return Math.max(priority === 'suggestion' ? Math.min(room, partOf(limit, ofSuggestions) - suggested) : room, 0);
  }

  function waitIn(account: Account, { priority }: Caller): number {
    return (priority === 'click' ? account.clicksBlockedUntilMs : account.blockedUntilMs) - elapsedMs();
  }

  function blockFor(organization: string, waitMs: number): void {
    const account = accountOf(organization);
    account.blockedUntilMs = Math.max(account.blockedUntilMs, elapsedMs() + waitMs);
  }

  return {
    take: (organization, caller) => {
      const account = accountOf(organization);
      const waitMs = waitIn(account, caller);
      if (waitMs > 0) throw refused('rate_limited', waitMs);
      const { priority, person = '' } = caller;
      const mine = account.suggestedTo.get(person) ?? 0;
      const isOverShare = account.isCounted && priority === 'suggestion' && mine >= partOf(account.limit, ofOnePerson);
      if (isOverShare || roomIn(account, priority) === 0) throw refused('over_budget', account.endsAtMs - elapsedMs());
      account.left -= 1;
      if (priority !== 'suggestion') return;
      account.suggested += 1;
      account.suggestedTo.set(person, mine + 1);
    },
    room: (organization, priority) => {
      const account = accountOf(organization);
      return waitIn(account, { priority }) > 0 ? 0 : roomIn(account, priority);
    },
    heard: (organization, headers) => {
      const [limit, remaining, reset] = ['limit', 'remaining', 'reset'].map((name) =>
        numberOf(headers[`x-ratelimit-${name}`]),
      );
      const account = accountOf(organization);
      const isSaid = limit !== undefined && remaining !== undefined && reset !== undefined && limit >= 1;
      const wasCounted = account.isCounted;
      if (mayCountNothing) account.isCounted = isSaid;
      if (!isSaid) return;
      if (!wasCounted) account.left = account.limit;
      // What was counted until now was taken from another limit.
      account.left += limit - account.limit;
      account.limit = limit;
      // By GitHub's own clock: ours may be anything.
      const sentAt = Date.parse(String(headers.date));
      const endsAtMs = Number.isNaN(sentAt) ? account.endsAtMs : elapsedMs() + reset * 1_000 - sentAt;
      const isNewHour = endsAtMs > account.endsAtMs + 1_000;
      account.left = isNewHour ? remaining : Math.min(account.left, remaining);
      account.endsAtMs = Math.min(endsAtMs, elapsedMs() + hourMs);
    },
    waitToo: blockFor,
    limited: (organization, { priority }, seconds) => {
      const account = accountOf(organization);
      const waitMs = (most: number): number => Math.min(seconds, most) * 1_000;
      blockFor(organization, waitMs(longestWaitSeconds));
      tellWait(organization, waitMs(longestWaitSeconds));
      // What others were refused for says nothing of the one call that somebody waits for.
      if (priority === 'click') account.clicksBlockedUntilMs = elapsedMs() + waitMs(longestClickWaitSeconds);
    },
  };
}

function refused(code: 'rate_limited' | 'over_budget', waitMs: number): Fault {
  const retryAfterSeconds = Math.max(Math.ceil(waitMs / 1_000), 1);
  return new Fault('github', code, { isRetryable: true, retryAfterSeconds });
}

function numberOf(header: unknown): number | undefined {
  const value = Number(header);
  return header === undefined || header === '' || !Number.isFinite(value) ? undefined : value;
}
