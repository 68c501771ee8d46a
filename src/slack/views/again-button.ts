import type { TokenRequest } from '../../domain/requests/token-request.ts';
import type { ActiveToken } from '../../domain/tokens/token.ts';
import type { Wording } from '../../wording/wording.ts';
import { requestValue } from '../button-value.ts';
import { button } from './layout.ts';
import type { PlainPart } from './part.ts';

/** Came to nothing, or its token has ended: the same may be asked for again. */
function isOver({ status }: TokenRequest, token: ActiveToken | null): boolean {
  return status === 'denied' || status === 'lapsed' || (status === 'fulfilled' && token?.status === 'expired');
}

/** Ask again…, where there is something to ask for again. It names which: several may stand in one message. */
export function againButton(request: TokenRequest, token: ActiveToken | null, wording: Wording): readonly PlainPart[] {
  if (!isOver(request, token)) return [];
  return [{ buttons: [button('request_again', wording.askAgain(request.number), requestValue(request))] }];
}
