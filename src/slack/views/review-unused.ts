import type { ModalView } from '@slack/types';
import type { OrganizationId } from '../../domain/ids.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { longest } from '../../domain/requests/request-form.ts';
import type { ActiveToken } from '../../domain/tokens/token.ts';
import type { SeveralActed } from '../../operations/decide/act-on-several.ts';
import type { Wording } from '../../wording/wording.ts';
import { mrkdwnSpeech } from '../mrkdwn.ts';
import { cut } from './cut.ts';
import { blocksOf } from './layout.ts';
import { modal, plain } from './modal.ts';

/** So many are decided within the time that Slack waits for an answer. */
const mostReviewed = 40;
const longestOption = 75;

/** All that is revoked, before anything is; what should stay is chosen from it. */
export function reviewUnusedView(
  organizationId: OrganizationId,
  organization: string,
  tokens: readonly ActiveToken[],
  wording: Wording,
): ModalView {
  const shown = tokens.slice(0, mostReviewed);
  const text = (field: 'keep_reason' | 'reason', hint: string) => ({
    type: 'input' as const,
    block_id: field,
    optional: true,
    label: plain(wording.label(field)),
    hint: plain(hint),
    element: {
      type: 'plain_text_input' as const,
      action_id: field,
      multiline: true,
      max_length: longest.reason,
    },
  });
  return modal({
    callbackId: 'revoke_unused',
    title: wording.reviewTitle,
    submit: wording.reviewSubmit,
    close: wording.cancel,
    // Whatever is asked about later was not seen here.
    metadata: { organizationId, patIds: shown.map(({ patId }) => patId) },
    blocks: [
      ...blocksOf([
        { strong: wording.reviewWhat(shown.length, organization, mrkdwnSpeech(wording)) },
        {
          items: shown.map((token) => ({ fact: wording.reviewToken(token), value: wording.reviewRisk(token) })),
          hidden: tokens.length - shown.length,
          more: wording.reviewMore,
        },
        { note: wording.residue },
      ]),
      {
        type: 'input',
        block_id: 'keep',
        optional: true,
        label: plain(wording.label('keep')),
        element: {
          type: 'multi_static_select',
          action_id: 'keep',
          placeholder: plain(wording.reviewNone),
          options: shown.map((token) => ({
            text: plain(cut(wording.reviewToken(token), longestOption)),
            value: token.id,
          })),
        },
      },
      text('keep_reason', wording.keepReader),
      text('reason', wording.revokeReader),
    ],
  });
}

/** What became of each. */
export function reviewedView(
  tokens: readonly ActiveToken[],
  acted: readonly SeveralActed[],
  wording: Wording,
): ModalView {
  const nameOf = (id: string): string => {
    const token = tokens.find((one) => one.id === id);
    return token === undefined ? id : wording.reviewToken(token);
  };
  const done = (act: SeveralActed['deed']['act']): readonly string[] =>
    acted.flatMap(({ id, deed, refusal }) => (deed.act === act && refusal === null ? [nameOf(id)] : []));
  const refused = acted.flatMap(({ id, refusal }) =>
    refusal !== null && isRefusal(refusal) ? [`${nameOf(id)}: ${wording.refusal(refusal, mrkdwnSpeech(wording))}`] : [],
  );
  const revoking = done('revoke_token');
  return modal({
    callbackId: 'request_details',
    title: wording.reviewTitle,
    close: wording.close,
    blocks: blocksOf([
      { fact: wording.reviewRevoking(revoking.length), value: revoking },
      { fact: wording.reviewKept, value: done('keep_token') },
      { fact: wording.reviewRefused, value: refused },
      ...(revoking.length === 0 ? [] : [{ note: wording.reviewNext }]),
    ]),
  });
}
