import type { Wording } from '../../wording/wording.ts';
import { type Rendered, render } from './layout.ts';

export function undoMessage(wording: Wording): Rendered {
  return render([{ say: wording.undoHow }], wording);
}
