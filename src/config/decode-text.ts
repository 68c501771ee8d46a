/** A file's bytes as text, or what is wrong with them. A byte order mark is no part of the text. */
export function decodeText(bytes: Uint8Array): { readonly text: string } | { readonly problem: string } {
  const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  // Without the mark, every other byte of Latin text is zero; text in UTF-8 has none.
  if (isWide || bytes.includes(0)) return { problem: 'is saved as UTF-16; save it as UTF-8' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { problem: 'is not saved as UTF-8; save it as UTF-8' };
  }
}
