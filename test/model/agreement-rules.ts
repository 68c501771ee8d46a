import type { LocalToken } from '@countersign/sandbox-github/state';
import type { PostedMessage } from '@countersign/sandbox-slack/state';
import { interactiveElements } from '@countersign/sandbox-slack/view-state';
import { cast, channel, organization } from '@countersign/sandbox-stage/cast';
import { oracleCovers } from '../support/scope-oracle.ts';
import { actualScope, plainScope } from './actual-scope.ts';
import { readName } from './claim-rules.ts';
import type { FirstCreations } from './lifetime-rules.ts';
import type { ProvenWorld } from './proven-world.ts';
import type { StoredPending } from './stored-rows.ts';

const decisions = [
  'approve_request',
  'deny_request',
  'approve_pending_token',
  'deny_pending_token',
  'revoke_token',
  'keep_token',
];

function isOver(token: LocalToken, now: number): boolean {
  return token.expiresAt !== null && token.expiresAt.getTime() <= now;
}

function shownScope(token: LocalToken, side: 'pending' | 'grant', createdAt: number | null) {
  const shown = token[side];
  if (shown === null) throw new Error('GitHub does not show it');
  return actualScope(shown, createdAt, token.expiresAt?.getTime() ?? null);
}

/** Every token that GitHub lists has its row, which says the same; and no row lives that GitHub does not list (I10). */
function tokenRules({ world, stored, now }: ProvenWorld, created: FirstCreations): readonly string[] {
  const active = stored.activeTokens();
  const living = active.filter(({ status }) => ['active', 'exceeding', 'revoking'].includes(status));
  const unsettled = stored.pendingTokens().filter(({ status }) => ['open', 'held'].includes(status));
  const broken: string[] = [];
  for (const token of world.github.activeTokens(organization).filter((one) => !isOver(one, now))) {
    const rows = living.filter(({ pat_id }) => pat_id === token.grant?.id);
    const [row] = rows;
    if (row === undefined || rows.length > 1) {
      broken.push(`I10 token ${token.tokenId} is active on GitHub and has ${rows.length} living rows`);
      continue;
    }
    const scope = shownScope(token, 'grant', created.of(token.tokenId, stored));
    if (plainScope(scope) !== plainScope(row.scope))
      broken.push(`I10 the row of token ${token.tokenId} shows another scope`);
    if (row.agreement === null) continue;
    const isCovered = oracleCovers(row.agreement, scope);
    if (isCovered === (row.status === 'exceeding')) {
      broken.push(`I10 token ${token.tokenId} is ${row.status}, and covered: ${isCovered}`);
    }
  }
  for (const row of living) {
    const isListed = world.github.activeTokens(organization).some(({ grant }) => grant?.id === row.pat_id);
    if (!isListed) broken.push(`I10 the row of token ${row.token_id} is ${row.status}, and GitHub does not list it`);
  }
  for (const token of world.github.pendingTokens(organization).filter((one) => !isOver(one, now))) {
    const row = unsettled.find(({ pat_request_id }) => pat_request_id === token.pending?.id);
    if (row === undefined) broken.push(`I10 token ${token.tokenId} waits on GitHub and has no open row`);
    else if (plainScope(shownScope(token, 'pending', null)) !== plainScope(row.scope)) {
      broken.push(`I10 the open row of token ${token.tokenId} shows another scope`);
    }
  }
  for (const row of unsettled) {
    const isListed = world.github.pendingTokens(organization).some(({ pending }) => pending?.id === row.pat_request_id);
    if (!isListed)
      broken.push(`I10 the row of token ${row.token_id} is ${row.status}, and it no longer waits on GitHub`);
  }
  return broken;
}

/** No decision is left halfway, and whatever fits an unused Agreement of its name was let in (I5). */
function decisionRules({ world, stored, now }: ProvenWorld, created: FirstCreations): readonly string[] {
  const requests = stored.requests();
  const broken: string[] = [];
  // What waited before it stopped so without a word: for twenty seconds a webhook may still say that it was edited.
  const mayBeTold = ({ token_id: tokenId }: StoredPending): boolean =>
    stored
      .pendingTokens()
      .some((one) => one.token_id === tokenId && one.status === 'closed' && now - one.changed_at < 20_000);
  for (const effect of stored.effects()) {
    if (['waiting', 'leased'].includes(effect.state))
      broken.push(`I5 an effect is left ${effect.state}: ${effect.key}`);
  }
  for (const row of stored.pendingTokens()) {
    if (['approving', 'denying'].includes(row.status)) broken.push(`I5 token ${row.token_id} is still ${row.status}`);
    if (row.status === 'approved') {
      const isLetIn = world.github.state.reviews.some(
        ({ act, tokenId }) => act === 'approve' && tokenId === row.token_id,
      );
      if (!isLetIn) broken.push(`I5 token ${row.token_id} is said to be approved, and GitHub never approved it`);
    }
    if (!['open', 'held'].includes(row.status) || row.held_why !== null) continue;
    // Its holder has said what it is for, or that it is for none of them.
    if (row.answer !== null) continue;
    const token = world.github.state.tokens.find(({ pending }) => pending?.id === row.pat_request_id);
    if (token === undefined || isOver(token, now)) continue;
    const createdAt = created.of(token.tokenId, stored) ?? token.pending?.createdAt.getTime() ?? null;
    const scope = shownScope(token, 'pending', createdAt);
    const fitting = requests.find(
      ({ status, holder, agreement, claimed_by_token_id: by, token_name }) =>
        status === 'approved' &&
        by === null &&
        readName(token_name) === readName(token.name) &&
        holder.githubId === row.holder.githubId &&
        agreement !== null &&
        (agreement.lapsesAt === null || (createdAt ?? now) <= agreement.lapsesAt) &&
        oracleCovers(agreement, scope),
    );
    if (fitting !== undefined && !mayBeTold(row))
      broken.push(`I5 token ${row.token_id} fits PAT-${fitting.number}, and is ${row.status}`);
  }
  for (const row of stored.pendingTokens().filter(({ status }) => status === 'open')) {
    const awaited = requests.find(({ number }) => number === row.match.number);
    const isAwaiting = row.match.kind === 'awaits' && awaited?.status === 'pending';
    if (!isAwaiting && !isAskedAbout(world, row) && !mayBeTold(row))
      broken.push(`I5 token ${row.token_id} is open, and nobody is asked to decide it`);
  }
  for (const { number, status, claimed_by_token_id: by } of requests) {
    const token = stored.pendingTokens().find((row) => row.token_id === by && row.status === 'approving');
    if (status === 'claimed' && token === undefined)
      broken.push(`I5 PAT-${number} is claimed by a token that nobody lets in`);
  }
  return broken;
}

