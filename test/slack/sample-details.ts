// Details as they are opened, to be looked at.
import type { Background } from '../../src/operations/ask/load-background.ts';
import type { Details } from '../../src/operations/ask/show-details.ts';
import type { ModalView } from '../../src/slack/context.ts';
import { requestDetailsView } from '../../src/slack/views/request-details.ts';
import { english } from '../../src/wording/english.ts';
import { noon } from '../support/sample-scopes.ts';

export const background: Background = {
  ...{ role: 'member', holderRole: 'member', isForMachineUser: false, tokens: [], requests: [], isHistoryCut: false },
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
