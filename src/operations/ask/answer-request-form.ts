import type { SlackUserId } from '../../domain/ids.ts';
import type { LinkedPerson, Membership } from '../../domain/person.ts';
import type { Verdict } from '../../domain/policy/admit.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { answersOfPage } from '../../domain/requests/drafts.ts';
import type { Field, FieldProblems } from '../../domain/requests/field-problem.ts';
import { type Answers, type FormPage, missingFields, shownAnswers } from '../../domain/requests/form-fields.ts';
import { type RequestAnswers, readAnswers } from '../../domain/requests/request-form.ts';
import { usualTime } from '../../domain/requests/usual-time.ts';
import type { Repository } from '../../domain/scope/agreement.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { findOrganization, type GovernedOrganization } from '../find-organization.ts';
import { identify, requireMember } from '../people/authorize.ts';
import { ownersNow } from '../people/owners-now.ts';
import { verdictFor } from '../people/verdict-for.ts';
import { chosenMachineUser, requireMachineUser } from './choose-holder.ts';
import { visibleRepositories } from './find-repositories.ts';
import { type Kept, keepAnswers } from './own-draft.ts';
import { type Remarks, remarksOn } from './remarks.ts';

/** What is usual is what was so lately. */
const mostPast = 200;

export type FormStep =
  /** A choice needs fields that the page did not have: it is shown again with them. */
  | { readonly step: 'same_page'; readonly page: FormPage; readonly kept: Kept; readonly missing: readonly Field[] }
  | { readonly step: 'problems'; readonly problems: FieldProblems }
  | { readonly step: 'next_page'; readonly kept: Kept }
  | {
      readonly step: 'confirm';
      readonly kept: Kept;
      readonly answers: RequestAnswers;
      readonly verdict: Verdict;
      /** How long people usually take; null where too few have decided. */
      readonly usualMs: number | null;
      readonly requester: LinkedPerson;
      /** Whose token it will be. */
      readonly holder: Membership;
      readonly remarks: Remarks;
    };

/** Takes a page's answers. What looks like a credential is refused, and not stored. */
export async function answerRequestForm(
  ports: Ports,
  slackId: SlackUserId,
  draftId: string,
  page: FormPage,
  given: Answers,
): Promise<FormStep | Refusal> {
  const kept = await keepAnswers(ports, slackId, draftId, page, given);
  if (isRefusal(kept)) return kept;
  const answers = { ...kept.draft.answers, ...answersOfPage(page, given) };
  const missing = missingFields(page, answers, Object.keys(given));
  if (missing.length > 0) return { step: 'same_page', page, kept, missing };
  const governed = await governedOrRefuse(ports, kept.draft.organizationLogin);
  if (isRefusal(governed)) return governed;
  const [checked, owners] = await Promise.all([
    check(ports, slackId, page, answers, governed),
    page === 1 ? null : ownersNow(ports, governed),
  ]);
  if (isRefusal(checked)) return checked;
  const { read, people } = checked;
  if ('problems' in read) return { step: 'problems', problems: read.problems };
  if (people === null) return { step: 'next_page', kept };
  const { requester, holder } = people;
  const about = { requester, holder: holder.account };
  const verdict = await verdictFor(ports, governed, { ...read.answers, ...about }, holder.isOwner, { owners });
  // Of the owners nothing is to be said where others could decide.
  const isForOwners = verdict.reviewers.every((rule) => rule === 'owners') || verdict.couldDecide === 0;
  const past = verdict.outcome === 'ask' ? await ports.store.latestRequests(governed.organization.id, mostPast) : [];
  return {
    step: 'confirm',
    kept,
    answers: read.answers,
    verdict,
    usualMs: usualTime(past, verdict.rule),
    requester,
    holder,
    remarks: await remarksOn(ports, governed, about, read.answers, isForOwners ? owners : null),
  };
}

export type CheckedForm = {
  readonly read: Awaited<ReturnType<typeof checkAnswers>>;
  /** Who asks, and who will hold the token as GitHub knows them now; null on the first page, which asks GitHub nothing. */
  readonly people: { readonly requester: LinkedPerson; readonly holder: Membership } | null;
};

/** GitHub is asked who the people are and what may be seen side by side: Slack waits 3 s for all of it. */
export async function check(
  ports: Ports,
  slackId: SlackUserId,
  page: FormPage | 'all',
  answers: Answers,
  governed: GovernedOrganization,
): Promise<CheckedForm | Refusal> {
  const machineUser = await chosenMachineUser(ports, slackId, answers);
  if (machineUser !== null && 'problem' in machineUser) {
    return { read: { problems: { machine_user: machineUser.problem } }, people: null };
  }
  if (page === 1) return { read: await checkAnswers(ports, page, answers, governed, null), people: null };
  const requester = await identify(ports, slackId, governed.organization);
  if (isRefusal(requester)) return requester;
  const [membership, holder, read] = await Promise.all([
    requireMember(ports, governed.organization, requester),
    machineUser === null ? null : requireMachineUser(ports, governed.organization, machineUser),
    checkAnswers(ports, page, answers, governed, requester),
  ]);
  if (isRefusal(membership)) return membership;
  if (holder !== null && isRefusal(holder)) return holder;
  return { read, people: { requester, holder: holder ?? membership } };
}

/** The organization, or a Refusal where it could not be asked for; a login that nobody offered is a bug or a forgery. */
export async function governedOrRefuse(ports: Ports, login: string): Promise<GovernedOrganization | Refusal> {
  try {
    return (await findOrganization(ports, login)) ?? refuse({ why: 'draft_gone' });
  } catch (error) {
    if (error instanceof Fault && error.where === 'github') {
      return refuse({ why: 'member_not_checked', organization: login });
    }
    throw error;
  }
}

/** Repositories are looked up again here: what a form sends is the client's word, not what was offered. */
async function checkAnswers(
  ports: Ports,
  page: FormPage | 'all',
  answers: Answers,
  { organization, policy }: GovernedOrganization,
  person: LinkedPerson | null,
): Promise<{ readonly problems: FieldProblems } | { readonly answers: RequestAnswers }> {
  let repositories: ReadonlyMap<string, Repository> | null = null;
  const named = shownAnswers(answers).repositories;
  if (person !== null && Array.isArray(named) && named.length > 0) {
    try {
      repositories = await visibleRepositories(ports, organization, person, named);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      return { problems: { repositories: { why: 'repositories_not_checked' } } };
    }
  }
  return readAnswers(page, answers, { policy, now: ports.clock.now(), repositories });
}
