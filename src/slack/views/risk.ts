import type { Button } from '@slack/types';
import type { RequestedScope } from '../../domain/scope/agreement.ts';
import { type HolderRole, isDangerous, riskOf } from '../../domain/scope/risk.ts';
import type { Wording } from '../../wording/wording.ts';
import { cut } from './cut.ts';
import { button } from './layout.ts';
import type { PlainPart } from './part.ts';

/** What Slack takes in a dialog of a button. */
const mostConfirmText = 300;

/** What a token of this scope could do, in one line. */
export function riskLine(scope: RequestedScope, role: HolderRole, wording: Wording): string {
  return wording.risk(riskOf(scope, role), scope.access, scope.lifetime.kind === 'never');
}

/** The same on a card: where that is dangerous, nobody overlooks it. */
export function riskPart(scope: RequestedScope, role: HolderRole, wording: Wording): PlainPart {
  const line = riskLine(scope, role, wording);
  return isDangerous(riskOf(scope, role).grade) ? { alarm: line } : { say: line };
}

/** Before the first line of a card: how dangerous it is, in words that a screen reader reads first. */
export function graded(title: string, scope: RequestedScope, role: HolderRole, wording: Wording): string {
  return `${wording.grade(riskOf(scope, role).grade)} · ${title}`;
}

/**
 * The button that grants. Where that is dangerous it is not the friendly green one, and asks once more with what the token could do: nobody
 * grants five in a row without seeing which two are dangerous.
 */
export function grantButton(
  actionId: 'approve_request' | 'approve_pending_token' | 'keep_token',
  value: string,
  label: string,
  { scope, role }: { readonly scope: RequestedScope; readonly role: HolderRole },
  wording: Wording,
): Button {
  const { grade } = riskOf(scope, role);
  if (!isDangerous(grade)) return button(actionId, label, value, { style: 'primary' });
  const plain = (text: string) => ({ type: 'plain_text', text }) as const;
  return button(actionId, label, value, {
    confirm: {
      title: plain(wording.grade(grade)),
      text: plain(cut(riskLine(scope, role, wording), mostConfirmText)),
      confirm: plain(label),
      deny: plain(wording.back),
      style: 'danger',
    },
  });
}
