import type { Readable, Writable } from 'node:stream';
import { type CANCEL_SYMBOL, isCancel, password, select, text } from '@clack/prompts';
import { type Prompts, Stopped } from './prompts.ts';

function answered<Value>(answer: Value | typeof CANCEL_SYMBOL): Value {
  if (isCancel(answer)) throw new Stopped();
  return answer;
}

/** Asks whoever sits at the terminal: the process's own, unless told. */
export function createTerminalPrompts(
  streams: { readonly input: Readable; readonly output: Writable } = { input: process.stdin, output: process.stdout },
): Prompts {
  return {
    mayAsk: true,
    say: (line) => void streams.output.write(`${line}\n`),
    secret: async (message, problemOf) =>
      answered(
        await password({
          ...streams,
          message,
          // A value that was pasted wrongly is not corrected, but pasted again.
          clearOnError: true,
          validate: (given) => problemOf((given ?? '').trim()) ?? undefined,
        }),
      ).trim(),
    text: async (message, problemOf) =>
      answered(
        await text({ ...streams, message, validate: (given) => problemOf((given ?? '').trim()) ?? undefined }),
      ).trim(),
    choose: async (message, options) => {
      // By place: the library types what it gives back by what may be compared.
      const chosen = answered(
        await select<number>({
          ...streams,
          message,
          options: options.map(({ label, hint }, value) => ({ value, label, ...(hint === undefined ? {} : { hint }) })),
        }),
      );
      const found = options[chosen];
      if (found === undefined) throw new Error(`there is no option ${chosen}`);
      return found.value;
    },
  };
}
