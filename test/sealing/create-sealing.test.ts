import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { GithubUserId, SlackUserId } from '../../src/domain/ids.ts';
import type { Binding } from '../../src/ports/sealing.ts';
import { createSealing } from '../../src/sealing/create-sealing.ts';

const [oldKey, newKey] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')];
const secret = `ghu_${'a1B2'.repeat(9)}`;
const beas: Binding = { githubId: 201 as GithubUserId, slackId: 'U0BEA' as SlackUserId, purpose: 'access' };

describe('a sealed text', () => {
  it('opens for whom and what for it was sealed, and shows nothing of what is in it', () => {
    const sealing = createSealing([oldKey]);
    const sealed = sealing.seal(secret, beas);
    expect(sealing.open(sealed, beas)).toEqual({ plain: secret });
    expect(JSON.stringify(sealed)).not.toContain(secret.slice(0, 8));
    expect(Buffer.from(sealed.text, 'base64url').toString('latin1')).not.toContain(secret.slice(0, 8));
  });

  it('is another one each time', () => {
    const sealing = createSealing([oldKey]);
    const texts = Array.from({ length: 50 }, () => sealing.seal(secret, beas).text);
    expect(new Set(texts).size).toBe(50);
  });

  it.each([
    ['another account', { githubId: 202 as GithubUserId }],
    ['another Slack person', { slackId: 'U0CARL' as SlackUserId }],
    ['another purpose', { purpose: 'refresh' as const }],
  ])('stays shut for %s', (_, other) => {
    const sealing = createSealing([oldKey]);
    expect(sealing.open(sealing.seal(secret, beas), { ...beas, ...other })).toBe('broken');
  });

  it('stays shut where any of its bytes was changed', () => {
    const sealing = createSealing([oldKey]);
    const { keyId, text } = sealing.seal(secret, beas);
    const bytes = Buffer.from(text, 'base64url');
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(bytes.readUInt8(at) ^ 1, at);
      expect(sealing.open({ keyId, text: changed.toString('base64url') }, beas)).toBe('broken');
    }
  });

  it.each([0, 1, 12, 27, 28])('stays shut where it was cut to %i bytes', (length) => {
    const sealing = createSealing([oldKey]);
    const { keyId, text } = sealing.seal(secret, beas);
    const cut = Buffer.from(text, 'base64url').subarray(0, length).toString('base64url');
    expect(sealing.open({ keyId, text: cut }, beas)).toBe('broken');
  });
});

describe('keys that are changed', () => {
  it('seal under the first, and open what any of them sealed', () => {
    const before = createSealing([oldKey]).seal(secret, beas);
    const both = createSealing([newKey, oldKey]);
    expect(both.open(before, beas)).toEqual({ plain: secret });
    const after = both.seal(secret, beas);
    expect(after.keyId).toBe(both.keyId);
    expect(after.keyId).not.toBe(before.keyId);
    expect(createSealing([newKey]).open(after, beas)).toEqual({ plain: secret });
  });

  it('say so where the one that is needed is gone', () => {
    const before = createSealing([oldKey]).seal(secret, beas);
    expect(createSealing([newKey]).open(before, beas)).toBe('unknown_key');
    expect(createSealing([]).open(before, beas)).toBe('unknown_key');
  });

  it('are not told by their ids', () => {
    const { keyId } = createSealing([oldKey]);
    expect(keyId).toMatch(/^[0-9a-f]{16}$/);
    expect(Buffer.from(oldKey, 'base64').toString('hex')).not.toContain(keyId);
  });

  it('are needed to seal', () => {
    const none = createSealing([]);
    expect(none.keyId).toBeNull();
    expect(() => none.seal(secret, beas)).toThrow('no key');
  });
});
