import { useEffect, useId, useState } from 'preact/hooks';
import { ask } from '../controls/ask.tsx';
import { Avatar } from '../controls/avatar.tsx';
import { Badge } from '../controls/badge.tsx';
import { performOrSay } from '../live/act.ts';
import { useLive } from '../live/live.ts';

export function MembersPage() {
  const members = useLive(({ slices }) => slices.github.members);
  const outsiders = useLive(({ slices }) => slices.github.outsiders);
  const isOwner = useLive(({ slices }) => slices.github.role === 'owner');
  const remove = async (login: string): Promise<void> => {
    const isSure = await ask({
      title: `Remove ${login}?`,
      text: 'Their tokens can no longer reach the organization.',
      yes: 'Remove',
      no: 'Cancel',
      isDangerous: true,
    });
    if (isSure) await performOrSay({ kind: 'github.remove_member', login });
  };
  return (
    <>
      <ul class="rows">
        {members.map(({ login, role }) => (
          <li class="row" key={login} data-member={login}>
            <Avatar name={login} />
            <span class="row-name">{login}</span>
            <Badge tone={role === 'owner' ? 'accent' : 'plain'}>{role === 'owner' ? 'Owner' : 'Member'}</Badge>
            {isOwner && (
              <span class="row-actions">
                <button
                  type="button"
                  class="button"
                  onClick={() =>
                    performOrSay({ kind: 'github.set_role', login, role: role === 'owner' ? 'member' : 'owner' })
                  }
                >
                  {role === 'owner' ? 'Demote' : 'Promote'}
                  <span class="unseen"> {login}</span>
                </button>
                <button type="button" class="button button-danger" onClick={() => remove(login)}>
                  Remove<span class="unseen"> {login}</span>
                </button>
              </span>
            )}
          </li>
        ))}
      </ul>
      {outsiders.length > 0 && (
        <>
          <h3 class="small-heading">Not in the organization</h3>
          <ul class="rows">
            {outsiders.map((login) => (
              <li class="row" key={login}>
                <Avatar name={login} />
                <span class="row-name">{login}</span>
                {isOwner && (
                  <button
                    type="button"
                    class="button"
                    onClick={() => performOrSay({ kind: 'github.set_role', login, role: 'member' })}
                  >
                    Add<span class="unseen"> {login}</span>
                  </button>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {!isOwner && <p class="field-hint">Only an owner can change who is in it.</p>}
    </>
  );
}

export function RepositoriesPage() {
  const repositories = useLive(({ slices }) => slices.github.repositories);
  return (
    <ul class="rows">
      {repositories.map(({ name, isPrivate }) => (
        <li class="row" key={name}>
          <span class="row-name">{name}</span>
          <Badge>{isPrivate ? 'Private' : 'Public'}</Badge>
        </li>
      ))}
      {repositories.length === 0 && <li class="message-note">None that you can see.</li>}
    </ul>
  );
}

export function PolicyPage() {
  const policy = useLive(({ slices }) => slices.github.policy);
  const isOwner = useLive(({ slices }) => slices.github.role === 'owner');
  const organization = useLive(({ slices }) => slices.github.organization);
  const [isApprovalRequired, setRequired] = useState(policy.isApprovalRequired);
  const [days, setDays] = useState(String(policy.lifetimeLimitDays ?? ''));
  const id = useId();
  useEffect(() => {
    setRequired(policy.isApprovalRequired);
    setDays(String(policy.lifetimeLimitDays ?? ''));
  }, [policy.isApprovalRequired, policy.lifetimeLimitDays]);
  const isChanged = isApprovalRequired !== policy.isApprovalRequired || days !== String(policy.lifetimeLimitDays ?? '');
  return (
    <form
      class="page-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const limit = Number(days);
        void performOrSay({
          kind: 'github.set_policy',
          isApprovalRequired,
          lifetimeLimitDays: days.trim() === '' || !Number.isInteger(limit) || limit < 1 ? null : limit,
        });
      }}
    >
      <p class="page-about">What {organization} asks of fine-grained tokens.</p>
      <label class="switch">
        <input
          type="checkbox"
          checked={isApprovalRequired}
          disabled={!isOwner}
          onChange={() => setRequired(!isApprovalRequired)}
        />
        An owner must approve each token
      </label>
      <div class="field">
        <label class="field-label" for={id}>
          Longest lifetime, in days
        </label>
        <input
          id={id}
          class="text-input text-input-short"
          type="text"
          inputMode="numeric"
          placeholder="No limit"
          value={days}
          disabled={!isOwner}
          onInput={({ currentTarget }) => setDays(currentTarget.value)}
        />
      </div>
      {isOwner ? (
        <div class="buttons">
          <button type="submit" class="button button-primary" aria-disabled={!isChanged}>
            Save
          </button>
        </div>
      ) : (
        <p class="field-hint">Only an owner can change this.</p>
      )}
    </form>
  );
}