/** Whether its holder finds the question whose token this is. */
function isAskedAbout({ slack }: ProvenWorld['world'], { id, revision, holder }: StoredPending): boolean {
  const person = Object.values(cast).find(({ login }) => login === holder.login);
  const messages = person === undefined ? [] : slack.directMessages(person.slackId);
  return messages
    .filter(({ isDeleted }) => !isDeleted)
    .flatMap(buttonsIn)
    .some(({ actionId, value }) => actionId === 'is_for_request' && value.startsWith(`${id}.${revision}.`));
}

type Button = { readonly actionId: string; readonly value: string };

export function buttonsIn(message: Pick<PostedMessage, 'blocks'>): readonly Button[] {
  return interactiveElements(message.blocks).flatMap(({ element }) =>
    typeof element.value === 'string' ? [{ actionId: String(element.action_id), value: element.value }] : [],
  );
}

/** What a list of several stands for: each line has its Details, where it is decided. A card of one thing alone is no list. */
export function linesIn(message: Pick<PostedMessage, 'blocks'>): readonly string[] {
  const lines = buttonsIn(message).flatMap(({ actionId, value }) => (actionId === 'request_details' ? [value] : []));
  return new Set(lines).size > 1 ? lines : [];
}

/** What a card may offer now, and what has to be offered somewhere: the first of each list. */
function offers({ stored }: ProvenWorld): ReadonlyMap<string, readonly string[]> {
  const ofRequests: Readonly<Record<string, readonly string[]>> = {
    pending: ['deny_request', 'approve_request'],
    // Retracting.
    approved: ['', 'deny_request'],
    claimed: ['', 'deny_request'],
  };
  const ofPending: Readonly<Record<string, readonly string[]>> = {
    held: ['deny_pending_token', 'approve_pending_token'],
    approving: ['', 'deny_pending_token'],
  };
  const ofActive = (status: string): readonly string[] =>
    ['active', 'exceeding'].includes(status) ? ['', 'revoke_token', 'keep_token'] : [];
  return new Map([
    ...stored.requests().map((row) => [`${row.number}.${row.revision}`, ofRequests[row.status] ?? []] as const),
    ...stored.pendingTokens().map((row) => [`${row.id}.${row.revision}`, ofPending[row.status] ?? []] as const),
    ...stored.activeTokens().map((row) => [`${row.id}.${row.revision}`, ofActive(row.status)] as const),
  ]);
}

/** What can be decided has its card with live buttons, and no card that we know of offers what is decided (I10). */
function cardRules(proven: ProvenWorld): readonly string[] {
  const { world, stored } = proven;
  const allowed = offers(proven);
  const messages = world.slack.messagesIn(channel).filter(({ isDeleted }) => !isDeleted);
  const shown = messages.flatMap(buttonsIn);
  const lines = messages.flatMap(linesIn);
  const missing = [...allowed]
    .filter(([, [needed = '']]) => needed !== '')
    .filter(([value, [needed]]) => !shown.some((one) => one.value === value && one.actionId === needed))
    .filter(([value]) => !lines.includes(value))
    .map(([value, [needed]]) => `I10 nothing in the channel offers ${needed} of ${value}`);
  const versions = new Map<string, number>([
    ...stored.requests().map((row) => [`PAT-${row.number}`, row.version] as const),
    ...stored.pendingTokens().map((row) => [`pending_token:${row.id}`, row.version] as const),
  ]);
  const known = stored.copies().flatMap((copy) => {
    const message = world.slack.messagesIn(copy.channel).find(({ ts }) => ts === copy.ts);
    if (message === undefined) return [`I10 the copy ${copy.channel} ${copy.ts} is not in Slack`];
    const version = versions.get(copy.subject_key) ?? copy.shown_version;
    const dead = buttonsIn(message).filter(
      ({ actionId, value }) => decisions.includes(actionId) && !(allowed.get(value) ?? []).includes(actionId),
    );
    return [
      ...(version === copy.shown_version
        ? []
        : [`I10 a message about ${copy.subject_key} shows version ${copy.shown_version}`]),
      ...dead.map(
        ({ actionId, value }) => `I10 the message about ${copy.subject_key} still offers ${actionId} of ${value}`,
      ),
    ];
  });
  return [...missing, ...known];
}

/** With nothing failing any more and all that was due done, the database, GitHub and Slack say the same. */
export function agreementRules(proven: ProvenWorld, created: FirstCreations): readonly string[] {
  return [...tokenRules(proven, created), ...decisionRules(proven, created), ...cardRules(proven)];
}
