import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

export type PageFile = { readonly type: string; readonly content: Buffer };

/** What the page's `index.html` has where the token is to stand. */
const tokenMark = '%SANDBOX_TOKEN%';

/** A file of the built page, or null; `/` is the page itself, with the token for its acts. */
export async function readPageFile(folder: string, path: string, token: string): Promise<PageFile | null> {
  const name = path === '/' ? 'index.html' : normalize(path).replace(/^[/\\]+/, '');
  const type = types[extname(name)];
  if (type === undefined || name.split(sep).includes('..')) return null;
  const content = await readFile(join(folder, name)).catch(() => null);
  if (content === null) return null;
  if (name !== 'index.html') return { type, content };
  return { type, content: Buffer.from(content.toString('utf8').replaceAll(tokenMark, token)) };
}
