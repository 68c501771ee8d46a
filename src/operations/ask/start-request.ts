import type { Write } from '../../domain/change.ts';
import { dayMs, type RequestNumber, type SlackUserId } from '../../domain/ids.ts';
import { type OrganizationPolicy, policyOf } from '../../domain/policy/policy.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { answersOf } from '../../domain/requests/answers-of.ts';
import { type Answers, firstAnswers, isBegun } from '../../domain/requests/form-fields.ts';
import { forOneself, readMachineUser, sponsoredBy } from '../../domain/requests/machine-user.ts';
import { firstLifetime } from '../../domain/requests/request-form.ts';
import { type Draft, requestName } from '../../domain/requests/token-request.ts';
import type { ToldLimit } from '../../domain/requests/told-limits.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { accountOf, isLinked } from '../people/accounts.ts';
import { recognise } from '../people/authorize.ts';
import { linkAtContact } from '../people/link-by-identity.ts';
import { notLinked } from '../people/not-linked.ts';
import { findToldLimitsInForm } from './find-told-limits.ts';

/** What the form opens with. `keptAt`: it is the draft that the person left then. */
export type Opening = {
  readonly draft: Draft;
  readonly keptAt: Draft['createdAt'] | null;
  readonly told: readonly ToldLimit[];
};

export type Filled = { readonly answers: Answers; readonly organizationLogin?: string };

/** Drafts are forgotten by the clock, which may be late. */
const draftLifeMs = dayMs;
const mostDrafts = 20;

/**
 * Begins a form, or goes on with the one that the person left unsent within a day. Reads nothing but local rows (Slack's trigger lives
 * 3 s): GitHub is asked when the form is sent. Who is not linked can't go on in any case, and an identity provider is asked about them.
 */
export async function startRequest(ports: Ports, slackId: SlackUserId): Promise<Opening | Refusal> {
  return begin(ports, slackId, null);
}

/** Begins a form that is filled in already: with these permissions, or as another request was. */
export async function startFilledIn(ports: Ports, slackId: SlackUserId, filled: Filled): Promise<Opening | Refusal> {
  return begin(ports, slackId, filled);
}

/** Begins anew, and forgets what was left unsent. */
export async function startOver(ports: Ports, slackId: SlackUserId): Promise<Opening | Refusal> {
  return begin(ports, slackId, { answers: {}, forgetsOthers: true });
}

/** The form of a request that came to nothing, or whose token has ended, filled in as it was. */
export async function requestAgain(
  ports: Ports,
  slackId: SlackUserId,
  number: RequestNumber,
): Promise<Opening | Refusal> {
  const request = await ports.store.request(number);
  const person = await accountOf(ports, slackId);
  // A request belongs to a GitHub account, whoever stands for it in Slack now.
  if (request === null || person?.githubId !== request.requester.githubId) {
    return refuse({ why: 'unknown_request', given: requestName(number) });
  }
  const answers = answersOf(request);
  // Filled in for themselves instead, they would send another request than the button names.
  if ('problem' in readMachineUser(answers, sponsoredBy(slackId, ports.policy()))) {
    return refuse({ why: 'not_its_sponsor', login: request.holder.login });
  }
  const organization = await ports.store.organizationById(request.organizationId);
  return begin(ports, slackId, {
    answers,
    ...(organization === null ? {} : { organizationLogin: organization.login }),
  });
}

async function begin(
  ports: Ports,
  slackId: SlackUserId,
  filled: (Filled & { readonly forgetsOthers?: boolean }) | null,
): Promise<Opening | Refusal> {
  const stranger = await recognise(ports, slackId);
  if (stranger !== null) return stranger;
  if (!(await isLinked(ports, slackId))) {
    const named = await linkAtContact(ports, slackId);
    if (named !== 'linked') return named ?? notLinked(ports, slackId);
  }
  const usual = await usualOrganization(ports, slackId);
  // Whom they no longer sponsor the form can't show, and so nobody could choose otherwise there.
  const whose = (answers: Answers): Answers =>
    'problem' in readMachineUser(answers, sponsoredBy(slackId, ports.policy())) ? { machine_user: forOneself } : {};
  const begun = await commitDecision(ports, async () => {
    const left = await leftUnsent(ports, slackId);
    const at = ports.clock.now();
    const before: Filled = filled ?? { answers: left[0]?.answers ?? {} };
    const named = before.organizationLogin ?? before.answers.organization;
    const asked = (typeof named === 'string' ? policyOf(ports.policy(), named) : undefined) ?? usual;
    const policy = asked ?? firstOrganization(ports);
    const draft: Draft = {
      id: ports.ids.next(),
      version: 1,
      slackId,
      organizationLogin: policy.login,
      answers: {
        ...firstAnswers,
        ...firstLifetime(policy),
        ...before.answers,
        // Nobody is held to one that is only the first: where the form can't tell, it asks.
        ...(asked === null ? {} : { organization: asked.login }),
        ...whose(before.answers),
      },
      createdAt: at,
    };
    // Under a new id, so that a form that is still open elsewhere is refused in words, instead of sent as this one.
    const replaced = filled === null || filled.forgetsOthers === true ? left : [];
    const old: readonly Write[] = replaced.map((row) => ({ table: 'drafts', was: row.version, row, removes: true }));
    return {
      draft,
      keptAt: filled === null ? (left[0]?.createdAt ?? null) : null,
      change: { writes: [...old, { table: 'drafts', was: null, row: draft }], entries: [], effects: [] },
    };
  });
  if (isRefusal(begun)) return begun;
  const { draft, keptAt } = begun;
  return { draft, keptAt, told: await findToldLimitsInForm(ports, draft.organizationLogin, draft.answers) };
}

/** The organization that the person asked for last, or has a token of; null where our rows don't tell, or the policy names but one. */
async function usualOrganization(ports: Ports, slackId: SlackUserId): Promise<OrganizationPolicy | null> {
  const { store } = ports;
  const person = ports.policy().organizations.length > 1 ? await accountOf(ports, slackId) : null;
  if (person === null) return null;
  const [request] = await store.requestsOf(person.githubId, 1);
  const [token] = request === undefined ? await store.activeTokensOf(person.githubId) : [];
  const id = request?.organizationId ?? token?.organizationId;
  const known = id === undefined ? null : await store.organizationById(id);
  return known === null ? null : (policyOf(ports.policy(), known.login) ?? null);
}

function firstOrganization({ policy }: Ports): OrganizationPolicy {
  const [first] = policy().organizations;
  if (first === undefined) throw new Error('the policy names no organization');
  return first;
}

/** What this person filled in within a day and never sent, the newest first. */
async function leftUnsent(ports: Ports, slackId: SlackUserId): Promise<readonly Draft[]> {
  const unsent: Draft[] = [];
  for (const draft of await ports.store.draftsOf(slackId, mostDrafts)) {
    const isFresh = draft.createdAt > ports.clock.now() - draftLifeMs;
    if (isFresh && isBegun(draft.answers) && (await ports.store.requestByDraft(draft.id)) === null) unsent.push(draft);
  }
  return unsent;
}
