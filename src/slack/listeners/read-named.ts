import { type Refusal, refuse } from '../../domain/refusal.ts';
import type { Named, Naming } from '../../domain/requests/meant-by-name.ts';
import { findNamed } from '../../operations/ask/find-named.ts';
import type { CommandCall, SlackContext } from '../context.ts';
import { readRequestName, readTokenNames } from '../forms/read-command.ts';

/** What a command names: a request by its number, or one's own by its name; else what to say. A name that reads as a number is one. */
export async function readNamed(
  { ports }: SlackContext,
  { argument, user }: CommandCall,
  word: Naming,
): Promise<Named | Refusal> {
  if (argument === '') return refuse({ why: 'request_not_named', word });
  const number = readRequestName(argument);
  return number === null ? findNamed(ports, user, word, readTokenNames(argument)) : { of: 'request', number };
}
