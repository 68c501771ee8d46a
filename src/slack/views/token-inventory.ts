import type { Button, InputBlock, ModalView, PlainTextOption } from '@slack/types';
import {
  endsWithinChoices,
  everything,
  type InventoryFilter,
  traits,
  unusedChoices,
} from '../../domain/tokens/inventory.ts';
import type { InventoryPage } from '../../operations/ask/browse-tokens.ts';
import type { Wording } from '../../wording/wording.ts';
import { tokenValue } from '../button-value.ts';
import { inventoryValue } from '../inventory-value.ts';
import { mrkdwnSpeech } from '../mrkdwn.ts';
import { blocksOf, button } from './layout.ts';
import { modal, plain } from './modal.ts';
import type { Part } from './part.ts';

/** The way to the inventory, with what is asked for. */
export function tokensButton(label: string, filter: Partial<InventoryFilter>): Button {
  return button('show_tokens', label, inventoryValue({ filter: { ...everything, ...filter }, page: 0 }));
}

function turningButtons({ filter, page, pages }: InventoryPage, wording: Wording): readonly Button[] {
  const { previous, next } = wording.inventoryButtons;
  return [
    ...(page > 0 ? [button('previous_tokens', previous, inventoryValue({ filter, page: page - 1 }))] : []),
    ...(page + 1 < pages ? [button('next_tokens', next, inventoryValue({ filter, page: page + 1 }))] : []),
  ];
}

/** Tokens that can reach an organization, a page of them, each with the way to its story. */
export function inventoryView(shown: InventoryPage, wording: Wording): ModalView {
  const { filter, total, page, pages, tokens, organizations, unchecked, now } = shown;
  const { inventoryButtons: buttons } = wording;
  const logins = [...organizations.values()];
  const here = inventoryValue({ filter, page });
  const parts: readonly Part[] = [
    { strong: wording.inventoryCount(total, logins, mrkdwnSpeech(wording)) },
    {
      note:
        total === 0
          ? wording.inventoryNone
          : (wording.inventoryFilter(filter, mrkdwnSpeech(wording)) ?? wording.inventoryUnfiltered),
    },
    ...(unchecked.length === 0 ? [] : [{ note: wording.inventoryUnchecked(unchecked, mrkdwnSpeech(wording)) }]),
    {
      buttons: [
        button('filter_tokens', buttons.filter, here),
        button('show_classic', wording.showClassic, 'classic'),
        ...(total === 0 ? [] : [button('export_csv', buttons.csv, here), button('export_json', buttons.json, here)]),
      ],
    },
    ...tokens.map((token) => ({
      row: wording.inventoryLine(
        token,
        logins.length > 1 ? (organizations.get(token.organizationId) ?? null) : null,
        now,
      ),
      button: button('request_details', wording.buttons.details, tokenValue(token)),
    })),
    ...(pages > 1 ? [{ note: wording.inventoryPage(page + 1, pages) }] : []),
    { buttons: turningButtons(shown, wording) },
  ];
  return modal({
    callbackId: 'token_list',
    title: wording.inventoryTitle,
    close: wording.close,
    blocks: blocksOf(parts),
  });
}

const longestLogin = 100;

function option(text: string, value: string): PlainTextOption {
  return { text: plain(text), value };
}

/** Asks which tokens to show; what is asked for by now stands there. */
export function filterView(
  filter: InventoryFilter,
  listId: string,
  organizations: readonly { readonly id: number; readonly login: string }[],
  wording: Wording,
): ModalView {
  const questions = wording.filterQuestions;
  const menu = (
    field: 'organization' | 'unused_days' | 'ends_within_days',
    options: readonly PlainTextOption[],
    chosen: number | null,
  ): InputBlock => ({
    type: 'input',
    block_id: field,
    label: plain(questions[field]),
    optional: true,
    element: {
      type: 'static_select',
      action_id: field,
      options: [...options],
      initial_option:
        options.find(({ value }) => value === String(chosen ?? 'any')) ?? option(wording.filterAny, 'any'),
    },
  });
  const days = (some: readonly number[]): readonly PlainTextOption[] => [
    option(wording.filterAny, 'any'),
    ...some.map((count) => option(wording.filterDays(count), String(count))),
  ];
  const kinds = traits.map((trait) => option(wording.filterTrait(trait), trait));
  const chosen = kinds.filter(({ value }) => filter.traits.some((trait) => trait === value));
  const places = organizations.slice(0, 99).map(({ id, login }) => option(login, String(id)));
  return modal({
    callbackId: 'filter_tokens',
    title: wording.filterTitle,
    submit: wording.filterSubmit,
    close: wording.cancel,
    metadata: { listId },
    blocks: [
      ...(places.length > 1
        ? [menu('organization', [option(wording.filterAll, 'any'), ...places], filter.organization)]
        : []),
      {
        type: 'input',
        block_id: 'traits',
        label: plain(questions.traits),
        optional: true,
        element: {
          type: 'checkboxes',
          action_id: 'traits',
          options: kinds,
          ...(chosen.length === 0 ? {} : { initial_options: chosen }),
        },
      },
      menu('unused_days', days(unusedChoices), filter.unusedDays),
      menu('ends_within_days', days(endsWithinChoices), filter.endsWithinDays),
      {
        type: 'input',
        block_id: 'holder',
        label: plain(questions.holder),
        optional: true,
        element: {
          type: 'plain_text_input',
          action_id: 'holder',
          max_length: longestLogin,
          ...(filter.holder === null ? {} : { initial_value: filter.holder }),
        },
      },
    ],
  });
}

/** What became of the file that somebody asked for. */
export function fileView(said: string, wording: Wording): ModalView {
  return modal({
    callbackId: 'token_file',
    title: wording.fileTitle,
    close: wording.close,
    blocks: blocksOf([{ say: said }]),
  });
}
