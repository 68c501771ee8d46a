import type { GithubState } from './state.ts';
import type { Webhooks } from './webhooks.ts';

export type Json = Readonly<Record<string, unknown>>;

/** What every route and every act of a person works on. */
export type World = {
  readonly state: GithubState;
  readonly appId: number;
  readonly publicKeyPem: string;
  readonly now: () => Date;
  /** The clock that the bot's credentials are judged by: the machine's, unless the bot signs by another. */
  readonly judgedAt: () => Date;
  readonly apiUrl: () => string;
  readonly webhooks: Webhooks;
  /** Work that GitHub does after it has answered. */
  readonly later: (work: () => void) => void;
};

/** The App as the sender of what it did itself. */
export const appAccount = { id: 4_242_424, login: 'countersign[bot]', type: 'Bot' } as const;
export const webUrl = 'https://github.com';
