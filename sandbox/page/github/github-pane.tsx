import { Badge } from '../controls/badge.tsx';
import { Icon } from '../controls/icon.tsx';
import { type Tab, Tabs } from '../controls/tabs.tsx';
import { useLive } from '../live/live.ts';
import { type GithubPage, go, goGithub, place } from '../live/place.ts';
import { useMe } from '../live/reader.ts';
import { become, session } from '../live/session.ts';
import { useStore } from '../live/store.ts';
import { AskAgainPage, EditTokenPage, RegenerateTokenPage, TokenShown } from './edit-token-page.tsx';
import { NewTokenPage } from './new-token-page.tsx';
import { MembersPage, PolicyPage, RepositoriesPage } from './organization-pages.tsx';
import { TokenList } from './token-list.tsx';

type TabName = 'mine' | 'requests' | 'active' | 'members' | 'repositories' | 'policy';
const roles = { owner: 'Owner', member: 'Member', none: 'Not a member' } as const;
const panelId = 'github-page';

function Account() {
  const me = useMe();
  const login = useLive(({ slices }) => slices.github.login);
  const role = useLive(({ slices }) => slices.github.role);
  if (login === null) return <span class="slack-about">No account</span>;
  return (
    <span class="account">
      {me !== undefined && me.logins.length > 1 ? (
        <select
          class="select"
          aria-label="Signed in as"
          value={login}
          onChange={({ currentTarget }) => {
            become({ as: session.read().as, login: currentTarget.value });
            go({ github: { kind: 'mine' } });
          }}
        >
          {me.logins.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </select>
      ) : (
        <strong>{login}</strong>
      )}
      <Badge tone={role === 'owner' ? 'accent' : 'plain'}>{roles[role]}</Badge>
    </span>
  );
}

function Page({ page }: { readonly page: GithubPage }) {
  const tokens = useLive((held) => held.tokens);
  const isOwner = useLive(({ slices }) => slices.github.role === 'owner');
  switch (page.kind) {
    case 'new':
      return <NewTokenPage key={page.link} link={page.link} />;
    case 'shown':
      return <TokenShown text={page.text} />;
    case 'edit':
    case 'regenerate': {
      const token = tokens.find(({ tokenId }) => tokenId === page.tokenId);
      if (token === undefined) return <p class="message-note">That token is not there any more.</p>;
      if (page.kind === 'regenerate') return <RegenerateTokenPage key={token.key} token={token} />;
      return token.waiting === null && token.active === null ? (
        <AskAgainPage key={token.key} token={token} />
      ) : (
        <EditTokenPage key={token.key} token={token} />
      );
    }
    case 'members':
      return <MembersPage />;
    case 'repositories':
      return <RepositoriesPage />;
    case 'policy':
      return <PolicyPage />;
    case 'requests':
      return isOwner ? (
        <TokenList
          kind="requests"
          tokens={tokens.filter(({ waiting }) => waiting !== null)}
          empty="No token waits for the organization."
        />
      ) : (
        <OwnersOnly />
      );
    case 'active':
      return isOwner ? (
        <TokenList
          kind="active"
          tokens={tokens.filter(({ active }) => active !== null)}
          empty="No token reaches the organization."
        />
      ) : (
        <OwnersOnly />
      );
    case 'mine':
      return (
        <>
          <div class="buttons">
            <button type="button" class="button" onClick={() => goGithub({ kind: 'new', link: null })}>
              <Icon name="plus" />
              New token
            </button>
          </div>
          <TokenList kind="mine" tokens={tokens.filter(({ isMine }) => isMine)} empty="You have no tokens yet." />
        </>
      );
  }
}

function OwnersOnly() {
  return <p class="message-note">Only owners of the organization see this.</p>;
}

export function GithubPane() {
  const page = useStore(place, ({ github }) => github);
  const login = useLive(({ slices }) => slices.github.login);
  const organization = useLive(({ slices }) => slices.github.organization);
  const isOwner = useLive(({ slices }) => slices.github.role === 'owner');
  const waiting = useLive(({ slices }) => slices.github.waitingCount);
  const tabs: readonly Tab<TabName>[] = [
    { name: 'mine', label: 'My tokens' },
    ...(isOwner
      ? ([
          { name: 'requests', label: 'Requests', count: waiting },
          { name: 'active', label: 'Active tokens' },
        ] as const)
      : []),
    { name: 'members', label: 'Members' },
    { name: 'repositories', label: 'Repositories' },
    { name: 'policy', label: 'Policy' },
  ];
  const chosen = tabs.find(({ name }) => name === page.kind)?.name ?? 'mine';
  return (
    <section class="pane pane-github" aria-label="GitHub" data-pane="github" tabIndex={-1}>
      <header class="pane-head">
        <h2>
          GitHub <span class="pane-org">{organization}</span>
        </h2>
        <Account />
      </header>
      {login === null ? (
        <p class="message-note">This person has no GitHub account. Be somebody else to see GitHub.</p>
      ) : (
        <>
          <Tabs
            label="GitHub"
            panelId={panelId}
            tabs={tabs}
            chosen={chosen}
            onChoose={(name) => go({ github: { kind: name } })}
          />
          <div
            class="pane-body"
            id={panelId}
            role="tabpanel"
            aria-labelledby={`${panelId}-tab-${chosen}`}
            data-tour="github"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
            tabIndex={0}
          >
            <Page page={page} />
          </div>
        </>
      )}
    </section>
  );
}
