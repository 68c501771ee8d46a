// What is concluded of one token, as the shell would: every Question is answered from what GitHub shows, and asked again.
import type { Change } from '../../src/domain/change.ts';
import type { LinkedPerson } from '../../src/domain/person.ts';
import { conclude } from '../../src/domain/tokens/conclude.ts';
import { after, type Dossier } from '../../src/domain/tokens/dossier.ts';
import {
  isQuestion,
  type ListedActiveToken,
  type ListedPendingToken,
  type Question,
  type Sighting,
} from '../../src/domain/tokens/sighting.ts';
import { now as aDayLater, byId, inList, read, sighting } from './sample-dossiers.ts';
import { bea } from './sample-people.ts';

export type OnGithub = {
  readonly waiting?: readonly ListedPendingToken[];
  readonly active?: readonly ListedActiveToken[];
  /** Those of every token that reaches a selection. */
  readonly repositories?: readonly number[];
  readonly owners?: readonly LinkedPerson[];
  readonly isHolderMember?: boolean;
  readonly isSponsorMember?: boolean;
};

export type Concluded = { readonly change: Change; readonly known: Dossier; readonly asked: readonly string[] };

function answered(
  seen: Sighting,
  question: Question,
  {
    waiting = [],
    active = [],
    repositories = [1, 2],
    owners = [bea],
    isHolderMember = true,
    isSponsorMember = true,
  }: OnGithub,
): Sighting {
  const { facts } = seen;
  switch (question.ask) {
    case 'is_it_waiting':
      return { ...seen, waiting: byId(...waiting) };
    case 'is_it_active':
      return { ...seen, active: byId(...active) };
    case 'repositories_of_pending':
      return { ...seen, facts: { ...facts, ofPending: new Map([[question.id, read(...repositories)]]) } };
    case 'repositories_of_active':
      return { ...seen, facts: { ...facts, ofActive: new Map([[question.id, read(...repositories)]]) } };
    case 'is_holder_owner':
      return { ...seen, facts: { ...facts, isHolderOwner: false } };
    case 'is_holder_member':
      return { ...seen, facts: { ...facts, isHolderMember } };
    case 'is_holder_deactivated':
      return { ...seen, facts: { ...facts, isHolderDeactivated: true } };
    case 'is_sponsor_member':
      return { ...seen, facts: { ...facts, isSponsorMember } };
    case 'is_still_owner':
    case 'is_still_reviewer': {
      const { githubId } = question.person;
      const isOwner = owners.some((owner) => owner.githubId === githubId);
      return { ...seen, facts: { ...facts, stillOwners: new Map(facts.stillOwners).set(githubId, isOwner) } };
    }
    case 'zone':
      return { ...seen, facts: { ...facts, zone: 'UTC' } };
  }
}

/** A pass reads both lists whole, and asks by id for what it must know. */
export function concluded(
  known: Dossier,
  github: OnGithub,
  some: Partial<Sighting> = {},
  now: number = aDayLater,
): Concluded {
  const { waiting = [], active = [] } = github;
  let seen = sighting({ waiting: inList(...waiting), active: inList(...active), facts: {}, ...some });
  const asked: string[] = [];
  for (;;) {
    const found = conclude(known, seen, now);
    if (!isQuestion(found)) return { change: found, known: after(known, found), asked };
    if (asked.length > 20) throw new Error(`asked over and over: ${found.ask}`);
    asked.push(found.ask);
    seen = answered(seen, found, github);
  }
}

/** Right before a call to GitHub, or right after it: both lists are asked for this very token. */
export function atCall(call: Sighting['call'], github: OnGithub): Partial<Sighting> {
  const { waiting = [], active = [] } = github;
  return { call, areRepositoriesDue: true, waiting: byId(...waiting), active: byId(...active) };
}
