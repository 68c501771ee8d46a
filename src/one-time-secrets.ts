import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { OneTimeSecrets } from './ports/sign-in.ts';

/** 256 bits each, without a character that an address would change. */
export const oneTimeSecrets: OneTimeSecrets = {
  next: () => randomBytes(32).toString('base64url'),
  hash: (secret) => createHash('sha256').update(secret).digest('base64url'),
  derive: (secret, purpose) => createHmac('sha256', secret).update(purpose).digest('base64url'),
};
