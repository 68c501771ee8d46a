import { verify } from 'node:crypto';
import { unauthorized } from './answers.ts';

const longestSeconds = 600;

function readPart(part: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    if (typeof value === 'object' && value !== null) return { ...value };
  } catch {
    // Said below.
  }
  throw unauthorized('A JSON web token could not be decoded');
}

/** Lets an App in by its JSON web token, or refuses it in GitHub's words (which Octokit reads to correct its clock). */
export function checkAppJwt(
  jwt: string,
  app: { readonly appId: number; readonly publicKeyPem: string; readonly nowSeconds: number },
): void {
  const [head = '', claims = '', signature = '', ...rest] = jwt.split('.');
  const isWhole = signature !== '' && rest.length === 0;
  if (!isWhole || readPart(head).alg !== 'RS256') throw unauthorized('A JSON web token could not be decoded');
  const isSigned = verify(
    'RSA-SHA256',
    Buffer.from(`${head}.${claims}`),
    app.publicKeyPem,
    Buffer.from(signature, 'base64url'),
  );
  if (!isSigned) throw unauthorized('A JSON web token could not be decoded');
  const { iat, exp, iss } = readPart(claims);
  if (typeof iat !== 'number' || iat > app.nowSeconds) {
    throw unauthorized(
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    );
  }
  if (typeof exp !== 'number' || exp <= app.nowSeconds) {
    throw unauthorized(
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  }
  if (exp > app.nowSeconds + longestSeconds) {
    throw unauthorized("'Expiration time' claim ('exp') is too far in the future");
  }
  if (String(iss) !== String(app.appId)) throw unauthorized("'Issuer' claim ('iss') must be an Integer");
}
