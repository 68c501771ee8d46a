import { describe, expect, it } from 'vitest';
import { confirmLeakView } from '../../src/slack/views/report-leak.ts';
import { english } from '../../src/wording/english.ts';

const asked = { id: 'r1', isHeld: false, isPossible: true, observed: [] } as const;

describe('on GitHub Enterprise Server', () => {
  it('the page says that it can’t revoke there, how its owner does, and offers to tell the owners', () => {
    const view = confirmLeakView({ ...asked, isPossible: false, kinds: [{ kind: 'classic', count: 1 }] }, english);
    const said = JSON.stringify(view);
    expect(said).toContain('GitHub Enterprise Server can’t revoke a token that somebody else reports.');
    expect(said).toContain('its owner deletes it on GitHub under Settings → Developer settings → Tokens (classic).');
    expect(said).not.toContain('You can’t undo this');
    expect(view).toMatchObject({ submit: { text: 'Tell the owners' } });
  });
});

it('what of several is revoked, and what is not, stands apart', () => {
  const kinds = [
    { kind: 'oauth', count: 2 },
    { kind: 'private_key', count: 1 },
  ] as const;
  const view = confirmLeakView({ ...asked, kinds }, english);
  const said = JSON.stringify(view);
  expect(said).toContain('We found 2 tokens of OAuth apps and 1 private key.');
  expect(said).toContain('You can’t revoke this one here');
  expect(view).toMatchObject({
    submit: { text: 'Revoke now' },
    private_metadata: '{"id":"r1","asked":"oauth:2,private_key:1"}',
  });
});
