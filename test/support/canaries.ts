import { safeFields } from '../../src/logger.ts';
import { sampleCredentials } from './sample-credentials.ts';
import type { TestWorld } from './start-world.ts';

/** So much of a credential in a row is a piece of it, and not a word that it happens to begin with. */
const pieceLength = 16;

export type Canary = { readonly name: string; readonly secret: string; readonly pieces: readonly string[] };

function piecesOf(secret: string): readonly string[] {
  // Of a key only what stands between its lines of dashes is secret.
  if (secret.includes('\n')) return secret.split('\n').slice(1, -1);
  return Array.from({ length: secret.length - pieceLength + 1 }, (_, at) => secret.slice(at, at + pieceLength)).filter(
    (piece) => !'https://hooks.slack.com/services/'.includes(piece),
  );
}

/** One of every kind of credential. */
export const canaries: readonly Canary[] = sampleCredentials.map(([name, secret]) => ({
  name,
  secret,
  pieces: piecesOf(secret).map((piece) => piece.toLowerCase()),
}));

/** The canaries of which a piece stands in the text, in capitals or not. */
export function canariesIn(text: string): readonly string[] {
  const low = text.toLowerCase();
  return canaries.filter(({ pieces }) => pieces.some((piece) => low.includes(piece))).map(({ name }) => name);
}

/** Where a canary came out: what was sent to Slack and GitHub, what was logged, what is kept. */
export async function leaksOf(world: TestWorld): Promise<readonly string[]> {
  const outlets = await outletsOf(world);
  return [...new Set(outlets.flatMap(([where, text]) => canariesIn(text).map((name) => `${where}: ${name}`)))];
}

/** All that leaves the program, or is kept, and whence. */
export async function outletsOf(world: TestWorld): Promise<readonly (readonly [string, string])[]> {
  return [
    ...world.slack.server.calls.map(({ name, body }) => [`Slack ${name}`, JSON.stringify(body ?? '')] as const),
    ...world.github.server.calls.map(({ name, body }) => [`GitHub ${name}`, JSON.stringify(body ?? '')] as const),
    ...world.logLines.map(
      ({ what, fields }) => [`log: ${what}`, `${what} ${JSON.stringify(safeFields(fields))}`] as const,
    ),
    ['database', await world.database.text()],
  ];
}

/** Where a piece of any of these secrets came out. */
export async function leaksOfSecrets(world: TestWorld, secrets: readonly string[]): Promise<readonly string[]> {
  const pieces = secrets.flatMap(piecesOf).map((piece) => piece.toLowerCase());
  const found = (await outletsOf(world)).filter(([, text]) => {
    const low = text.toLowerCase();
    return pieces.some((piece) => low.includes(piece));
  });
  return [...new Set(found.map(([where]) => where))];
}
