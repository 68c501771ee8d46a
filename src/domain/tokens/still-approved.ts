// Whether those who approved something still may: asked right before a token is let in by it, and before a token that is there already is
// said to rest on it. What somebody approved who may not any more goes back to the reviewers.
import { type Change, noChange, together } from '../change.ts';
import type { GithubUserId, Instant } from '../ids.ts';
import type { Reviewer } from '../person.ts';
import { reviewersFor } from '../policy/reviewers.ts';
import type { TokenRequest } from '../requests/token-request.ts';
import type { Agreement, Basis, RequestedScope } from '../scope/agreement.ts';
import { after, type Dossier } from './dossier.ts';
import { type Lost, reopenRequest } from './release-claim.ts';
import { type Facts, isQuestion, type Question } from './sighting.ts';

/** By whom the request may be decided they are asked about; of what no request stands behind, by what let them decide. */
export function whetherStill(
  person: Reviewer,
  request: Pick<TokenRequest, 'verdict' | 'scope'> | null,
  scope: Pick<RequestedScope, 'access' | 'permissions'>,
): Question {
  const rules = request?.verdict.reviewers ?? [person.as ?? 'owners'];
  if (rules.every((rule) => rule === 'owners')) return { ask: 'is_still_owner', person };
  return { ask: 'is_still_reviewer', person, reviewers: reviewersFor(rules, request?.scope ?? scope) };
}

/** Why an approval counts no longer, or of whom that is still to be asked; null where it counts. A rule, or github.com, loses no right. */
export function objectionToApprovers(
  basis: Basis,
  holder: GithubUserId,
  { stillOwners }: Pick<Facts, 'stillOwners'>,
  ask: (person: Reviewer) => Question,
): Lost | Question | null {
  for (const person of basis.by === 'people' ? basis.people : []) {
    if (person.githubId === holder) return { why: 'its holder approved it', because: 'own_token', by: person.slackId };
    const isStill = stillOwners?.get(person.githubId);
    if (isStill === undefined) return ask(person);
    if (!isStill) {
      const why = `${person.login} is no longer ${person.as === undefined ? 'an owner' : 'a reviewer'}`;
      return { why, because: 'not_a_reviewer', by: person.slackId };
    }
  }
  return null;
}

/** `reopened`: the requests that were found before it, whose approval counts no longer. */
export type Counting<Found> = { readonly found: Found | null; readonly reopened: Change };

/** What `find` finds among approvals that still count: one that does not is reopened, and the next one is looked for. */
export function stillCounting<Found extends { readonly request: TokenRequest; readonly agreement: Agreement }>(
  find: (dossier: Dossier) => Found | null,
  dossier: Dossier,
  facts: Pick<Facts, 'stillOwners'>,
  now: Instant,
): Counting<Found> | Question {
  const found = find(dossier);
  if (found === null) return { found, reopened: noChange };
  const { request, agreement } = found;
  const objection = objectionToApprovers(agreement.basis, dossier.holder.githubId, facts, (person) =>
    whetherStill(person, request, request.scope),
  );
  if (objection === null) return { found, reopened: noChange };
  if (isQuestion(objection)) return objection;
  const reopened = reopenRequest(request, objection, dossier, now);
  const next = stillCounting(find, after(dossier, reopened), facts, now);
  return isQuestion(next) ? next : { ...next, reopened: together(reopened, next.reopened) };
}
