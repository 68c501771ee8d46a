// A certificate that vouches for itself, by the letters of X.509: Node can read such a thing, but not make one.
import { createSign, generateKeyPairSync } from 'node:crypto';

const tag = { integer: 0x02, bits: 0x03, bytes: 0x04, object: 0x06, text: 0x0c, time: 0x18, sequence: 0x30, set: 0x31 };

function der(kind: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([kind, ...size]), content]);
}

const oid = (hex: string): Buffer => der(tag.object, Buffer.from(hex, 'hex'));
const commonName = oid('550403');
const alternativeName = oid('551d11');
const basicConstraints = oid('551d13');
const ecdsaWithSha256 = der(tag.sequence, oid('2a8648ce3d040302'));

function pem(label: string, bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

/** For a host by its name. Valid until the year 2050, and it signs itself. */
export function selfSigned(host: string): { readonly certificate: string; readonly key: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const name = der(tag.sequence, der(tag.set, der(tag.sequence, commonName, der(tag.text, Buffer.from(host)))));
  const time = (text: string) => der(tag.time, Buffer.from(text));
  const names = der(tag.sequence, der(0x82, Buffer.from(host)));
  const authority = der(tag.sequence, Buffer.from([0x01, 0x01, 0xff]));
  const extensions = der(
    tag.sequence,
    der(tag.sequence, alternativeName, der(tag.bytes, names)),
    der(tag.sequence, basicConstraints, der(tag.bytes, authority)),
  );
  const body = der(
    tag.sequence,
    der(0xa0, der(tag.integer, Buffer.from([2]))),
    der(tag.integer, Buffer.from([1])),
    ecdsaWithSha256,
    name,
    der(tag.sequence, time('20200101000000Z'), time('20500101000000Z')),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, extensions),
  );
  const signature = createSign('sha256').update(body).sign(privateKey);
  const whole = der(tag.sequence, body, ecdsaWithSha256, der(tag.bits, Buffer.from([0]), signature));
  return {
    certificate: pem('CERTIFICATE', whole),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}
