import type { SlackUserId } from '../../domain/ids.ts';
import type { LinkedPerson, Membership } from '../../domain/person.ts';
import type { OrganizationPolicy } from '../../domain/policy/policy.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import type { FieldProblems } from '../../domain/requests/field-problem.ts';
import { fieldsOfPage, type RequestAnswers, readAnswers } from '../../domain/requests/request-form.ts';
import type { Draft } from '../../domain/requests/token-request.ts';
import type { Repository } from '../../domain/scope/agreement.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { findOrganization, type GovernedOrganization } from '../find-organization.ts';
import { identify, requireMember } from '../people/authorize.ts';
import { chosenMachineUser, requireMachineUser } from './choose-holder.ts';
import { visibleRepositories } from './find-repositories.ts';
import { ownersNow, type Remarks, remarksOn } from './remarks.ts';

export type FormStep =
  | { readonly step: 'problems'; readonly problems: FieldProblems }
  | { readonly step: 'next_page'; readonly draft: Draft; readonly policy: OrganizationPolicy }
  | {
      readonly step: 'confirm';
      readonly draft: Draft;
      readonly policy: OrganizationPolicy;
      readonly answers: RequestAnswers;
      readonly requester: LinkedPerson;
      /** Whose token it will be. */
      readonly holder: Membership;
      readonly remarks: Remarks;
    };

/** The draft, if it is this person's; drafts live for a day. */
export async function ownDraft(ports: Ports, slackId: SlackUserId, draftId: string): Promise<Draft | Refusal> {
  const draft = await ports.store.draft(draftId);
  return draft === null || draft.slackId !== slackId ? refuse({ why: 'draft_gone' }) : draft;
}

/** Takes a page's answers. What looks like a credential is refused before anything is stored. */
export async function answerRequestForm(
  ports: Ports,
  slackId: SlackUserId,
  draftId: string,
  page: 1 | 2,
  given: Draft['answers'],
): Promise<FormStep | Refusal> {
  const draft = await ownDraft(ports, slackId, draftId);
  if (isRefusal(draft)) return draft;
  // Only what the page asks is read and checked, so only that is kept: a form's values are the client's word.
  const asked = Object.fromEntries(Object.entries(given).filter(([field]) => fieldsOfPage[page].includes(field)));
  const answers = { ...draft.answers, ...asked };
  const login = typeof asked.organization === 'string' ? asked.organization : draft.organizationLogin;
  const governed = await governedOrRefuse(ports, login);
  if (isRefusal(governed)) return governed;
  const [checked, owners] = await Promise.all([
    check(ports, slackId, page, answers, governed),
    page === 1 ? null : ownersNow(ports, governed),
  ]);
  if (isRefusal(checked)) return checked;
  const { read, people } = checked;
  if ('problems' in read) return { step: 'problems', problems: read.problems };
  const saved = await commitDecision(ports, async () => {
    const before = await ownDraft(ports, slackId, draftId);
    if (isRefusal(before)) return before;
    const row: Draft = { ...before, answers, organizationLogin: login, version: before.version + 1 };
    return {
      row,
      change: { writes: [{ table: 'drafts', was: before.version, row }], entries: [], effects: [] },
    };
  });
  if (isRefusal(saved)) return saved;
  if (people === null) return { step: 'next_page', draft: saved.row, policy: governed.policy };
  return {
    step: 'confirm',
    draft: saved.row,
    policy: governed.policy,
    answers: read.answers,
    requester: people.requester,
    holder: people.holder,
    remarks: await remarksOn(
      ports,
      governed,
      { requester: people.requester, holder: people.holder.account },
      read.answers,
      owners,
    ),
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
  page: 1 | 2 | 'all',
  answers: Draft['answers'],
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
export async function checkAnswers(
  ports: Ports,
  page: 1 | 2 | 'all',
  answers: Draft['answers'],
  { organization, policy }: GovernedOrganization,
  person: LinkedPerson | null,
): Promise<{ readonly problems: FieldProblems } | { readonly answers: RequestAnswers }> {
  let repositories: ReadonlyMap<string, Repository> | null = null;
  const named = answers.repositories;
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
