// What Slack would bring to life in a message: mentions, links and formatting, found without the code that writes messages.

const mrkdwnFormats = [/\*[^*\n]+\*/, /(?<!\w)_[^_\n]+_(?!\w)/, /~[^~\n]+~/, /`[^`\n]+`/];

type Json = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Every object in a payload, however deep. */
export function objectsIn(value: unknown): readonly Json[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  return isObject(value) ? [value, ...Object.values(value).flatMap(objectsIn)] : [];
}

/** `<…>` as Slack reads it: `@U1`, `!channel`, `#C1`, an address. */
function referencesIn(mrkdwn: string): readonly string[] {
  return [...mrkdwn.matchAll(/<([^<>]*)>/g)].map(([, inside = '']) => inside.split('^')[0]?.split('|')[0] ?? '');
}

/** All references of a message: of its text, its mrkdwn and its rich text. */
export function liveReferences(text: string, blocks: unknown): readonly string[] {
  const objects = objectsIn(blocks);
  const mrkdwn = objects.filter(({ type }) => type === 'mrkdwn').map(({ text: one }) => String(one));
  const rich = objects.flatMap(({ type, user_id, channel_id, url, range }) => {
    if (type === 'user') return [`@${String(user_id)}`];
    if (type === 'channel') return [`#${String(channel_id)}`];
    if (type === 'link') return [String(url)];
    if (type === 'broadcast') return [`!${String(range)}`];
    return type === 'date' ? ['!date'] : [];
  });
  return [...new Set([...[text, ...mrkdwn].flatMap(referencesIn), ...rich])].sort();
}

/** Formatting inside mrkdwn, our own bold lines aside, and mrkdwn in which Slack would look for names and addresses by itself. */
export function liveFormats(blocks: unknown): readonly string[] {
  return objectsIn(blocks)
    .filter(({ type }) => type === 'mrkdwn')
    .flatMap(({ text, verbatim }) => {
      const shown = String(text)
        .replaceAll(/<[^<>]*>/g, '')
        .replace(/^\*([^*]*)\*$/, '$1');
      const isFormatted = mrkdwnFormats.some((format) => format.test(shown));
      return isFormatted || verbatim !== true ? [shown] : [];
    });
}

/** A mark that opens at a word's edge and closes; a code of an emoji; a name that calls everybody. */
const lively = [/(?<![\w\u200B])([*_~`])\S[^\n]*\1/, /:[^\s:<>\u200B]+:/, /@(?:here|channel|everyone)\b/];

function isLively(shown: string): boolean {
  const words = shown.replaceAll(/<[^<>]*>/g, '');
  return lively.some((one) => one.test(words));
}

/** What would be a picture, bold or a call to everybody: in the text, in mrkdwn, and in plain text that does not say otherwise. */
export function livePictures(text: string, blocks: unknown): readonly string[] {
  const shown = objectsIn(blocks).flatMap(({ type, text: one, emoji }) => {
    if (type === 'mrkdwn') return [String(one).replace(/^\*([^*]*)\*$/, '$1')];
    return type === 'plain_text' && emoji !== false && /:[^\s:]+:/.test(String(one)) ? [`:plain: ${String(one)}`] : [];
  });
  return [text, ...shown].filter(isLively);
}
