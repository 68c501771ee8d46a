import type { RequestNumber } from '../../domain/ids.ts';
import type { Wording } from '../../wording/wording.ts';
import { type Rendered, render } from './layout.ts';

export function withdrawnMessage(wording: Wording, number: RequestNumber): Rendered {
  return render([{ say: wording.withdrawn(number) }], wording);
}
