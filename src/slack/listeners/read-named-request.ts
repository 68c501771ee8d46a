import { echoed } from '../../domain/credential.ts';
import type { RequestNumber } from '../../domain/ids.ts';
import { type Refusal, refuse } from '../../domain/refusal.ts';
import type { CommandCall } from '../context.ts';
import { readRequestName } from '../forms/read-command.ts';

/** The request that a command names, or what to say where it names none. */
export function readNamedRequest({ word, argument }: CommandCall): RequestNumber | Refusal {
  if (argument === '') return refuse({ why: 'request_not_named', word });
  return readRequestName(argument) ?? refuse({ why: 'unknown_request', given: echoed(argument, 60) });
}
