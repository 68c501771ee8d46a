import type { RequestNumber, SlackUserId } from '../../domain/ids.ts';
import type { OrganizationPolicy } from '../../domain/policy/policy.ts';
import { isRefusal, type Refusal } from '../../domain/refusal.ts';
import { askedBefore, beginDraft, type Filled, leftUnsent, usualOrganization } from '../../domain/requests/drafts.ts';
import type { Draft } from '../../domain/requests/token-request.ts';
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
  const account = await accountOf(ports, slackId);
  const answers = askedBefore(number, request, { slackId, account, policy: ports.policy() });
  if (isRefusal(answers)) return answers;
  const organization = request === null ? null : await ports.store.organizationById(request.organizationId);
  return begin(ports, slackId, {
    answers,
    ...(organization === null ? {} : { organizationLogin: organization.login }),
  });
}

async function begin(ports: Ports, slackId: SlackUserId, filled: Filled | null): Promise<Opening | Refusal> {
  const stranger = await recognise(ports, slackId);
  if (stranger !== null) return stranger;
  if (!(await isLinked(ports, slackId))) {
    const named = await linkAtContact(ports, slackId);
    if (named !== 'linked') return named ?? notLinked(ports, slackId);
  }
  const usual = await usualOf(ports, slackId);
  const begun = await commitDecision(ports, async () => {
    const now = ports.clock.now();
    const drafts = await Promise.all(
      (await ports.store.draftsOf(slackId, mostDrafts)).map(async (draft) => ({
        draft,
        isSent: (await ports.store.requestByDraft(draft.id)) !== null,
      })),
    );
    const left = leftUnsent(drafts, now);
    return beginDraft(filled, { id: ports.ids.next(), slackId, left, usual, policy: ports.policy() }, now);
  });
  if (isRefusal(begun)) return begun;
  const { draft, keptAt } = begun;
  return { draft, keptAt, told: await findToldLimitsInForm(ports, draft.organizationLogin, draft.answers) };
}

async function usualOf(ports: Ports, slackId: SlackUserId): Promise<OrganizationPolicy | null> {
  const { store } = ports;
  const person = await accountOf(ports, slackId);
  if (person === null) return null;
  const [requests, tokens] = [await store.requestsOf(person.githubId, 1), await store.activeTokensOf(person.githubId)];
  return usualOrganization(ports.policy(), await store.organizations(), [...requests, ...tokens]);
}
