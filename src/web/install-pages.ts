import type { InstallProblem } from '../domain/install-problem.ts';
import type { Language } from '../domain/language.ts';
import type { Installation } from '../ports/installations.ts';
import type { Wording } from '../wording/wording.ts';
import type { Page } from './page.ts';

/** What whoever installs the app in a workspace reads. */
export function installPages(wording: Wording, language: Language, action: string) {
  const words = wording.installPage;
  const begin = (label: string): NonNullable<Page['form']> => ({
    ...{ action, hidden: {}, buttons: [{ step: 'install', label }] },
  });
  const failed = (...lines: readonly string[]): Page => ({ language, title: words.failedTitle, lines });

  return {
    start: (scopes: readonly string[]): Page => ({
      language,
      title: words.startTitle,
      lines: [words.start],
      facts: scopes.map((scope) => ({ name: scope, value: words.scope(scope) })),
      notes: [words.onlyWithPolicy, words.startNote],
      form: begin(words.install),
    }),
    installed: ({ teamName, isForEnterprise }: Installation, isStarted: boolean): Page => ({
      language,
      title: words.installedTitle,
      lines: [words.installed(teamName, isForEnterprise), isStarted ? words.started : words.notStarted],
    }),
    refused: (problem: InstallProblem): Page => ({
      ...failed(...words.problem(problem)),
      ...(problem.why === 'denied' || problem.why === 'no_policy' ? {} : { form: begin(words.again) }),
    }),
    tooMany: failed(words.tooMany),
    notNow: { ...failed(words.notNow), form: begin(words.again) },
  };
}
