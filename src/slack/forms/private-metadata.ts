import { z } from 'zod';

/** What a modal carries of its own: ids, and where to answer, since it reaches the person's client. */
const request = z.object({ draftId: z.string(), page: z.union([z.literal(1), z.literal(2)]) });
const draft = z.object({ draftId: z.string() });
const denial = z.object({ subject: z.enum(['request', 'pending_token']), value: z.string() });

function parse<T>(schema: z.ZodType<T>, text: string): T | null {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

export function readFormPage(text: string): z.infer<typeof request> | null {
  return parse(request, text);
}

export function readDraftId(text: string): string | null {
  return parse(draft, text)?.draftId ?? null;
}

const filtered = z.object({ listId: z.string().min(1).max(64) });

/** Which list is filtered. */
export function readFiltered(text: string): string | null {
  return parse(filtered, text)?.listId ?? null;
}

const asked = z.object({ value: z.string(), id: z.string().min(1).max(64) });
const acted = z.object({ value: z.string() });
const adjusted = z.object({ adjusted: z.string() });
const explained = z.object({ value: z.string(), version: z.number().int() });
const fromList = z.object({ list: z.string().max(400) });

const reviewed = z.object({ organizationId: z.number().int(), patIds: z.array(z.number().int()).max(100) });

/** The unused tokens that the form listed. */
export function readReviewed(text: string): z.infer<typeof reviewed> | null {
  return parse(reviewed, text);
}

const leak = z.object({ id: z.string().min(1).max(64), asked: z.string().max(400).optional() });

/** A report's own id, by which it is made once; and what kinds the page asked about, where it did. */
export function readLeak(text: string): z.infer<typeof leak> | null {
  return parse(leak, text);
}

/** The value of the button that opened the modal. */
export function readActed(text: string): string | null {
  return parse(acted, text)?.value ?? null;
}

/** Where the answer to `/pat list` stands that a modal was opened from. Whoever calls that address checks whose it is. */
export function readList(text: string): string | undefined {
  return parse(fromList, text)?.list;
}

/** A question's own id, by which it is asked once however often the form is sent. */
export function readAsked(text: string): z.infer<typeof asked> | null {
  return parse(asked, text);
}

/** The value of the button that opened the form in which less is offered. */
export function readAdjusted(text: string): string | null {
  return parse(adjusted, text)?.adjusted ?? null;
}

export function readExplained(text: string): z.infer<typeof explained> | null {
  return parse(explained, text);
}

export function readDenial(text: string): z.infer<typeof denial> | null {
  return parse(denial, text);
}
