// What people and GitHub wrote, as it may be stored and shown: no character that hides, reorders or imitates other text.

// Bidi controls and everything that Unicode says may be ignored, but for what emoji are made of: joiner (U+200D) and selector (U+FE0F).
const invisible = /(?![\u200D\uFE0F])[\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB\u2800]/gu;
const strayJoiner =
  /(?<!\p{Extended_Pictographic}\uFE0F?\p{Emoji_Modifier}?)\u200D|\u200D(?!\p{Extended_Pictographic})/gu;
const straySelector = /(?<!\p{Emoji})\uFE0F/gu;
const control = /(?!\n)[\p{Cc}\p{Cs}]/gu;

/** Several lines: line feeds stay, everything else that can't be seen goes. */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(control, '')
    .replace(invisible, '')
    .replace(straySelector, '')
    .replace(strayJoiner, '')
    .trim();
}

/** One line. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ');
}

/** Length in characters as people count them (code points). */
export function lengthOf(text: string): number {
  return [...text].length;
}
