import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { Binding, Sealing } from '../ports/sealing.ts';

const cipher = 'aes-256-gcm';
/** What NIST SP 800-38D advises for GCM. A random one is safe for 2^32 texts under one key; here it is some a day. */
const nonceBytes = 12;
const tagBytes = 16;

/** Tells keys apart, and says nothing of them: a plain hash of a weak key could be looked up. */
function idOf(key: Uint8Array): string {
  return createHmac('sha256', key).update('countersign key id').digest('hex').slice(0, 16);
}

/** What is authenticated beside the text. JSON, so that no two bindings read alike. */
function boundTo(binding: Binding): Buffer {
  const whose = binding.purpose === 'slack_bot' ? ['team', binding.teamId] : [binding.githubId, binding.slackId];
  return Buffer.from(JSON.stringify(['countersign', 1, ...whose, binding.purpose]));
}

/**
 * AES-256-GCM under the first of the keys, which are 32 bytes in base64; all of them open. A sealed text is nonce, tag and cipher text, in base64url.
 * Without a key nothing opens, and sealing is a bug.
 */
export function createSealing(keys: readonly string[]): Sealing {
  const known = new Map(keys.map((key) => Buffer.from(key, 'base64')).map((key) => [idOf(key), key]));
  const [first] = known;
  return {
    keyId: first?.[0] ?? null,
    seal: (plain, binding) => {
      if (first === undefined) throw new Error('there is no key to seal with');
      const [keyId, key] = first;
      const nonce = randomBytes(nonceBytes);
      const sealing = createCipheriv(cipher, key, nonce, { authTagLength: tagBytes }).setAAD(boundTo(binding));
      const sealed = Buffer.concat([sealing.update(plain, 'utf8'), sealing.final()]);
      return { keyId, text: Buffer.concat([nonce, sealing.getAuthTag(), sealed]).toString('base64url') };
    },
    open: ({ keyId, text }, binding) => {
      const key = known.get(keyId);
      if (key === undefined) return 'unknown_key';
      const bytes = Buffer.from(text, 'base64url');
      // A shorter tag would be easier to guess, and Node takes one.
      if (bytes.length < nonceBytes + tagBytes) return 'broken';
      try {
        const nonce = bytes.subarray(0, nonceBytes);
        const opening = createDecipheriv(cipher, key, nonce, { authTagLength: tagBytes })
          .setAAD(boundTo(binding))
          .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
        const sealed = bytes.subarray(nonceBytes + tagBytes);
        return { plain: Buffer.concat([opening.update(sealed), opening.final()]).toString('utf8') };
      } catch {
        return 'broken';
      }
    },
  };
}
