// What has to be asked of GitHub before the rules can be read: only what a rule looks at that everything else lets match.
import type { Instant } from '../../ids.ts';
import type { Repository } from '../../scope/agreement.ts';
import { matchWhen } from './evaluate.ts';
import type { Rule } from './rule.ts';
import { accountFor, type RuleSubject } from './subject.ts';

/** `ofTopics`: whose topics are asked for. */
export type InQuestion = { readonly teams: readonly string[]; readonly ofTopics: readonly Repository[] };

/** So many teams are asked for at a click; a rule about another one is not known to match, so a person decides. */
const mostTeams = 20;

export function inQuestion(rules: readonly Rule[], subject: RuleSubject, now: Instant): InQuestion {
  const open = openOf(rules, subject, now);
  const teams = open.flatMap(({ when }) =>
    (when.requester ?? []).flatMap((one) => (one.is === 'team' ? [one.team] : [])),
  );
  const isAboutTopics = open.some(({ when }) => when.repositories?.topics !== undefined);
  const { access } = subject.scope;
  return {
    teams: [...new Set(teams)].slice(0, mostTeams),
    ofTopics: isAboutTopics && access.selection === 'subset' ? access.repositories : [],
  };
}

/** Whether a rule looks at whether the holder is an owner, of whom that is not known. */
export function isAboutOwners(rules: readonly Rule[], subject: RuleSubject, now: Instant): boolean {
  return openOf(rules, subject, now).some(({ when }) => when.requester?.some(({ is }) => is === 'owner'));
}

function openOf(rules: readonly Rule[], subject: RuleSubject, now: Instant): readonly Rule[] {
  const account = accountFor({ ...subject, facts: { teams: new Map(), topics: new Map() } }, now);
  return rules.filter(({ when }) => matchWhen(when, account) === 'unknown');
}
