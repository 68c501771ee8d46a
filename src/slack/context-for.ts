import type { SlackUserId } from '../domain/ids.ts';
import { firstLanguage, type Language } from '../domain/language.ts';
import type { SharedContext, SlackContext } from './context.ts';

/** Mostly a local read: the click has 2.5 s, and a sentence in another language is no reason to miss them. */
const directoryTimeoutMs = 300;

/** What a listener may use for somebody who acts. */
export async function contextFor(shared: SharedContext, user: string): Promise<SlackContext> {
  return contextIn(shared, await shared.ports.directory.languageOf(user as SlackUserId, directoryTimeoutMs));
}

/** For whoever is refused at the door: nothing is asked of Slack for them. */
export function contextForStranger(shared: SharedContext, user: string | undefined): SlackContext {
  return contextIn(shared, shared.ports.directory.known(user as SlackUserId)?.language ?? null);
}

/** For what nobody is answered on: an event. */
export function contextForNobody(shared: SharedContext): SlackContext {
  return contextIn(shared, null);
}

function contextIn({ wordings, ...shared }: SharedContext, language: Language | null): SlackContext {
  return { ...shared, wording: wordings(language ?? firstLanguage) };
}
