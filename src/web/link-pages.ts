import type { Language } from '../domain/language.ts';
import { namedOn, type SignedIn, type SignIn } from '../domain/people/sign-in.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import { Fault } from '../ports/fault.ts';
import type { Ports } from '../ports/ports.ts';
import type { GithubSignIn } from '../ports/sign-in.ts';
import type { Speech } from '../wording/speech.ts';
import type { Wording } from '../wording/wording.ts';
import type { Page } from './page.ts';

const unhurriedMs = 5_000;

/** The page escapes all of it. */
function plain(wording: Wording): Speech {
  return {
    person: (slackId) => slackId,
    group: (id) => id,
    instant: (at) => wording.minuteInUtc(at),
    day: (at) => wording.day(at),
    quoted: (text) => wording.inQuotes(text),
    name: (text) => text,
  };
}

/** The page of whoever can't go on, and why. */
export function refusedPage(wording: Wording, language: Language, refusal: Refusal): Page {
  return { language, title: wording.linkPage.refusedTitle, lines: [wording.refusal(refusal, plain(wording))] };
}
/** Who somebody is in Slack, and the workspace's name. */
type LinkPagesPorts = {
  readonly directory: Pick<Ports['directory'], 'person'>;
  readonly signIn: Pick<GithubSignIn, 'team'>;
};

/** What the pages of the sign-in say. Both accounts are named wherever something is pressed: an owner who was sent an address sees whose it is. */
export function linkPages(ports: LinkPagesPorts, wording: Wording, language: Language, action: string) {
  const words = wording.linkPage;

  /** Slack's own name for them, and their workspace's. Throws a Fault. */
  async function personOf({ slackId }: SignIn): Promise<{ readonly name: string; readonly said: string }> {
    const person = await ports.directory.person(slackId, unhurriedMs);
    if (person === null) throw new Fault('slack', 'user_not_found', { isRetryable: false });
    return { name: person.name, said: words.slackPerson(person.name, person.handle, ports.signIn.team.name) };
  }

  return {
    lost: refuse({ why: 'other_browser' }),
    start: async (signIn: SignIn, ticket: string, form: string): Promise<Page> => {
      const { name, said } = await personOf(signIn);
      return {
        language,
        title: words.startTitle,
        lines: [words.start(name)],
        facts: [{ name: words.slack, value: said }],
        notes: [words.startWarning(name)],
        form: { action, hidden: { form, ticket }, buttons: [{ step: 'sign_in', label: words.signIn }] },
      };
    },
    confirm: async (signIn: SignedIn, form: string): Promise<Page> => ({
      language,
      title: words.confirmTitle,
      lines: [words.confirm],
      facts: [
        { name: words.slack, value: (await personOf(signIn)).said },
        { name: words.github, value: signIn.account.login },
      ],
      notes: [words.confirmWarning],
      form: {
        action,
        hidden: { form, named: namedOn(signIn) },
        ...(signIn.ownToken === null
          ? {}
          : { choice: { name: 'in_my_name', label: words.inMyName, note: words.inMyNameNote } }),
        buttons: [
          { step: 'confirm', label: words.link },
          { step: 'cancel', label: words.cancel },
        ],
      },
    }),
    done: (login: string): Page => ({ language, title: words.doneTitle, lines: [words.done(login), words.undo] }),
    cancelled: { language, title: words.cancelledTitle, lines: [words.cancelled] },
    refused: (refusal: Refusal): Page => refusedPage(wording, language, refusal),
    tooMany: { language, title: words.refusedTitle, lines: [words.tooMany] },
    unreadable: { language, title: words.refusedTitle, lines: [words.unreadable] },
    notNow: { language, title: words.refusedTitle, lines: [words.notNow] },
  };
}
