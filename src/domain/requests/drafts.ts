// The form that somebody fills in: what it begins with, what of a page is kept, and how it ends where its advice was enough.
import { type Change, noChange, type Write } from '../change.ts';
import { looksLikeCredential } from '../credential.ts';
import { dayMs, type Instant, type OrganizationId, type RequestNumber, type SlackUserId } from '../ids.ts';
import type { Organization } from '../organization.ts';
import type { GithubAccount } from '../person.ts';
import { type OrganizationPolicy, type Policy, policyOf } from '../policy/policy.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { answersOf } from './answers-of.ts';
import type { Field } from './field-problem.ts';
import { followPurpose } from './follow-purpose.ts';
import { type Answers, type FieldAnswer, type FormPage, fieldsOfPage, firstAnswers, isBegun } from './form-fields.ts';
import { forOneself, readMachineUser, sponsoredBy } from './machine-user.ts';
import { firstLifetime } from './request-form.ts';
import { type Draft, requestName, type TokenRequest } from './token-request.ts';
import { readWhereUsed } from './where-used.ts';

/** Drafts are forgotten by the clock, which may be late. */
const draftLifeMs = dayMs;

/** What a form is to begin with. `forgetsOthers`: what was left unsent is not gone on with, and goes. */
export type Filled = {
  readonly answers: Answers;
  readonly organizationLogin?: string;
  readonly forgetsOthers?: boolean;
};

/** `keptAt`: it is the draft that the person left then. */
export type Begun = { readonly draft: Draft; readonly keptAt: Instant | null; readonly change: Change };

/** What somebody filled in within a day and never sent, in the order that it came in. */
export function leftUnsent(
  drafts: readonly { readonly draft: Draft; readonly isSent: boolean }[],
  now: Instant,
): readonly Draft[] {
  return drafts
    .filter(({ draft, isSent }) => !isSent && draft.createdAt > now - draftLifeMs && isBegun(draft.answers))
    .map(({ draft }) => draft);
}

/** Where somebody asked last, or has a token; null where that isn't known or governed, or the policy names but one. `theirs`: the likeliest first. */
export function usualOrganization(
  policy: Policy,
  organizations: readonly Pick<Organization, 'id' | 'login'>[],
  theirs: readonly { readonly organizationId: OrganizationId }[],
): OrganizationPolicy | null {
  const known = organizations.find(({ id }) => id === theirs[0]?.organizationId);
  if (known === undefined || policy.organizations.length < 2) return null;
  return policyOf(policy, known.login) ?? null;
}

/** A new form, or the one that was left, under a new id: a form that is still open elsewhere is refused in words, instead of sent as this one. */
export function beginDraft(
  filled: Filled | null,
  about: {
    readonly id: string;
    readonly slackId: SlackUserId;
    /** Left unsent, the newest first. */
    readonly left: readonly Draft[];
    readonly usual: OrganizationPolicy | null;
    readonly policy: Policy;
  },
  at: Instant,
): Begun {
  const { id, slackId, left, usual, policy } = about;
  const last = filled === null ? left[0] : undefined;
  const before: Filled = filled ?? { answers: last?.answers ?? {} };
  const named = before.organizationLogin ?? before.answers.organization;
  const asked = (typeof named === 'string' ? policyOf(policy, named) : undefined) ?? usual;
  const chosen = asked ?? firstOf(policy);
  const answers: Answers = {
    ...firstAnswers,
    ...firstLifetime(chosen),
    ...before.answers,
    // Nobody is held to one that is only the first: where the form can't tell, it asks.
    ...(asked === null ? {} : { organization: asked.login }),
    // Whom they no longer sponsor the form can't show, and so nobody could choose otherwise there.
    ...(isStillTheirs(before.answers, slackId, policy) ? {} : { machine_user: forOneself }),
  };
  const draft = { id, version: 1, slackId, organizationLogin: chosen.login, answers, createdAt: at };
  const replaced = filled === null || filled.forgetsOthers === true ? left : [];
  const old = replaced.map((row): Write => ({ table: 'drafts', was: row.version, row, removes: true }));
  const writes: readonly Write[] = [...old, { table: 'drafts', was: null, row: draft }];
  return { draft, keptAt: last?.createdAt ?? null, change: { ...noChange, writes } };
}

function firstOf({ organizations: [first] }: Policy): OrganizationPolicy {
  if (first === undefined) throw new Error('the policy names no organization');
  return first;
}

function isStillTheirs(answers: Answers, slackId: SlackUserId, policy: Policy): boolean {
  return 'login' in readMachineUser(answers, sponsoredBy(slackId, policy));
}

/** The answers of a request, for the form of another like it. It belongs to a GitHub account, whoever stands for that in Slack now. */
export function askedBefore(
  number: RequestNumber,
  request: TokenRequest | null,
  { slackId, account, policy }: { slackId: SlackUserId; account: GithubAccount | null; policy: Policy },
): Answers | Refusal {
  if (request === null || account?.githubId !== request.requester.githubId) {
    return refuse({ why: 'unknown_request', given: requestName(number) });
  }
  const answers = answersOf(request);
  // Filled in for themselves instead, they would send another request than the button names.
  return isStillTheirs(answers, slackId, policy)
    ? answers
    : refuse({ why: 'not_its_sponsor', login: request.holder.login });
}

/** Only what the page asks is read and checked, so only that is kept: a form's values are the client's word. */
export function answersOfPage(page: FormPage, given: Answers): Answers {
  return Object.fromEntries(Object.entries(given).filter(([field]) => fieldsOfPage[page].includes(field as Field)));
}

function mayBeKept(answer: FieldAnswer): boolean {
  return ![answer].flat().some((text) => text !== null && looksLikeCredential(text));
}

/** A page as it stands now, finished or not. What looks like a credential is never stored. */
export function keepPage(
  before: Draft,
  page: FormPage,
  given: Answers,
  policy: Policy,
): { readonly draft: Draft; readonly policy: OrganizationPolicy; readonly change: Change } | Refusal {
  const sent = Object.entries(answersOfPage(page, given)).filter(([, answer]) => mayBeKept(answer));
  const asked: Answers = Object.fromEntries(sent);
  const login = typeof asked.organization === 'string' ? asked.organization : before.organizationLogin;
  const chosen = policyOf(policy, login);
  // A login that nobody offered is a bug or a forgery.
  if (chosen === undefined) return refuse({ why: 'draft_gone' });
  const all = { ...before.answers, ...asked };
  const answers = page === 1 ? followPurpose(all, before.answers) : all;
  const row: Draft = { ...before, answers, organizationLogin: login, version: before.version + 1 };
  const change = { ...noChange, writes: [{ table: 'drafts', was: before.version, row } as const] };
  return { draft: row, policy: chosen, change };
}

/** The advice was enough: the form ends. The trail counts it, and says what the token would have been for. */
export function solveDraft(draft: Draft, at: Instant): Change {
  const { id, version, slackId, answers } = draft;
  const data = { whereUsed: readWhereUsed(answers.where_used) };
  return {
    ...noChange,
    writes: [{ table: 'drafts', was: version, row: draft, removes: true }],
    entries: [{ at, actor: `slack:${slackId}`, act: 'form.solve', subject: `form:${id}`, data }],
  };
}
