import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readNetwork } from '../../src/config/network.ts';
import { selfMadeCertificate } from '../support/self-made-certificate.ts';

const ours = 'localhost,127.0.0.1,[::1],::1';

function fileWith(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-network-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'ca.pem'), text);
  return join(folder, 'ca.pem');
}

describe('the proxy', () => {
  const proxy = 'http://proxy.example.com:8080';
  it.each([
    { what: 'none', given: {}, read: null },
    { what: 'an empty one', given: { HTTPS_PROXY: ' ', https_proxy: '' }, read: null },
    { what: 'NO_PROXY alone', given: { NO_PROXY: '*' }, read: null },
    { what: 'one for https', given: { HTTPS_PROXY: `${proxy}\n` }, read: { HTTPS_PROXY: proxy, NO_PROXY: ours } },
    {
      what: 'one without a scheme',
      given: { https_proxy: 'proxy.example.com:8080' },
      read: { HTTPS_PROXY: proxy, NO_PROXY: ours },
    },
    {
      what: 'both, and who is reached without',
      given: { HTTPS_PROXY: proxy, HTTP_PROXY: proxy, NO_PROXY: ' .example.com ' },
      read: { HTTPS_PROXY: proxy, HTTP_PROXY: proxy, NO_PROXY: `.example.com,${ours}` },
    },
    {
      what: 'small letters before capitals',
      given: { HTTPS_PROXY: 'http://other:1', https_proxy: proxy, NO_PROXY: 'a', no_proxy: 'b' },
      read: { HTTPS_PROXY: proxy, NO_PROXY: `b,${ours}` },
    },
  ])('is read: $what', ({ given, read }) => {
    expect(readNetwork(given)).toEqual({ network: { proxy: read, certificates: [] } });
  });

  it.each(['socks5://proxy.example.com:1080', 'http://', 'http://user:secret@ proxy', 'ftp://proxy'])(
    'is refused by name and not repeated: %s',
    (given) => {
      expect(readNetwork({ HTTPS_PROXY: given, http_proxy: given })).toEqual({
        problems: ['HTTPS_PROXY', 'HTTP_PROXY'].map(
          (name) => `${name} must be the address of an http or https proxy, like http://proxy.example.com:8080`,
        ),
      });
    },
  );
});

describe('more certificates', () => {
  it('are all that the file holds, whatever stands between', () => {
    const [one, other] = [selfMadeCertificate(['one.test']), selfMadeCertificate(['other.test'])];
    const path = fileWith(`# ours\r\n${one.certificate.replaceAll('\n', '\r\n')}\nand\n${other.certificate}`);
    expect(readNetwork({ NODE_EXTRA_CA_CERTS: `${path}\n` })).toEqual({
      network: { proxy: null, certificates: [one.certificate, other.certificate] },
    });
  });

  it.each([
    { what: 'a file that is not there', path: () => '/nowhere/ca.pem' },
    { what: 'a file without any', path: () => fileWith('nothing') },
    { what: 'a key', path: () => fileWith(selfMadeCertificate(['one.test']).key) },
    { what: 'a broken one', path: () => fileWith('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----') },
  ])('are refused by name: $what', ({ path }) => {
    expect(readNetwork({ NODE_EXTRA_CA_CERTS: path() })).toEqual({
      problems: [
        'NODE_EXTRA_CA_CERTS must be the path of a file with certificates in PEM format; none can be read there',
      ],
    });
  });
});
