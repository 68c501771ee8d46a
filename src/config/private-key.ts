import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';

const armour = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/;

/** A PEM as files, environments and secret stores hand it on: on one line, with \n written out, in quotation marks, in base64. Or null. */
function pemOf(given: string): string | null {
  const text = given.trim().replace(/^(["'`])([\s\S]*)\1$/, '$2');
  const found = armour.exec(text.replaceAll('\\r', '').replaceAll('\\n', '\n'));
  if (found !== null) {
    const [, label = '', body = ''] = found;
    const lines = body.replace(/\s+/g, '').match(/.{1,64}/g) ?? [];
    return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
  }
  const isBase64 = /^[A-Za-z0-9+/_=\s-]{64,}$/.test(text);
  const inner = isBase64 ? Buffer.from(text.replace(/\s+/g, ''), 'base64').toString('latin1') : '';
  return armour.test(inner) ? pemOf(inner) : null;
}

function fileAt(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').replace(/^\ufeff/, '');
  } catch {
    return null;
  }
}

/** The App's private key as PKCS #8 in PEM, or what is wrong with what was given: the key itself, or the path of its file. */
export function readPrivateKey(given: string): { readonly pem: string } | { readonly problem: string } {
  const pathless = pemOf(given);
  const file = pathless === null ? fileAt(given) : null;
  const pem = pathless ?? (file === null ? null : pemOf(file));
  if (pem === null) {
    return {
      problem:
        file === null
          ? 'must be a private key in PEM format, as it is or in base64, or the path of a file that holds one (no such file can be read)'
          : 'must be the path of a file with a private key in PEM format; there is none in this file',
    };
  }
  if (/ENCRYPTED/.test(pem)) return { problem: 'must be a private key without a pass phrase, as GitHub gives it' };
  try {
    return { pem: createPrivateKey(pem).export({ type: 'pkcs8', format: 'pem' }).toString() };
  } catch {
    return { problem: 'must be a private key in PEM format, as GitHub gives it when you generate one for the App' };
  }
}
