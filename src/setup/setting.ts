import type { Environment, Places } from '../config/environment.ts';
import type { Prompts } from './prompts.ts';
import type { Variables } from './variables-text.ts';

/** What every step is given. */
export type Setting = {
  readonly prompts: Prompts;
  /** `.env` and the environment as they are now. */
  readonly environment: () => Environment;
  /** Stores variables that are not set yet. */
  readonly keep: (variables: Variables) => void;
  readonly places: Places;
  /** The moment until the outside is asked again. */
  readonly pause: () => Promise<void>;
  /** Of the command line. */
  readonly asked: { readonly address: string | null; readonly organization: string | null };
  readonly nodeVersion: string;
};

/** Set-up can't go on until the person has mended something. */
export class Halted extends Error {
  override readonly name = 'Halted';
}

export function variableOf(setting: Setting, name: string): string {
  return (setting.environment()[name] ?? '').trim();
}
