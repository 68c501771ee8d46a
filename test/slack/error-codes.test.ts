import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isKnownCode, troubleOf } from '../../src/slack/error-codes.ts';

const root = resolve(import.meta.dirname, '../..');
const { source: _, ...documented } = JSON.parse(
  readFileSync(join(root, 'test/fixtures/slack-errors.json'), 'utf8'),
) as Record<string, readonly string[]>;

const program = [
  ...readdirSync(join(root, 'src/slack'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8')),
].join('\n');
const called = new Set(
  [...program.matchAll(/\.((?:chat|users|conversations|views|auth|team|usergroups\.users)\.[a-zA-Z]+)\(/g)].map(
    ([, name = '']) => name,
  ),
);

describe('Slack’s error codes', () => {
  it('are at hand for every method that is called, and for no other', () => {
    const { 'every method': __, ...methods } = documented;
    expect(Object.keys(methods).sort()).toEqual([...called].sort());
  });

  it.each(Object.entries(documented))('of %s all stand in the table', (_method, codes) => {
    expect(codes.filter((code) => !isKnownCode(code))).toEqual([]);
  });
});

describe('a code is about', () => {
  it.each([
    ['the place', 'place', ['channel_not_found', 'restricted_action_thread_only_channel', 'ekm_access_denied']],
    ['the place', 'place', ['access_denied', 'restricted_action_non_threadable_channel', 'is_archived']],
    ['the person', 'person', ['user_not_found', 'cannot_dm_bot', 'messages_tab_disabled', 'app_access_restricted']],
    ['ourselves', 'ourselves', ['account_inactive', 'team_access_not_granted', 'token_revoked', 'missing_scope']],
    ['the content', 'content', ['msg_too_long', 'msg_blocks_too_long', 'invalid_blocks', 'invalid_arguments']],
    ['the copy', 'copy', ['message_not_found', 'edit_window_closed']],
    ['the form', 'form', ['not_found', 'expired_trigger_id']],
    ['what passes', 'passing', ['internal_error', 'ratelimited', 'external_channel_migrating']],
    ['what passes, where nobody wrote it down', 'passing', ['quota_of_the_moon_exceeded']],
  ] as const)('%s', (_, trouble, codes) => {
    for (const code of codes) expect([code, troubleOf(code)]).toEqual([code, trouble]);
  });

  it('one thing only', () => {
    const source = readFileSync(join(root, 'src/slack/error-codes.ts'), 'utf8');
    const listed = [...source.matchAll(/'([a-z_]+)'/g)].map(([, code]) => code);
    const twice = listed.filter((code, at) => listed.indexOf(code) !== at);
    expect(twice).toEqual([]);
  });
});
