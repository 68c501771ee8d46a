// The login that somebody means by what they typed.
import { nameOfHost } from '../github-host.ts';
import { cleanLine } from '../user-text.ts';

/** `mona`, `@mona` or the address of a profile there, as people type it; null for what can be no login on this GitHub. */
export function readLogin(typed: string, webUrl: string): string | null {
  const given = cleanLine(typed).replace(/^<|[>./]+$/g, '');
  // It matches at the beginning, if only nothing.
  const bare = given.replace(/(?:https?:\/\/)?(?:www\.)?/i, '');
  const place = `${nameOfHost(webUrl)}/`;
  const login = (bare.toLowerCase().startsWith(place) ? bare.slice(place.length) : given).replace(/^@/, '');
  return /^[^\s/@:]{1,100}$/u.test(login) ? login : null;
}
