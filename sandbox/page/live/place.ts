import { createStore } from './store.ts';

export type Pane = 'slack' | 'github' | 'happened';
export type GithubPage =
  | { readonly kind: 'mine' | 'requests' | 'active' | 'members' | 'repositories' | 'policy' }
  | { readonly kind: 'new'; readonly link: string | null }
  | { readonly kind: 'edit' | 'regenerate'; readonly tokenId: number }
  | { readonly kind: 'shown'; readonly tokenId: number; readonly text: string };
export type HappenedTab = 'trail' | 'outbox' | 'webhooks';

/** Where this window looks. */
export type Place = {
  /** On a narrow screen, the one that shows. */
  readonly pane: Pane;
  /** A conversation's id, `home`, or null for where there is something to read. */
  readonly conversation: string | null;
  readonly github: GithubPage;
  readonly happened: HappenedTab;
  readonly page: 'sandbox' | 'gaps';
};

const pageOfHash = (): Place['page'] => (location.hash === '#not-emulated' ? 'gaps' : 'sandbox');

export const place = createStore<Place>({
  pane: 'slack',
  conversation: null,
  github: { kind: 'mine' },
  happened: 'trail',
  page: pageOfHash(),
});

addEventListener('hashchange', () => go({ page: pageOfHash() }));

export function go(where: Partial<Place>): void {
  place.change((held) => ({ ...held, ...where }));
}

export function goGithub(page: GithubPage): void {
  go({ github: page, pane: 'github' });
}
