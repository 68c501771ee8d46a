import { randomBytes } from 'node:crypto';
import type { Request } from '@countersign/sandbox-loopback/loopback-server';
import type { Account } from './account.ts';

/** As GitHub documents them: eight hours, and six months. */
const accessSeconds = 28_800;
const refreshSeconds = 15_897_600;

type Given = {
  readonly account: Account;
  readonly access: string;
  readonly refresh: string;
  readonly accessEndsAtMs: number;
  readonly refreshEndsAtMs: number;
};

/** What GitHub answers when it gives a token. */
export type TokenAnswer = {
  readonly access_token: string;
  readonly expires_in: number;
  readonly refresh_token: string;
  readonly refresh_token_expires_in: number;
  readonly scope: '';
  readonly token_type: 'bearer';
};

/** Tokens of people who signed in to the App: each ends, and a refresh token is good for one exchange, after which both of its pair are void. */
export class LocalUserTokens {
  readonly #now: () => Date;
  readonly #given: Given[] = [];
  /** Every text that was ever given, for whoever looks whether one came out. */
  readonly texts: string[] = [];

  constructor(now: () => Date) {
    this.#now = now;
  }

  give(account: Account): TokenAnswer {
    const nowMs = this.#now().getTime();
    const access = `ghu_${randomBytes(27).toString('base64url').replace(/[-_]/g, 'x')}`;
    const refresh = `ghr_${randomBytes(57).toString('base64url').replace(/[-_]/g, 'x')}`;
    this.texts.push(access, refresh);
    this.#given.push({
      ...{ account, access, refresh },
      accessEndsAtMs: nowMs + accessSeconds * 1_000,
      refreshEndsAtMs: nowMs + refreshSeconds * 1_000,
    });
    return {
      ...{ access_token: access, expires_in: accessSeconds },
      ...{ refresh_token: refresh, refresh_token_expires_in: refreshSeconds },
      ...{ scope: '', token_type: 'bearer' },
    };
  }

  /** Null: GitHub says `bad_refresh_token`. */
  exchange(refresh: string): TokenAnswer | null {
    const found = this.#given.find((one) => one.refresh === refresh && one.refreshEndsAtMs > this.#now().getTime());
    if (found === undefined) return null;
    this.#given.splice(this.#given.indexOf(found), 1);
    return this.give(found.account);
  }

  /** Whose access token the request carries; null where it carries none that is good. */
  accountOf({ headers }: Request): Account | null {
    const token = /^(?:bearer|token) (ghu_.+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
    const found = this.#given.find((one) => one.access === token && one.accessEndsAtMs > this.#now().getTime());
    return found?.account ?? null;
  }

  static isUsedBy({ headers }: Request): boolean {
    return /^(?:bearer|token) ghu_/i.test(headers.authorization ?? '');
  }

  /** One is ended; answers whether it was there. */
  end(access: string): boolean {
    const found = this.#given.find((one) => one.access === access);
    if (found !== undefined) this.#given.splice(this.#given.indexOf(found), 1);
    return found !== undefined;
  }

  /** The person takes the App's authorization back: none of theirs is good any more. */
  endAllOf(account: Account): void {
    for (const one of this.#given.filter((given) => given.account.id === account.id)) this.end(one.access);
  }

  living(): readonly string[] {
    const nowMs = this.#now().getTime();
    return this.#given.filter(({ accessEndsAtMs }) => accessEndsAtMs > nowMs).map(({ access }) => access);
  }

  /** How many are good now. */
  countOf(account: Account): number {
    return this.#given.filter((one) => one.account.id === account.id && one.refreshEndsAtMs > this.#now().getTime())
      .length;
  }
}
