import type { TokenRequest } from '../../domain/requests/token-request.ts';
import type { Wording } from '../../wording/wording.ts';
import { type Rendered, render } from './layout.ts';

export function withdrawnMessage(wording: Wording, request: TokenRequest): Rendered {
  return render([{ say: wording.withdrawn(request) }]);
}
