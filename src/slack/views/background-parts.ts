import type { SlackUserId } from '../../domain/ids.ts';
import type { RepositoryAccess } from '../../domain/scope/agreement.ts';
import { mayName, type NamedPrivately } from '../../domain/scope/named-privately.ts';
import type { Background } from '../../operations/ask/load-background.ts';
import type { Wording } from '../../wording/wording.ts';
import { mrkdwnSpeech } from '../mrkdwn.ts';
import type { Part } from './part.ts';
import { allRoom, repositoriesPart } from './scope-parts.ts';

const mostListed = 5;

function listed<T>(all: readonly T[], say: (one: T) => string, wording: Wording): readonly string[] {
  const hidden = all.length - mostListed;
  return [...all.slice(0, mostListed).map(say), ...(hidden > 0 ? [wording.andMore(hidden)] : [])];
}

/** Who asks, or whose token it is, where nobody asked: their role, what else is theirs. */
export function personParts(
  person: { readonly slackId: SlackUserId | null; readonly login: string; readonly isRequested: boolean },
  { role, tokens, requests, isForMachineUser }: Background,
  organization: string,
  wording: Wording,
): readonly Part[] {
  const nothing = [
    ...(tokens.length === 0 ? [wording.noOtherTokens(isForMachineUser)] : []),
    ...(requests.length === 0 ? [person.isRequested ? wording.noOtherRequests : wording.noRequests] : []),
  ];
  return [
    { say: wording.sentences([wording.personIs(person, role, organization, mrkdwnSpeech(wording)), ...nothing]) },
    { fact: wording.otherTokens(tokens.length, isForMachineUser), value: listed(tokens, wording.otherToken, wording) },
    { fact: wording.otherRequests(requests), value: listed(requests, wording.otherRequest, wording) },
  ];
}

/** Who did what when, the oldest first. */
export function historyParts({ history, isHistoryCut }: Background, wording: Wording): readonly Part[] {
  const lines = history.flatMap((entry) => wording.happened(entry, mrkdwnSpeech(wording)) ?? []);
  if (lines.length === 0) return [];
  return [
    { strong: wording.historyHeading },
    { say: lines.join('\n') },
    ...(isHistoryCut ? [{ note: wording.olderEntries }] : []),
  ];
}

function whyHidden(named: NamedPrivately): 'left' | 'unseen' | 'unchecked' {
  if (typeof named === 'boolean') return 'left';
  return named.isChecked ? 'unseen' : 'unchecked';
}

/** Repositories with the way to each, as far as whoever looks may see them named. */
export function linkedRepositories(
  access: RepositoryAccess,
  { organization, mayNamePrivate }: { readonly organization: string; readonly mayNamePrivate: NamedPrivately },
  githubWebUrl: string,
  wording: Wording,
): Part {
  if (access.selection !== 'subset') return repositoriesPart(access, allRoom, mayNamePrivate, wording);
  const shown = access.repositories.filter((one) => mayName(one, mayNamePrivate));
  const hidden = access.repositories.length - shown.length;
  const links = shown.map(({ name }) => ({
    text: name,
    url: `${githubWebUrl}/${encodeURIComponent(organization)}/${encodeURIComponent(name)}`,
  }));
  return {
    linked: wording.label('repositories'),
    links: [
      ...links,
      ...(hidden > 0 ? [{ text: wording.hiddenRepositories(hidden, whyHidden(mayNamePrivate)), url: null }] : []),
    ],
  };
}
