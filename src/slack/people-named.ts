import type { SlackUserId } from '../domain/ids.ts';
import type { FormElement, FormState } from './context.ts';
import { readOrigin } from './read-origin.ts';

/** As whom we know those whom a request names. */
export type PeopleNamed = ReadonlyMap<string, SlackUserId>;

const mention = /<@([UW][A-Z0-9]{2,})((?:\|[^<>]*)?)>/g;

function elementsIn(body: Readonly<Record<string, unknown>>): readonly FormElement[] {
  const { view } = body as { readonly view?: { readonly state?: { readonly values?: FormState } } | null };
  return Object.values(view?.state?.values ?? {}).flatMap((block) => Object.values(block));
}

/** Everybody's id in what Slack sends: who acts, whom they mention after a command, whom they chose in a form. */
export function idsIn(body: Readonly<Record<string, unknown>>): readonly SlackUserId[] {
  const acting = readOrigin(body)?.user;
  const mentioned =
    'command' in body && typeof body.text === 'string' ? [...body.text.matchAll(mention)].map(([, id]) => id) : [];
  const chosen = elementsIn(body).map(({ selected_user: id }) => id);
  return [acting, ...mentioned, ...chosen].filter((id) => typeof id === 'string') as SlackUserId[];
}

/** The text with everybody as we know them. */
export function withPeople(text: string, people: PeopleNamed): string {
  return text.replaceAll(mention, (_, id: string, name: string) => `<@${people.get(id) ?? id}${name}>`);
}

/** A form's fields with everybody as we know them. */
export function chosenPeople(values: FormState, people: PeopleNamed): FormState {
  const known = (element: FormElement): FormElement =>
    typeof element.selected_user === 'string'
      ? { ...element, selected_user: people.get(element.selected_user) ?? element.selected_user }
      : element;
  return Object.fromEntries(
    Object.entries(values).map(([block, elements]) => [
      block,
      Object.fromEntries(Object.entries(elements).map(([id, element]) => [id, known(element)])),
    ]),
  );
}
