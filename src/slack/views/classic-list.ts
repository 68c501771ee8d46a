import type { ModalView } from '@slack/types';
import type { ClassicPage } from '../../operations/ask/browse-classic.ts';
import type { Wording } from '../../wording/wording.ts';
import { pageValue, tokenValue } from '../button-value.ts';
import { mrkdwnSpeech } from '../mrkdwn.ts';
import { blocksOf, button } from './layout.ts';
import { modal } from './modal.ts';
import type { Part, PlainPart } from './part.ts';
import { classicRiskOf } from './scope-parts.ts';

/** Classic tokens that can reach an organization, those that nobody agreed to first; and where none can be seen, that. */
export function classicListView(shown: ClassicPage, wording: Wording): ModalView {
  const { tokens, organizations, page, pages, total, unchecked } = shown;
  const unseen = [...organizations.values()].flatMap(({ login, sight }) => {
    const why = wording.classicCantSee(sight);
    return why === null ? [] : [{ note: `${mrkdwnSpeech(wording).name(login)}: ${why}` }];
  });
  const observed = [...organizations.values()].flatMap(({ login, isObserved }) =>
    isObserved ? [{ note: wording.ownerDecidesOnGithub(login, mrkdwnSpeech(wording)) }] : [],
  );
  const parts: readonly Part[] = [
    ...(total === 0 ? [{ strong: wording.classicNone }] : []),
    ...unseen,
    ...(total === 0 ? [] : observed),
    ...(unchecked.length === 0 ? [] : [{ note: wording.inventoryUnchecked(unchecked, mrkdwnSpeech(wording)) }]),
    ...tokens.map((token): PlainPart => {
      const { login = '', isObserved = false } = organizations.get(token.organizationId) ?? {};
      const line = `${wording.grade(classicRiskOf(token))} · ${wording.classicLine(token, login)}\n${wording.classicLineRest(token)}`;
      if (token.status === 'revoking') return { fact: line, value: wording.beingRevoked };
      if (isObserved) return { say: mrkdwnSpeech(wording).name(line) };
      return {
        row: line,
        button: button('revoke_token', wording.buttons.revoke, tokenValue(token), { style: 'danger' }),
      };
    }),
    ...(pages > 1 ? [{ note: wording.inventoryPage(page + 1, pages) }] : []),
    {
      buttons: [
        ...(page > 0 ? [button('previous_classic', wording.inventoryButtons.previous, pageValue(page - 1))] : []),
        ...(page + 1 < pages ? [button('next_classic', wording.inventoryButtons.next, pageValue(page + 1))] : []),
      ],
    },
  ];
  return modal({
    callbackId: 'classic_list',
    title: wording.classicTitle,
    close: wording.close,
    blocks: blocksOf(parts),
  });
}
