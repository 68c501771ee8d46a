import { expect, it } from 'vitest';
import { createLog } from '../src/logger.ts';

it('writes no field that looks like a credential', () => {
  const lines: string[] = [];
  const log = createLog('info', { write: (line: string) => void lines.push(line) });
  const secrets = [
    `ghp_${'a'.repeat(36)}`,
    `xoxb-${'1'.repeat(20)}`,
    '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----',
  ];
  for (const secret of secrets) {
    log.info('one', { why: `it said ${secret}` });
    log.warn('two', { why: secret });
    log.error('three', { stack: `at x (${secret})` });
  }
  expect(lines).toHaveLength(9);
  for (const secret of secrets) expect(lines.join('')).not.toContain(secret.split('\n')[1] ?? secret);
  expect(lines[0]).toContain('it said [removed: looked like a credential]');
});
