import type { Lifetime } from '@countersign/sandbox-stage/acts';
import type { Token } from '@countersign/sandbox-stage/protocol';
import { useState } from 'preact/hooks';
import { goGithub } from '../live/place.ts';
import { LifetimeField } from './lifetime-field.tsx';
import { PermissionsField } from './permissions-field.tsx';
import { RepositoriesField } from './repositories-field.tsx';
import { draftOf, emptyScope, type ScopeDraft } from './scope-draft.ts';
import { TextField } from './text-field.tsx';
import { TokenForm } from './token-form.tsx';

/** A token that lost its access, or was denied, asks the organization once more. */
export function AskAgainPage({ token }: { readonly token: Token }) {
  const [scope, setScope] = useState<ScopeDraft>(emptyScope);
  const [reason, setReason] = useState('');
  return (
    <TokenForm
      title={`Ask again for ${token.name}`}
      about={<p>It can’t reach the organization. It waits for an owner as a new token does.</p>}
      submit="Ask again"
      act={() => ({ kind: 'github.ask_again', tokenId: token.tokenId, ...scope, reason })}
      onDone={() => goGithub({ kind: 'mine' })}
    >
      <RepositoriesField draft={scope} onChange={setScope} />
      <PermissionsField draft={scope} onChange={setScope} />
      <TextField label="Justification" value={reason} isLong={true} onChange={setReason} />
    </TokenForm>
  );
}

export function EditTokenPage({ token }: { readonly token: Token }) {
  const held = token.waiting ?? token.active;
  const [name, setName] = useState(token.name);
  const [scope, setScope] = useState<ScopeDraft>(held === null ? emptyScope : draftOf(held));
  return (
    <TokenForm
      title={`Edit ${token.name}`}
      about={
        <p>A change waits for the organization as a new token does; meanwhile the token reaches what it reached.</p>
      }
      submit="Update"
      act={() => ({ kind: 'github.edit_token', tokenId: token.tokenId, name, ...scope })}
      onDone={() => goGithub({ kind: 'mine' })}
    >
      <TextField label="Token name" value={name} onChange={setName} />
      <RepositoriesField draft={scope} onChange={setScope} />
      <PermissionsField draft={scope} onChange={setScope} />
    </TokenForm>
  );
}

export function RegenerateTokenPage({ token }: { readonly token: Token }) {
  const [lifetime, setLifetime] = useState<Lifetime>({ kind: 'days', days: 30 });
  return (
    <TokenForm
      title={`Regenerate ${token.name}`}
      about={<p>The old secret ends at once. The permissions and repositories stay.</p>}
      submit="Regenerate token"
      act={() => ({ kind: 'github.regenerate_token', tokenId: token.tokenId, lifetime })}
      onDone={() => goGithub({ kind: 'mine' })}
    >
      <LifetimeField lifetime={lifetime} onChange={setLifetime} />
    </TokenForm>
  );
}

/** Where GitHub shows the secret, once. */
export function TokenShown({ text }: { readonly text: string }) {
  return (
    <div class="page-form">
      <h3>Token generated</h3>
      <p>GitHub shows the secret here, once. Countersign doesn’t see it.</p>
      <p class="token-shown">
        <code>{text}</code>
      </p>
      <div class="buttons">
        <button type="button" class="button button-primary" onClick={() => goGithub({ kind: 'mine' })}>
          See my tokens
        </button>
      </div>
    </div>
  );
}
