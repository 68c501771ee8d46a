import { type CANCEL_SYMBOL, isCancel, password, select, text } from '@clack/prompts';
import { type Prompts, Stopped } from './prompts.ts';

function answered<Value>(answer: Value | typeof CANCEL_SYMBOL): Value {
  if (isCancel(answer)) throw new Stopped();
  return answer;
}

/** Asks whoever sits at the terminal. */
export function createTerminalPrompts(): Prompts {
  return {
    mayAsk: true,
    say: (line) => void process.stdout.write(`${line}\n`),
    secret: async (message, problemOf) =>
      answered(
        await password({
          message,
          // A value that was pasted wrongly is not corrected, but pasted again.
          clearOnError: true,
          validate: (given) => problemOf((given ?? '').trim()) ?? undefined,
        }),
      ).trim(),
    text: async (message, problemOf) =>
      answered(await text({ message, validate: (given) => problemOf((given ?? '').trim()) ?? undefined })).trim(),
    choose: async (message, options) => {
      // By place: the library types what it gives back by what may be compared.
      const chosen = answered(
        await select<number>({
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
