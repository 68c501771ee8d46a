/** 32 bytes in base64, in either alphabet, with its padding or without. */
const written = /^[A-Za-z0-9+/_-]{43}=?$/;

const howTo = 'make one with: openssl rand -base64 32';

/**
 * ENCRYPTION_KEY: the key that encrypts, and after commas those before it, which still open what they encrypted. Or what is wrong, without
 * repeating a letter of it.
 */
export function readEncryptionKeys(text: string): { readonly keys: readonly string[] } | { readonly problem: string } {
  const parts = text.split(',').map((part) => part.trim());
  if (!parts.every((part) => written.test(part))) {
    return {
      problem: `must be 32 bytes in base64, or several of those with commas between, the newest first; ${howTo}`,
    };
  }
  const keys = parts.map((part) => Buffer.from(part, 'base64'));
  if (new Set(keys.map((key) => key.toString('hex'))).size < keys.length) return { problem: 'has the same key twice' };
  // A pattern that somebody typed: 32 random bytes have some 30 different ones.
  if (keys.some((key) => new Set(key).size < 16)) {
    return { problem: `has a key that is not random; ${howTo}` };
  }
  return { keys: keys.map((key) => key.toString('base64')) };
}
