import { createSign, generateKeyPairSync } from 'node:crypto';

/** One DER element: a tag, its length, its content. */
function der(tag: number, ...content: readonly (Buffer | readonly number[])[]): Buffer {
  const body = Buffer.concat(content.map((part) => Buffer.from(part as Buffer)));
  const size = body.length.toString(16);
  const bytes = Buffer.from(size.length % 2 === 0 ? size : `0${size}`, 'hex');
  return Buffer.concat([
    Buffer.from(body.length < 128 ? [tag, body.length] : [tag, 0x80 + bytes.length, ...bytes]),
    body,
  ]);
}

const sequence = (...content: readonly Buffer[]): Buffer => der(0x30, ...content);
const utcTime = (at: Date): Buffer =>
  der(0x17, Buffer.from(`${at.toISOString().slice(2, 19).replace(/[-:T]/g, '')}Z`, 'latin1'));
const sha256WithRsa = sequence(der(0x06, [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b]), der(0x05));
const commonName = sequence(der(0x31, sequence(der(0x06, [0x55, 0x04, 0x03]), der(0x0c, Buffer.from('self-made')))));

/** A certificate that nobody knows, for these host names, with its key. RFC 5280, as little of it as TLS asks for. */
export function selfMadeCertificate(hosts: readonly string[]): { readonly key: string; readonly certificate: string } {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const names = sequence(...hosts.map((host) => der(0x82, Buffer.from(host, 'latin1'))));
  const dayMs = 86_400_000;
  const body = sequence(
    der(0xa0, der(0x02, [2])),
    der(0x02, [1]),
    sha256WithRsa,
    commonName,
    sequence(utcTime(new Date(Date.now() - dayMs)), utcTime(new Date(Date.now() + dayMs))),
    commonName,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(sequence(der(0x06, [0x55, 0x1d, 0x11]), der(0x04, names)))),
  );
  const signature = createSign('sha256').update(body).sign(privateKey);
  const whole = sequence(body, sha256WithRsa, der(0x03, [0], signature));
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? [];
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n'),
  };
}
