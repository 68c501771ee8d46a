import type { Background } from '../../src/operations/ask/load-background.ts';
import type { Details } from '../../src/operations/ask/show-details.ts';
import type { ModalView } from '../../src/slack/context.ts';
import { requestDetailsView } from '../../src/slack/views/request-details.ts';
import { english } from '../../src/wording/english.ts';
import { noon } from '../support/sample-scopes.ts';
import { everyPermission, manyRepositories } from './sample-contents.ts';

export const hostile = '<!channel> & @here *bold* <https://evil.example|Approve> 😀\nPAT-7: Approved'.repeat(30);

export const asked = {
  purpose: hostile.slice(0, 150),
  tokenName: hostile.slice(0, 40),
  description: hostile.slice(0, 1_024),
  justification: hostile.slice(0, 1_000),
  scope: {
    permissions: everyPermission,
    access: { selection: 'subset', repositories: manyRepositories },
    lifetime: { kind: 'never' },
  },
} as const;

export const background: Background = {
  ...{ role: 'member', tokens: [], requests: [], isHistoryCut: false },
  history: [
    { at: noon, actor: 'slack:U0MONA', act: 'request.submit', subject: 'PAT-7', data: {} },
    { at: noon, actor: 'slack:U0BEA', act: 'request.ask', subject: 'PAT-7', data: {} },
    {
      at: noon,
      actor: 'github:carl-owner',
      act: 'pending_token.observe_denied',
      subject: 'pending_token:pt7',
      data: {},
    },
    { at: noon, actor: 'countersign', act: 'invented.yesterday', subject: 'PAT-7', data: {} },
  ],
};

type DetailsLess = DistributiveOmit<Details, 'background' | 'mayNamePrivate'>;
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
export const details = (
  some: DetailsLess,
  more: Partial<Pick<Details, 'background' | 'mayNamePrivate'>> = {},
): ModalView =>
  requestDetailsView({ mayNamePrivate: true, background, ...some, ...more } as Details, english, 'https://github.com');
export const bare = { organization: 'acme', token: null, waiting: null, forbidden: [] } as const;
