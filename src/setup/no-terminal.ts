import type { Prompts } from './prompts.ts';

function nobody(): never {
  throw new Error('a question was put where nobody can answer');
}

/** Nobody sits there: what is missing is said, and nothing is asked. */
export function createNoTerminal(write: (text: string) => void): Prompts {
  return {
    mayAsk: false,
    say: (line) => write(`${line}\n`),
    secret: nobody,
    text: nobody,
    choose: nobody,
  };
}
