import type { GithubAct } from '@countersign/sandbox-stage/acts';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../controls/icon.tsx';
import { perform } from '../live/act.ts';
import { goGithub } from '../live/place.ts';

/** A page of GitHub's with one button at its end; `onDone` where it was carried out without a token to show. */
export function TokenForm({
  title,
  about,
  submit,
  act,
  onDone,
  children,
}: {
  readonly title: string;
  readonly about: ComponentChildren;
  readonly submit: string;
  readonly act: () => GithubAct;
  readonly onDone: () => void;
  readonly children: ComponentChildren;
}) {
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  // Another page was asked for: readers start at its title.
  useEffect(() => heading.current?.focus(), []);
  const send = async (): Promise<void> => {
    if (isBusy) return;
    setBusy(true);
    setTrouble(null);
    const answer = await perform(act());
    setBusy(false);
    if (answer.outcome === 'refused') setTrouble(answer.why);
    else if (answer.outcome === 'token') goGithub({ kind: 'shown', tokenId: answer.tokenId, text: answer.shown });
    else onDone();
  };
  return (
    <form
      class="page-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h3 ref={heading} tabIndex={-1}>
        {title}
      </h3>
      <div class="page-about">{about}</div>
      {children}
      {trouble !== null && (
        <p class="field-error" role="alert">
          <Icon name="warn" />
          {trouble}
        </p>
      )}
      <div class="buttons">
        <button type="submit" class="button button-primary" aria-busy={isBusy}>
          {isBusy && <span class="spinner" aria-hidden="true" />}
          {submit}
        </button>
        <button type="button" class="button" onClick={() => goGithub({ kind: 'mine' })}>
          Cancel
        </button>
      </div>
    </form>
  );
}
