import { cast, organization, type World } from '@countersign/sandbox-stage/cast';
import type { Agreement } from '../../src/domain/scope/agreement.ts';
import { oracleCovers } from '../support/scope-oracle.ts';
import { actualScope } from './actual-scope.ts';
import type { Journal, TokenCall } from './journal.ts';
import type { FirstCreations } from './lifetime-rules.ts';
import type { StoredEntry, StoredPending, StoredRequest, StoredReview, StoredRows } from './stored-rows.ts';

const dayMs = 86_400_000;
/** As proven-world.ts has it in the policy. */
const graceDays = 3;

type Known = { readonly requests: readonly StoredRequest[]; readonly pendingTokens: readonly StoredPending[] };

function standing(row: { readonly reviews: readonly StoredReview[]; readonly revision: number }): StoredReview | null {
  return row.reviews.findLast(({ revision }) => revision === row.revision) ?? null;
}

/**
 * Its end came between the program's last look and its call, in the very same moment: no look can be later than the call, and what has
 * expired can lose nothing.
 */
function hasJustExpired(
  { active, at, expiresAt }: TokenCall,
  subject: string,
  entries: readonly StoredEntry[],
): boolean {
  if (active?.status !== 'expired' || expiresAt === null || expiresAt > at) return false;
  const [before, last] = entries.filter((entry) => entry.subject === subject).slice(-2);
  return last?.act === 'active_token.expire' && last.at === at && before?.act === 'active_token.start_revoking';
}

/** What an owner agreed to when they let the token in as it was, or accepted it later; the newest of them. */
function acceptedBefore({ id, token_id: tokenId }: StoredPending, stored: StoredRows) {
  const approved = stored
    .pendingTokens()
    .filter((row) => row.token_id === tokenId && row.id !== id && standing(row)?.act === 'approve')
    .toSorted((one, other) => one.changed_at - other.changed_at)
    .at(-1);
  if (approved !== undefined) return { agreement: approved.agreement, review: standing(approved), request: null };
  return { agreement: grantedTo(tokenId, stored), review: null, request: null };
}

/** What the token's newest grant is held to. */
function grantedTo(tokenId: number, stored: StoredRows): Agreement | null {
  return stored.activeTokens().findLast((row) => row.token_id === tokenId && row.agreement !== null)?.agreement ?? null;
}

function isAcceptedByOwner(
  { owners }: TokenCall,
  { token_id: tokenId }: StoredPending,
  stored: StoredRows,
  entries: readonly StoredEntry[],
): boolean {
  const grants = stored.activeTokens().filter((row) => row.token_id === tokenId);
  const subjects = grants.map(({ id }) => `active_token:${id}`);
  const accepted = entries.findLast(({ act, subject }) => act === 'active_token.accept' && subjects.includes(subject));
  const by = Object.values(cast).find(({ slackId }) => accepted?.actor === `slack:${slackId}`);
  return grants.some(
    ({ agreement }) =>
      agreement?.basis.by === 'people' &&
      agreement.basis.people.some((one) => one.slackId === by?.slackId && owners.has(one.githubId)),
  );
}

/** Who may decide and what a call to GitHub must rest on (I1, I2, I3), judged by GitHub's own state and the committed rows. */
export class DecisionRules {
  readonly #world: World;
  readonly #created: FirstCreations;
  #before: Known = { requests: [], pendingTokens: [] };
  #judged = 0;
  /** By PAT number: the token that was let in under it. */
  readonly #admitted = new Map<number, number>();

  constructor(world: World, created: FirstCreations) {
    this.#world = world;
    this.#created = created;
  }

