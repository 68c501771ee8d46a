import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/doctor/finding.ts';
import { lookAtHost } from '../../src/doctor/look-at-host.ts';
import { Fault } from '../../src/ports/fault.ts';

const server = 'https://github.acme.example';

function look(webUrl: string, answer: unknown = {}): Promise<readonly Finding[]> {
  return lookAtHost(webUrl, async (route) => {
    expect(route).toBe('GET /meta');
    if (answer instanceof Error) throw answer;
    return answer;
  });
}

const said = (findings: readonly Finding[]) => findings.map(({ is, found }) => `${is}: ${found}`);

describe('doctor’s row about the host', () => {
  it.each([
    ['https://github.com', 'right: github.com'],
    ['https://octo.ghe.com', 'right: octo.ghe.com, Enterprise Cloud with data residency'],
  ])('%s: %s', async (webUrl, row) => {
    expect(said(await look(webUrl))).toEqual([row]);
  });

  it('names the version of Enterprise Server, and what it can’t do', async () => {
    expect(said(await look(server, { installed_version: '3.17.2' }))).toEqual([
      'right: github.acme.example, Enterprise Server 3.17.2',
      'note: this version can’t fill in its page for a new token, or revoke a token that leaked when it is shown to it, or show an organization its classic tokens',
    ]);
  });

  it('is wrong for a version that was not tried', async () => {
    const [row, ...others] = await look(server, { installed_version: '3.16.9' });
    expect(others).toEqual([]);
    expect(row).toMatchObject({ is: 'wrong', found: 'github.acme.example, Enterprise Server 3.16.9' });
    expect(row?.mend).toContain('3.17 or newer');
  });

  it.each([[{}], ['<html>'], [{ installed_version: 3 }]])('is wrong where %o answers', async (answer) => {
    const [row] = await look(server, answer);
    expect(row).toMatchObject({ is: 'wrong' });
    expect(row?.found).toContain('seems to be no Enterprise Server');
    expect(row?.mend).toContain('GITHUB_API_URL');
  });

  it('says where it could not be looked at', async () => {
    const [row] = await look(server, new Fault('github', 'unreachable', { isRetryable: true }));
    expect(row).toMatchObject({ is: 'wrong', found: 'it could not be looked at: unreachable' });
  });
});
