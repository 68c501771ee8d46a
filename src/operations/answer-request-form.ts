import type { Repository } from '../domain/agreement.ts';
import type { FieldProblems } from '../domain/field-problem.ts';
import type { SlackUserId } from '../domain/ids.ts';
import type { LinkedPerson } from '../domain/person.ts';
import type { OrganizationPolicy } from '../domain/policy.ts';
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts';
import { type RequestAnswers, readAnswers } from '../domain/request-form.ts';
import type { Draft } from '../domain/token-request.ts';
import { Fault } from '../ports/fault.ts';
import type { Ports } from '../ports/ports.ts';
import { authorize, isOwnerNow } from './authorize.ts';
import { commitDecision } from './commit-decision.ts';
import { findOrganization, type GovernedOrganization } from './find-organization.ts';
import { visibleRepositories } from './find-repositories.ts';

export type FormStep =
  | { readonly step: 'problems'; readonly problems: FieldProblems }
  | { readonly step: 'next_page'; readonly draft: Draft; readonly policy: OrganizationPolicy }
  | {
      readonly step: 'confirm';
      readonly draft: Draft;
      readonly policy: OrganizationPolicy;
      readonly answers: RequestAnswers;
      readonly isOwner: boolean | null;
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
  const login = typeof given.organization === 'string' ? given.organization : draft.organizationLogin;
  const governed = await governedOrRefuse(ports, login);
  if (isRefusal(governed)) return governed;
  const person = page === 1 ? null : await authorize(ports, slackId, governed.organization, { act: 'submit_request' });
  if (person !== null && isRefusal(person)) return person;
  const answers = { ...draft.answers, ...given };
  const read = await checkAnswers(ports, page, answers, governed, person);
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
  if (page === 1 || person === null) return { step: 'next_page', draft: saved.row, policy: governed.policy };
  return {
    step: 'confirm',
    draft: saved.row,
    policy: governed.policy,
    answers: read.answers,
    isOwner: await isOwnerNow(ports, governed.organization, person),
  };
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
