// What GitHub and Slack said when a request was sent, as it is kept with it: another policy can be asked the same question later. Whoever could
// decide is kept as a number: how many they are is all that a policy asks, and their names would have to be forgotten with them.
import type { RepositoryId, SlackUserId } from '../ids.ts';
import type { Absent, AskedWhole, Deciders } from './asked.ts';
import type { ReviewerRule } from './reviewer-rule.ts';
import type { RuleFacts } from './rules/subject.ts';

/** What is not in it was not known. */
export type KeptFacts = {
  readonly isOwner: boolean | null;
  readonly teams?: readonly (readonly [string, boolean])[];
  readonly topics?: readonly (readonly [RepositoryId, readonly string[]])[];
  /** By rule, the same number for the same person. */
  readonly deciders?: readonly (readonly [ReviewerRule, readonly number[] | null])[];
  /** Who of them was not in the channel, by the same numbers; null where Slack did not say. */
  readonly absent?: readonly number[] | null;
};

export function keptFacts({
  isOwner,
  facts,
  deciders,
  absent = new Set(),
}: Pick<AskedWhole, 'isOwner' | 'facts' | 'deciders' | 'absent'>): KeptFacts {
  const people = [...new Set([...deciders.values()].flatMap((found) => found ?? []))];
  const numbers = new Map(people.map((one, index) => [one, index]));
  const teams = [...(facts?.teams ?? [])];
  const topics = [...(facts?.topics ?? [])];
  return {
    isOwner,
    ...(teams.length === 0 ? {} : { teams }),
    ...(topics.length === 0 ? {} : { topics }),
    ...(deciders.size === 0
      ? {}
      : {
          deciders: [...deciders].map(
            ([rule, found]) => [rule, found === null ? null : found.flatMap((one) => numbers.get(one) ?? [])] as const,
          ),
        }),
    ...(absent?.size === 0
      ? {}
      : { absent: absent === null ? null : [...absent].flatMap((one) => numbers.get(one) ?? []) }),
  };
}

/** Of a request that was sent before anything was kept, nothing is known. */
export function factsKept(kept: KeptFacts | undefined): {
  readonly isOwner: boolean | null;
  readonly facts: RuleFacts;
  readonly deciders: Deciders;
  readonly absent: Absent;
} {
  const { isOwner = null, teams = [], topics = [], deciders = [], absent = [] } = kept ?? {};
  return {
    isOwner,
    facts: { teams: new Map(teams), topics: new Map(topics) },
    deciders: new Map(deciders.map(([rule, found]) => [rule, found === null ? null : found.map(someone)] as const)),
    absent: absent === null ? null : new Set(absent.map(someone)),
  };
}

/** Somebody who is only counted. */
export function someone(index: number): SlackUserId {
  return `U${index}` as SlackUserId;
}
