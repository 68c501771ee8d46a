// What somebody types or pastes to find a repository: a name or a part of one, `owner/name`, or an address of any page of it.

const host = /^(?:[a-z][a-z+]*:\/\/(?:[^@/\s]+@)?[^/:\s]+(?::\d+)?(?:\/|$)|[^/:\s]+\.[^/:\s]+[/:])/i;

/** `owner` is null where only a name was typed. */
export function readTypedRepository(typed: string): { readonly owner: string | null; readonly name: string } {
  const given = typed
    .trim()
    .replace(/[<>]/g, '')
    .replace(/[?#\s].*/s, '');
  const path = given.replace(host, '');
  const isAddress = path !== given;
  const [first = '', second = ''] = path.split('/').filter((segment) => segment !== '');
  if (!isAddress && !path.includes('/')) return { owner: null, name: given };
  return { owner: first === '' ? null : first, name: second.replace(/\.git$/i, '') };
}
