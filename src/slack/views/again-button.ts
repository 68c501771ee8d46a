import type { RequestNumber } from '../../domain/ids.ts';
import { mayAskAgain } from '../../domain/requests/ask-again.ts';
import type { TokenRequest } from '../../domain/requests/token-request.ts';
import type { ActiveToken } from '../../domain/tokens/token.ts';
import type { Wording } from '../../wording/wording.ts';
import { requestValue } from '../button-value.ts';
import { button } from './layout.ts';
import type { PlainPart } from './part.ts';

/** Ask again…, where there is something to ask for again. It names which: several may stand in one message. */
export function againButton(
  request: TokenRequest,
  { token, followedBy = null }: { readonly token: ActiveToken | null; readonly followedBy?: RequestNumber | null },
  wording: Wording,
): readonly PlainPart[] {
  if (!mayAskAgain(request, token, followedBy)) return [];
  return [{ buttons: [button('request_again', wording.askAgain(request.number), requestValue(request))] }];
}
