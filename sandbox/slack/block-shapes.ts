// Every block Slack knows, field by field, and the surfaces it may stand on.
import type { Field, Fields, Rule } from './check-value.ts';
import { elementShapes, elementsIn } from './element-shapes.ts';
import { limits } from './limits.ts';
import { richTextParts } from './rich-text-shapes.ts';
import {
  anything,
  flag,
  integer,
  list,
  mrkdwn,
  object,
  oneOf,
  optional,
  plain,
  required,
  someText,
  string,
  text,
  url,
} from './rules.ts';

export type Surface = 'message' | 'modal' | 'home';

const element = (only: readonly string[]): Rule => ({ kind: 'variant', of: () => elementShapes, only });
const block = (...only: string[]): Rule => ({ kind: 'variant', of: () => blockShapes, only });
const contextPieces: Readonly<Record<string, Fields>> = {
  image: elementShapes.image ?? {},
  plain_text: { text: required(string(limits.textObject, 1)), emoji: optional(flag) },
  mrkdwn: { text: required(string(limits.textObject, 1)), verbatim: optional(flag) },
};
const cells: Readonly<Record<string, Fields>> = {
  raw_text: { text: required(someText) },
  raw_number: { value: required(anything), text: required(someText) },
  rich_text: { elements: required(richTextParts), block_id: optional(string(limits.blockId, 1)) },
};
const row = (max: number): Rule => list({ kind: 'variant', of: () => cells }, max, 1);
const image = optional(element(['image']));
const named: Record<'block_id', Field> = { block_id: optional(string(limits.blockId, 1)) };

export const blockShapes: Readonly<Record<string, Fields>> = {
  section: {
    ...named,
    text: optional(text(limits.sectionText)),
    fields: optional(list(text(limits.sectionField), limits.sectionFields, 1)),
    accessory: optional(element(elementsIn.accessory)),
    expand: optional(flag),
  },
  header: { ...named, text: required(plain(limits.headerText)), level: optional(integer(1, 4)) },
  divider: { ...named },
  context: {
    ...named,
    elements: required(list({ kind: 'variant', of: () => contextPieces }, limits.contextElements, 1)),
  },
  actions: { ...named, elements: required(list(element(elementsIn.actions), limits.actionsElements, 1)) },
  context_actions: {
    ...named,
    elements: required(list(element(elementsIn.contextActions), limits.contextActionsElements, 1)),
  },
  input: {
    ...named,
    label: required(plain(limits.inputLabel)),
    hint: optional(plain(limits.inputHint)),
    optional: optional(flag),
    dispatch_action: optional(flag),
    element: required(element(elementsIn.input)),
  },
  image: {
    ...named,
    alt_text: required(string(limits.altText, 1)),
    title: optional(plain(limits.imageTitle)),
    image_url: optional(url(limits.imageUrl)),
    slack_file: optional(anything),
  },
  rich_text: { ...named, elements: required(richTextParts) },
  markdown: { ...named, text: required(string(limits.markdownInMessage, 1)) },
  table: {
    ...named,
    rows: required(list(row(limits.tableCells), limits.tableRows, 1)),
    column_settings: optional(
      list(
        object({ align: optional(oneOf('left', 'center', 'right')), is_wrapped: optional(flag) }),
        limits.tableColumnSettings,
      ),
    ),
  },
  data_table: {
    ...named,
    rows: required(list(row(limits.dataTableCells), limits.dataTableRows, limits.dataTableRowsAtLeast)),
    caption: required(someText),
    page_size: optional(integer(1, limits.dataTablePageSize)),
    row_header_column_index: optional(integer(0)),
  },
  alert: {
    ...named,
    text: required(text(limits.textObject)),
    level: optional(oneOf('default', 'info', 'warning', 'error', 'success')),
  },
  card: {
    ...named,
    hero_image: image,
    icon: image,
    title: optional(mrkdwn(limits.cardTitle)),
    subtitle: optional(mrkdwn(limits.cardSubtitle)),
    body: optional(mrkdwn(limits.cardBody)),
    actions: optional(list(element(['button']))),
  },
  carousel: { ...named, elements: required(list(block('card'), limits.carouselCards, 1)) },
  container: {
    ...named,
    title: optional(plain(limits.containerTitle)),
    rich_text_title: optional(block('rich_text')),
    subtitle: optional(text(limits.containerSubtitle)),
    child_blocks: required(
      list(
        block(
          ...['actions', 'context', 'divider', 'file', 'header', 'image'],
          ...['input', 'rich_text', 'section', 'table', 'video'],
        ),
        limits.containerBlocks,
        1,
      ),
    ),
    width: optional(oneOf('narrow', 'standard', 'wide', 'full')),
    icon: image,
    is_collapsible: optional(flag),
    default_collapsed: optional(flag),
    has_header_divider: optional(flag),
  },
  task_card: {
    ...named,
    task_id: required(someText),
    title: required(someText),
    details: optional(block('rich_text')),
    output: optional(block('rich_text')),
    sources: optional(list(anything)),
    status: required(oneOf('pending', 'in_progress', 'complete', 'error')),
  },
  plan: { ...named, title: required(someText), tasks: optional(list(anything)) },
  file: { ...named, source: required(oneOf('remote')), external_id: required(someText) },
  video: {
    ...named,
    video_url: required(url(limits.buttonUrl)),
    thumbnail_url: required(url(limits.buttonUrl)),
    alt_text: required(string(limits.altText, 1)),
    title: required(plain(limits.videoTitle)),
    title_url: optional(url(limits.buttonUrl)),
    author_name: optional(string(limits.videoAuthor)),
    provider_name: optional(someText),
    provider_icon_url: optional(url(limits.buttonUrl)),
    description: optional(plain(limits.textObject)),
  },
};

/** Blocks that a surface refuses, by docs.slack.dev; a block that is not named may stand anywhere. */
export const refusedOn: Readonly<Record<Surface, readonly string[]>> = {
  message: ['alert', 'file'],
  modal: [
    ...['card', 'carousel', 'context_actions', 'data_table', 'file'],
    ...['markdown', 'plan', 'table', 'task_card'],
  ],
  home: ['alert', 'context_actions', 'data_table', 'file', 'markdown', 'plan', 'table', 'task_card'],
};
