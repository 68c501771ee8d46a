import type { IncomingMessage } from 'node:http';
import type { OneTimeSecrets } from '../ports/sign-in.ts';

/** As long as a sign-in, and the last look at its page. */
const maxAgeSeconds = 900;

/**
 * The secret by which we know a browser again. `__Host-`: no other host under the same domain can set it, which would make two browsers one.
 * `Lax`, for GitHub leads back to us from its own site.
 */
export type BrowserCookie = {
  readonly read: (request: IncomingMessage) => string | null;
  /** The value of `set-cookie`. */
  readonly give: (secret: string) => string;
};

/** `workspace`: each of several has one of its own, and never sees another's. */
export function browserCookie(publicUrl: string, workspace: string | null): BrowserCookie {
  const isSecure = publicUrl.startsWith('https:');
  const own = workspace === null ? 'countersign' : `countersign-${workspace}`;
  const name = isSecure ? `__Host-${own}` : own;
  return {
    read: ({ headers }) => {
      const values = (headers.cookie ?? '')
        .split(';')
        .map((pair) => pair.trim().split('='))
        .filter(([key]) => key === name)
        .map(([, value = '']) => value);
      const [value] = values;
      // Two of one name are none of ours.
      return values.length === 1 && value !== undefined && /^[A-Za-z0-9_-]{43}$/.test(value) ? value : null;
    },
    give: (secret) =>
      `${name}=${secret}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`,
  };
}

/** Stands in the forms that a browser was shown: a page of another site can send a form, and never with this. */
export function formSecret(secrets: OneTimeSecrets, browser: string): string {
  return secrets.derive(browser, 'form');
}
