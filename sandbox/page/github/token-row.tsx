import type { GithubAct } from '@countersign/sandbox-stage/acts';
import type { Token } from '@countersign/sandbox-stage/protocol';
import { useId, useState } from 'preact/hooks';
import { ask } from '../controls/ask.tsx';
import { Badge } from '../controls/badge.tsx';
import { performOrSay } from '../live/act.ts';
import { goGithub } from '../live/place.ts';
import { showDay, showDistance, showInstant } from '../live/show-instant.ts';
import { ScopeShown } from './scope-shown.tsx';

const sure = (title: string, text: string, yes: string): Promise<boolean> =>
  ask({ title, text, yes, no: 'Cancel', isDangerous: true });

type Shown = { readonly token: Token; readonly now: number };

const hasExpired = ({ token: { expiresAt }, now }: Shown): boolean => expiresAt !== null && expiresAt <= now;

/** Its ends are days of UTC, wherever somebody reads them: so says Slack. */
const zone = 'UTC';

/** Whose it is, and its dates: as GitHub's own, they are told from today. */
function About({ token, now }: Shown) {
  const day = (at: number): string => `${showDay(at, zone)} (${showDistance(at, now, zone)})`;
  const { isMine, holder, createdAt, expiresAt, lastUsedAt } = token;
  return (
    <p class="token-about">
      {isMine ? 'Yours' : `Of ${holder}`}
      {` · Created ${showDay(createdAt, zone)} · `}
      {expiresAt === null ? 'Never expires' : `${hasExpired({ token, now }) ? 'Expired' : 'Expires'} ${day(expiresAt)}`}
      {' · '}
      {lastUsedAt === null ? (
        'Never used'
      ) : (
        <span title={`${showInstant(lastUsedAt, zone)} UTC`}>Last used {showDistance(lastUsedAt, now, zone)}</span>
      )}
    </p>
  );
}

/** What the organization sees of it; an end that has passed comes before everything. */
function States({ token, now }: Shown) {
  const { waiting, active } = token;
  if (waiting === null && active === null) return <Badge>Cannot reach the organization</Badge>;
  if (hasExpired({ token, now })) return <Badge tone="bad">Expired</Badge>;
  return (
    <>
      {active !== null && <Badge tone="good">Active</Badge>}
      {waiting !== null && <Badge tone="wait">{active === null ? 'Waits for approval' : 'Change waits'}</Badge>}
    </>
  );
}

/** A request that waits, as an owner sees it. */
export function RequestRow({ token, now }: Shown) {
  const [reason, setReason] = useState('');
  const id = useId();
  const { tokenId, waiting } = token;
  if (waiting === null) return null;
  const review = (decision: 'approve' | 'deny'): Promise<boolean> =>
    performOrSay({ kind: 'github.review', tokenId, decision, reason });
  return (
    <li class="card" data-token={token.name}>
      <header class="card-head">
        <h3>{token.name}</h3>
        <States token={token} now={now} />
      </header>
      <About token={token} now={now} />
      {token.description !== '' && <p>{token.description}</p>}
      <ScopeShown scope={waiting} />
      {waiting.reason !== null && (
        <blockquote>
          <span class="unseen">Justification: </span>
          {waiting.reason}
        </blockquote>
      )}
      <div class="card-actions">
        <label class="unseen" for={id}>
          Reason for the decision on {token.name}
        </label>
        <input
          id={id}
          class="text-input"
          placeholder="Reason (optional)"
          value={reason}
          onInput={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <button type="button" class="button button-primary" onClick={() => review('approve')}>
          Approve
        </button>
        <button type="button" class="button button-danger" onClick={() => review('deny')}>
          Deny
        </button>
      </div>
    </li>
  );
}

export function TokenRow({ token, now, isOwnerPage }: Shown & { readonly isOwnerPage: boolean }) {
  const { tokenId, waiting, active, name } = token;
  const scope = active ?? waiting;
  const after = async (question: Promise<boolean>, act: GithubAct): Promise<void> => {
    if (await question) await performOrSay(act);
  };
  return (
    <li class="card" data-token={name}>
      <header class="card-head">
        <h3>{name}</h3>
        <States token={token} now={now} />
      </header>
      <About token={token} now={now} />
      {token.description !== '' && <p>{token.description}</p>}
      {scope !== null && <ScopeShown scope={scope} />}
      {active !== null && waiting !== null && (
        <details class="card-more">
          <summary>The change that waits</summary>
          <ScopeShown scope={waiting} />
        </details>
      )}
      <div class="card-actions">
        {token.isMine && !isOwnerPage && (
          <>
            <button type="button" class="button" onClick={() => goGithub({ kind: 'edit', tokenId })}>
              {scope === null ? 'Ask again' : 'Edit'}
              <span class="unseen">{scope === null ? ` for ${name}` : ` ${name}`}</span>
            </button>
            <button type="button" class="button" onClick={() => goGithub({ kind: 'regenerate', tokenId })}>
              Regenerate<span class="unseen"> {name}</span>
            </button>
            {active !== null && (
              <button type="button" class="button" onClick={() => performOrSay({ kind: 'github.use_token', tokenId })}>
                Use once<span class="unseen"> {name}</span>
              </button>
            )}
            <button
              type="button"
              class="button button-danger"
              onClick={() =>
                after(sure(`Delete ${name}?`, 'Whatever uses this token stops working.', 'Delete'), {
                  kind: 'github.delete_token',
                  tokenId,
                })
              }
            >
              Delete<span class="unseen"> {name}</span>
            </button>
          </>
        )}
        {isOwnerPage && active !== null && (
          <button
            type="button"
            class="button button-danger"
            onClick={() =>
              after(sure(`Revoke ${name}?`, 'The token can no longer reach the organization.', 'Revoke'), {
                kind: 'github.revoke_token',
                tokenId,
              })
            }
          >
            Revoke<span class="unseen"> {name}</span>
          </button>
        )}
      </div>
    </li>
  );
}
