import type { Lifetime, NewTokenPage as Prefilled } from '@countersign/sandbox-stage/acts';
import { useEffect, useState } from 'preact/hooks';
import { performOrSay } from '../live/act.ts';
import { useLive } from '../live/live.ts';
import { goGithub } from '../live/place.ts';
import { session } from '../live/session.ts';
import { LifetimeField } from './lifetime-field.tsx';
import { PermissionsField } from './permissions-field.tsx';
import { RepositoriesField } from './repositories-field.tsx';
import { emptyScope, type ScopeDraft } from './scope-draft.ts';
import { TextField } from './text-field.tsx';
import { TokenForm } from './token-form.tsx';

async function fetchPage(link: string | null): Promise<Prefilled> {
  const { as, login } = session.read();
  const query = new URLSearchParams({ as, ...(login === null ? {} : { login }), ...(link === null ? {} : { link }) });
  const response = await fetch(`/new-token?${query}`);
  if (!response.ok) throw new Error(`the page could not be had (${response.status})`);
  return (await response.json()) as Prefilled;
}

/** GitHub's page for a new token, pre-filled by the link as far as GitHub pre-fills. */
export function NewTokenPage({ link }: { readonly link: string | null }) {
  const isIgnored = useLive(({ slices }) => slices.switches.prefill_ignored);
  const [page, setPage] = useState<Prefilled | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  useEffect(() => {
    let isLatest = true;
    setPage(null);
    fetchPage(link).then(
      (found) => isLatest && setPage(found),
      (error: Error) => isLatest && setTrouble(error.message),
    );
    return () => {
      isLatest = false;
    };
  }, [link, isIgnored]);
  if (trouble !== null) return <p class="field-error">{trouble}</p>;
  if (page === null) return <p class="message-note">Loading…</p>;
  return <Form page={page} isFromLink={link !== null} isIgnored={isIgnored} />;
}

function Form({
  page,
  isFromLink,
  isIgnored,
}: {
  readonly page: Prefilled;
  readonly isFromLink: boolean;
  readonly isIgnored: boolean;
}) {
  const isApprovalRequired = useLive(({ slices }) => slices.github.policy.isApprovalRequired);
  const [name, setName] = useState(page.name);
  const [description, setDescription] = useState(page.description);
  const [lifetime, setLifetime] = useState<Lifetime>(page.lifetime);
  const [scope, setScope] = useState<ScopeDraft>({ ...emptyScope, permissions: page.permissions });
  const [reason, setReason] = useState('');
  return (
    <TokenForm
      title="New fine-grained personal access token"
      submit="Generate token"
      about={
        <>
          {isFromLink && page.error === null && !isIgnored && (
            <p data-prefilled>
              The link in Slack filled this in: name, description, expiration, permissions. GitHub’s link cannot choose
              repositories or give a justification. Change anything you like: Countersign compares what you make with
              what was agreed.
            </p>
          )}
          {page.error !== null && (
            <p class="field-error" role="alert">
              {page.error}
            </p>
          )}
          {isFromLink && (
            <label class="switch">
              <input
                type="checkbox"
                checked={isIgnored}
                onChange={() => performOrSay({ kind: 'sandbox.switch', name: 'prefill_ignored', isOn: !isIgnored })}
              />
              GitHub ignores what the link says
            </label>
          )}
        </>
      }
      act={() => ({ kind: 'github.create_token', name, description, lifetime, reason, ...scope })}
      onDone={() => goGithub({ kind: 'mine' })}
    >
      <TextField label="Token name" value={name} onChange={setName} />
      <TextField label="Description" value={description} isLong={true} onChange={setDescription} />
      <div class="field">
        <span class="field-label">Resource owner</span>
        <span>{page.organization}</span>
      </div>
      <LifetimeField lifetime={lifetime} onChange={setLifetime} />
      <RepositoriesField draft={scope} onChange={setScope} />
      <PermissionsField draft={scope} onChange={setScope} />
      {isApprovalRequired && (
        <TextField
          label="Justification"
          hint={`For the owners of ${page.organization}, who are asked to approve it`}
          value={reason}
          isLong={true}
          onChange={setReason}
        />
      )}
    </TokenForm>
  );
}
