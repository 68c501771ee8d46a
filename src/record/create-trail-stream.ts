import type { Clock } from '../ports/clock.ts';
import type { TrailStream } from '../ports/trail-stream.ts';
import { addressStream } from './address-stream.ts';
import { fileStream } from './file-stream.ts';

/** The receiver that the operator named; null where none is. */
export function createTrailStream(
  to: { readonly file: string } | { readonly url: string } | null,
  secret: string | null,
  { now }: Clock,
): TrailStream | null {
  if (to === null) return null;
  if ('file' in to) return fileStream(to.file);
  if (secret === null) throw new Error('an address without a secret was let through');
  return addressStream({ url: to.url, secret, now });
}