  check(journal: Journal, stored: StoredRows, entries: readonly StoredEntry[]): readonly string[] {
    const after: Known = { requests: stored.requests(), pendingTokens: stored.pendingTokens() };
    const broken = [
      ...after.requests.flatMap((row) => {
        const before = this.#before.requests.find(({ number }) => number === row.number)?.reviews.length ?? 0;
        return this.#newReviews(journal, String(row.number), `PAT-${row.number}`, row, before, row.requester.githubId);
      }),
      ...after.pendingTokens.flatMap((row) => {
        const before = this.#before.pendingTokens.find(({ id }) => id === row.id)?.reviews.length ?? 0;
        return this.#newReviews(
          journal,
          row.id,
          `pending token ${row.pat_request_id}`,
          row,
          before,
          row.holder.githubId,
        );
      }),
      ...journal.tokenCalls.slice(this.#judged).flatMap((call) => this.#judge(call, stored, entries)),
    ];
    this.#judged = journal.tokenCalls.length;
    this.#before = after;
    return broken;
  }

  /** Each Decision is a click's of just now, on just the revision that its button carried, by an owner who did not ask for it. */
  #newReviews(
    journal: Journal,
    id: string,
    name: string,
    row: { readonly reviews: readonly StoredReview[]; readonly status: string },
    known: number,
    requester: number,
  ): readonly string[] {
    const added = row.reviews.slice(known).flatMap((review) => {
      const { act, by, revision } = review;
      const person = Object.values(cast).find(({ slackId }) => slackId === by.slackId);
      const account = this.#world.github.state.accounts.find((one) => one.id === by.githubId);
      const role = this.#world.github.state.organization(organization)?.members.get(by.githubId);
      // To take an approval back opens the token again, and so makes a new revision.
      const isRetracted =
        act === 'deny' && row.reviews.some((one) => one.act === 'approve' && one.revision === revision - 1);
      const seen = [revision, ...(isRetracted ? [revision - 1] : [])].map((one) => `${id}.${one}`);
      const isClicked = journal.clicks.some(
        ({ slackId, actionId, value }) => slackId === by.slackId && seen.includes(value) && actionId.startsWith(act),
      );
      return [
        ...(isClicked ? [] : [`I3 ${name}: ${act} by ${by.login} on revision ${revision} without such a click`]),
        ...(role === 'admin' ? [] : [`I1 ${name}: ${act} by ${by.login}, who is no owner`]),
        ...(by.githubId === requester ? [`I1 ${name}: ${act} by whoever asked for it`] : []),
        ...(person !== undefined && account?.login === person.login
          ? []
          : [`I1 ${name}: ${act} by another account than the person's`]),
      ];
    });
    const revisions = row.reviews.map(({ revision }) => revision);
    const twice = row.reviews.filter(({ revision, act }, index) => {
      const first = revisions.indexOf(revision);
      // A deny may retract an approval.
      return first !== index && !(act === 'deny' && row.reviews[first]?.act === 'approve');
    });
    return [...added, ...twice.map(({ revision }) => `I2 ${name} was decided twice on revision ${revision}`)];
  }

  #judge(call: TokenCall, stored: StoredRows, entries: readonly StoredEntry[]): readonly string[] {
    const name = `${call.act} of ${call.id} at ${new Date(call.at).toISOString()}`;
    if (call.act === 'revoke') return this.#judgeRevoking(call, name, entries);
    const { pending } = call;
    if (pending === undefined) return [`I1 ${name}: no committed row`];
    const wanted = call.act === 'approve' ? 'approving' : 'denying';
    if (pending.status !== wanted) return [`I1 ${name}: the committed row is ${pending.status}`];
    const own = standing(pending);
    if (call.act === 'deny') {
      const isDenied = own?.act === 'deny' && call.owners.has(own.by.githubId);
      return isDenied ? [] : [`I1 ${name}: no owner denied it`];
    }
    const { agreement, review, request } = this.#standsFor(call, pending, own, stored);
    const broken: string[] = [];
    // An owner may have agreed to it on github.com, or to its grant: then there is no review here that could be void.
    const isAgreed =
      review === null
        ? this.#isAgreedOnGithub(pending) || (request === null && isAcceptedByOwner(call, pending, stored, entries))
        : review.act === 'approve';
    if (!isAgreed || agreement === null) broken.push(`I1 ${name}: nothing was agreed`);
    else {
      if (review !== null && !call.owners.has(review.by.githubId))
        broken.push(`I1 ${name}: ${review.by.login} is no owner any more`);
      if (review?.by.githubId === pending.holder.githubId) broken.push(`I1 ${name}: its own holder agreed to it`);
      const { scope } = call;
      if (scope !== null) {
        // A lifetime counts from the first time that it was asked for: edits make new requests, later ones.
        const createdAt =
          this.#created.of(pending.token_id, stored) ?? call.token?.pending?.createdAt.getTime() ?? null;
        const asked = actualScope(scope, createdAt, call.expiresAt);
        // An owner may have accepted since then what its grant has beyond the request.
        const accepted = grantedTo(pending.token_id, stored);
        const isCovered =
          oracleCovers(agreement, asked) ||
          (call.isGranted &&
            accepted !== null &&
            isAcceptedByOwner(call, pending, stored, entries) &&
            oracleCovers(accepted, asked));
        if (!isCovered) broken.push(`I3 ${name}: the scope goes past what was agreed`);
      }
    }
    if (request !== null && call.token !== undefined) {
      const earlier = this.#admitted.get(request.number);
      if (earlier !== undefined && earlier !== call.token.tokenId) {
        const isLetIn = this.#world.github.state.reviews.some(
          ({ act, tokenId }) => act === 'approve' && tokenId === earlier,
        );
        if (isLetIn) broken.push(`I1 ${name}: PAT-${request.number} has already let in token ${earlier}`);
      }
      this.#admitted.set(request.number, call.token.tokenId);
    }
    return broken;
  }

  /**
   * A reviewer's own yes to this very token, or the Agreement of the one request that the token claims; for an edit of what was accepted as it
   * was, that of the grant that GitHub has.
   */
  #standsFor({ requests, isGranted }: TokenCall, pending: StoredPending, own: StoredReview | null, stored: StoredRows) {
    if (own !== null) return { agreement: pending.agreement, review: own, request: null };
    const request =
      requests.find(
        ({ number, claimed_by_token_id: by, status }) =>
          number === pending.match.number && by === pending.token_id && ['claimed', 'fulfilled'].includes(status),
      ) ?? null;
    if (request === null && pending.match.number == null && isGranted) return acceptedBefore(pending, stored);
    const agreement = request === null ? null : (request.agreement ?? pending.agreement);
    return { agreement, review: request === null ? null : standing(request), request };
  }

  #isAgreedOnGithub({ token_id: tokenId }: StoredPending): boolean {
    return this.#world.github.state.reviews.some(
      (one) => one.act === 'approve' && one.by !== 'app' && one.tokenId === tokenId,
    );
  }

  #judgeRevoking(call: TokenCall, name: string, entries: readonly StoredEntry[]): readonly string[] {
    const { active } = call;
    if (active === undefined) return [`I1 ${name}: no committed row`];
    const subject = `active_token:${active.id}`;
    if (active.status !== 'revoking' && !hasJustExpired(call, subject, entries))
      return [`I1 ${name}: the committed row is ${active.status}`];
    const started = entries.findLast(
      (entry) => entry.subject === subject && entry.act === 'active_token.start_revoking',
    );
    if (started === undefined) return [`I1 ${name}: nobody decided it`];
    if (!started.actor.startsWith('slack:')) {
      const since = entries.findLast((entry) => entry.subject === subject && /\.(?:exceed|find)$/.test(entry.act))?.at;
      const isDue = active.excess.length > 0 && since !== undefined && started.at - since >= graceDays * dayMs;
      return isDue ? [] : [`I1 ${name}: ${started.actor} revoked it before the policy's deadline`];
    }
    const person = Object.values(cast).find(({ slackId }) => started.actor === `slack:${slackId}`);
    const id = person === undefined ? undefined : this.#world.github.state.account(person.login)?.id;
    const mayRevoke = id !== undefined && (id === active.holder.githubId || call.owners.has(id));
    return mayRevoke ? [] : [`I1 ${name}: ${started.actor} may not revoke it`];
  }
}
