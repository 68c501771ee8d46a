import { said, systemCode } from '../../domain/said.ts';
import { Fault } from '../../ports/fault.ts';

/** The driver's own error: drizzle's names the query and every value in it, which no log may hold. */
export function bare(error: unknown): unknown {
  return error instanceof Error && error.message.startsWith('Failed query') && error.cause !== undefined
    ? error.cause
    : error;
}

function codeOf(error: unknown): string {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  return typeof code === 'string' ? code : '';
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : '');

export function isUniqueViolation(error: unknown): boolean {
  return codeOf(error) === '23505';
}

/** Two transactions stood in each other's way, and this one was undone: begun anew it goes through. */
export function isDeadlock(error: unknown): boolean {
  return ['40P01', '40001'].includes(codeOf(error));
}

const lostCodes =
  /^(?:08...|57P0[1-5]|25P0[34]|E(?:CONN\w+|PIPE|PROTO|TIMEDOUT|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN))$/;
/** The last one: what answered is no server of PostgreSQL, or one that can start nobody to answer. */
const lostMessages =
  /^(?:Connection terminated|timeout expired|Query read timeout|Client has encountered|Client was closed|There was an error establishing an SSL connection)/;
/** All connections of our pool are at work: the server is there, and to wait once more would only lengthen a click. */
const poolIsBusy = 'timeout exceeded when trying to connect';

/** The connection is gone, or never was: the server stopped, or the way to it is cut. */
export function isLost(error: unknown): boolean {
  return lostCodes.test(codeOf(error)) || lostMessages.test(messageOf(error));
}

/** The connection is to a server, or from a time, that takes no writes; the next one may not be. */
export function isReadOnly(error: unknown): boolean {
  return codeOf(error) === '25006';
}

/** The driver's own, before the server has said whether a password fits. */
const unproven = /^SASL: /;
const noPassword = /client password must be/;

const untrusted = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS|ERR_SSL/;

/** By the driver's and the server's codes. Null: a bug. */
function kindOf(error: unknown): readonly [code: string, isRetryable: boolean] | null {
  const code = codeOf(error);
  if (isLost(error)) return ['unreachable', true];
  if (isDeadlock(error) || ['55P03', '57014', '53300', '53200'].includes(code) || messageOf(error) === poolIsBusy) {
    return ['busy', true];
  }
  if (code === '53100') return ['full', true];
  if (code === '58030') return ['disk', true];
  if (isReadOnly(error)) return ['read_only', true];
  if (code === 'XX001' || code === 'XX002') return ['corrupt', false];
  if (code.startsWith('28') || ['3D000', '3F000', '42501'].includes(code) || unproven.test(messageOf(error)))
    return ['refused', false];
  if (untrusted.test(code)) return ['untrusted', false];
  return messageOf(error).includes('does not support SSL') ? ['no_tls', false] : null;
}

function saidBy(error: unknown): string | null {
  const message = messageOf(error);
  return noPassword.test(message) ? 'it asks for a password, and the address has none' : said(message);
}

/** What the outside is to blame for, as a Fault. Anything else is a bug and goes on as it is. */
export function asFault(error: unknown): unknown {
  if (error instanceof Fault) return error;
  const kind = kindOf(error);
  if (kind === null) return error;
  const [code, isRetryable] = kind;
  return new Fault('store', code, {
    isRetryable,
    said: saidBy(error),
    system: systemCode(error),
    cause: error,
  });
}
