import { type Change, noChange, together } from '../../domain/change.ts';
import type { Instant, TokenId } from '../../domain/ids.ts';
import type { GithubAccount } from '../../domain/person.ts';
import { recordEvidence } from '../../domain/record-evidence.ts';
import { conclude } from '../../domain/tokens/conclude.ts';
import type { Dossier } from '../../domain/tokens/dossier.ts';
import { evidenceIn } from '../../domain/tokens/evidence.ts';
import { isLost } from '../../domain/tokens/miss-active.ts';
import { isQuestion, isWaitedFor, type Sighting } from '../../domain/tokens/sighting.ts';
import type { Ports } from '../../ports/ports.ts';
import type { GovernedOrganization } from '../find-organization.ts';
import { fetchFact } from './fetch-fact.ts';
import { hintOfLoss } from './leave-hint.ts';
import { loadDossier } from './load-dossier.ts';

/** A token whose rows move on faster than they can be read is left to the next pass. */
const tries = 8;
/** A conclusion needs a handful of facts; more would be a question that its answer does not settle. */
const mostQuestions = 24;

export type ConcludedToken = { readonly tokenId: TokenId; readonly holder: GithubAccount };

/**
 * Loads what we know of a token, asks the rules what GitHub's picture of it means, fetches what they ask for, and commits what follows.
 * Where another one was faster the rows are read again. Answers the Sighting with all facts that were fetched. May throw a Fault.
 */
export async function concludeToken(
  ports: Ports,
  governed: GovernedOrganization,
  { tokenId, holder }: ConcludedToken,
  sighting: Sighting,
  isUnheardOf = false,
): Promise<Sighting> {
  let seen = sighting;
  let questions = 0;
  let loaded: Dossier | null = null;
  let isUnread = isUnheardOf;
  for (let attempt = 0; attempt < tries; ) {
    const dossier: Dossier = loaded ?? (await loadDossier(ports, governed, tokenId, holder, isUnread));
    // Whoever was faster may have begun its story.
    isUnread = false;
    // A clock that is ahead must neither end what lives on nor skip notices that are still to come.
    const now = ports.time.now();
    const concluded = conclude(dossier, seen, now);
    if (isQuestion(concluded)) {
      questions += 1;
      if (questions > mostQuestions) throw new Error(`token ${tokenId}: “${concluded.ask}” was asked over and over`);
      seen = await fetchFact(ports, dossier, holder, seen, concluded);
      loaded = isWaitedFor(concluded) ? null : dossier;
      continue;
    }
    const shown = await evidence(ports, dossier, seen, concluded, now);
    if (concluded === noChange && shown === noChange) return seen;
    const lost = isLost(concluded) ? hintOfLoss(ports, dossier.organization.login, holder, tokenId) : noChange;
    const change = together(concluded, shown, lost);
    if ((await ports.store.commit(change, now)) === 'done') {
      if (concluded.effects.length > 0) ports.wake.outbox();
      return seen;
    }
    attempt += 1;
    loaded = null;
  }
  ports.log.warn('a token’s rows changed while they were concluded on; it is looked at again in the next pass', {
    tokenId,
  });
  return seen;
}

/** What it showed of the assumptions about GitHub. Mostly nothing, and then nothing is read either. */
async function evidence(
  { store }: Ports,
  dossier: Dossier,
  seen: Sighting,
  concluded: Change,
  now: Instant,
): Promise<Change> {
  const met = evidenceIn(dossier, seen, concluded, now);
  return met.length === 0 ? noChange : recordEvidence(await store.assumptions(), met, now);
}
