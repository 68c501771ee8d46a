import { describe, expect, it } from 'vitest';
import { checkBlocks } from '../check-blocks.ts';
import { checkOptionsAnswer, checkView } from '../check-view.ts';
import { limits } from '../limits.ts';

const x = (length: number): string => 'x'.repeat(length);
const plain = (length: number): object => ({ type: 'plain_text', text: x(length) });
const mrkdwn = (length: number): object => ({ type: 'mrkdwn', text: x(length) });
const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const url = (length: number): string => `https://example.com/${x(length - 20)}`;
const option = (index = 0, more: object = {}): object => ({ text: plain(5), value: `v${index}`, ...more });

const divider = { type: 'divider' };
const section = (more: object): object => ({ type: 'section', text: plain(3), ...more });
const button = (more: object = {}): object => ({ type: 'button', text: plain(3), ...more });
const actions = (...elements: object[]): object => ({ type: 'actions', elements });
const input = (element: object, more: object = {}): object => ({ type: 'input', label: plain(3), element, ...more });
const typed = (more: object = {}): object => ({ type: 'plain_text_input', ...more });
const select = (more: object): object => actions({ type: 'static_select', ...more });
const confirming = (more: object): object => actions(button({ confirm: { text: plain(3), ...more } }));
const image = (more: object): object => ({ type: 'image', alt_text: 'a', image_url: 'https://example.com', ...more });
const cell = { type: 'raw_text', text: 'x' };
const card = (more: object): object => ({ type: 'card', ...more });
const container = (more: object): object => ({
  type: 'container',
  title: plain(3),
  child_blocks: [divider],
  ...more,
});
const video = (more: object): object => ({
  type: 'video',
  video_url: url(30),
  thumbnail_url: url(30),
  alt_text: 'a',
  title: plain(3),
  ...more,
});

const onMessage = (...blocks: object[]): number => checkBlocks(blocks, 'message').length;
const inModal = (blocks: object[], more: object = {}): number =>
  checkView({ type: 'modal', title: plain(3), submit: plain(3), blocks, ...more }, 'modal').length;
const onHome = (blocks: object[], more: object = {}): number =>
  checkView({ type: 'home', blocks, ...more }, 'home').length;

type Row = readonly [
  name: keyof typeof limits,
  documented: number,
  problems: (size: number) => number,
  isLeast?: 'least',
];

// The numbers are those of Slack's documentation, written here a second time.
const rows: readonly Row[] = [
  ['blocksInMessage', 50, (n) => onMessage(...times(n, () => divider))],
  ['blocksInModal', 100, (n) => inModal(times(n, () => divider))],
  ['blocksInHome', 100, (n) => onHome(times(n, () => divider))],
  ['viewTitle', 24, (n) => inModal([], { title: plain(n) })],
  ['viewSubmit', 24, (n) => inModal([], { submit: plain(n) })],
  ['viewClose', 24, (n) => inModal([], { close: plain(n) })],
  ['privateMetadata', 3000, (n) => inModal([], { private_metadata: x(n) })],
  ['callbackId', 255, (n) => inModal([], { callback_id: x(n) })],
  ['externalId', 255, (n) => onHome([], { external_id: x(n) })],
  ['blockId', 255, (n) => onMessage({ ...divider, block_id: x(n) })],
  ['actionId', 255, (n) => onMessage(actions(button({ action_id: x(n) })))],
  ['textObject', 3000, (n) => onMessage({ type: 'context', elements: [mrkdwn(n)] })],
  ['sectionText', 3000, (n) => onMessage(section({ text: mrkdwn(n) }))],
  ['sectionFields', 10, (n) => onMessage(section({ fields: times(n, () => plain(3)) }))],
  ['sectionField', 2000, (n) => onMessage(section({ fields: [plain(n)] }))],
  ['headerText', 150, (n) => onMessage({ type: 'header', text: plain(n) })],
  ['contextElements', 10, (n) => onMessage({ type: 'context', elements: times(n, () => plain(3)) })],
  ['actionsElements', 25, (n) => onMessage(actions(...times(n, () => button())))],
  [
    'contextActionsElements',
    5,
    (n) =>
      onMessage({
        type: 'context_actions',
        elements: times(n, () => ({ ...button({ icon: 'i' }), type: 'icon_button' })),
      }),
  ],
  ['inputLabel', 2000, (n) => inModal([input(typed(), { label: plain(n) })])],
  ['inputHint', 2000, (n) => inModal([input(typed(), { hint: plain(n) })])],
  ['altText', 2000, (n) => onMessage(image({ alt_text: x(n) }))],
  ['imageTitle', 2000, (n) => onMessage(image({ title: plain(n) }))],
  ['imageUrl', 3000, (n) => onMessage(image({ image_url: url(n) }))],
  [
    'markdownInMessage',
    12_000,
    (n) => onMessage({ type: 'markdown', text: x(n - 6000) }, { type: 'markdown', text: x(6000) }),
  ],
  ['tablesInMessage', 1, (n) => onMessage(...times(n, () => ({ type: 'table', rows: [[cell]] })))],
  ['tableRows', 100, (n) => onMessage({ type: 'table', rows: times(n, () => [cell]) })],
  ['tableCells', 20, (n) => onMessage({ type: 'table', rows: [times(n, () => cell)] })],
  [
    'tableColumnSettings',
    20,
    (n) => onMessage({ type: 'table', rows: [[cell]], column_settings: times(n, () => ({})) }),
  ],
  [
    'dataTableRowsAtLeast',
    2,
    (n) => onMessage({ type: 'data_table', caption: 'c', rows: times(n, () => [cell]) }),
    'least',
  ],
  ['dataTableRows', 201, (n) => onMessage({ type: 'data_table', caption: 'c', rows: times(n, () => [cell]) })],
  [
    'dataTableCells',
    20,
    (n) => onMessage({ type: 'data_table', caption: 'c', rows: times(2, () => times(n, () => cell)) }),
  ],
  [
    'dataTablePageSize',
    100,
    (n) => onMessage({ type: 'data_table', caption: 'c', rows: [[cell], [cell]], page_size: n }),
  ],
  ['cardTitle', 150, (n) => onMessage(card({ title: mrkdwn(n) }))],
  ['cardSubtitle', 150, (n) => onMessage(card({ title: mrkdwn(3), subtitle: mrkdwn(n) }))],
  ['cardBody', 200, (n) => onMessage(card({ body: mrkdwn(n) }))],
  ['carouselCards', 10, (n) => onMessage({ type: 'carousel', elements: times(n, () => card({ body: mrkdwn(3) })) })],
  ['containerTitle', 150, (n) => onMessage(container({ title: plain(n) }))],
  ['containerSubtitle', 150, (n) => onMessage(container({ subtitle: plain(n) }))],
  ['containerBlocks', 10, (n) => onMessage(container({ child_blocks: times(n, () => divider) }))],
  ['videoTitle', 199, (n) => onMessage(video({ title: plain(n) }))],
  ['videoAuthor', 49, (n) => onMessage(video({ author_name: x(n) }))],
  ['buttonText', 75, (n) => onMessage(actions(button({ text: plain(n) })))],
  ['buttonValue', 2000, (n) => onMessage(actions(button({ value: x(n) })))],
  ['buttonUrl', 3000, (n) => onMessage(section({ accessory: button({ url: url(n) }) }))],
  ['accessibilityLabel', 75, (n) => onMessage(actions(button({ accessibility_label: x(n) })))],
  ['placeholder', 150, (n) => inModal([input(typed({ placeholder: plain(n) }))])],
  ['optionText', 75, (n) => onMessage(select({ options: [option(0, { text: plain(n) })] }))],
  ['optionValue', 150, (n) => onMessage(select({ options: [option(0, { value: x(n) })] }))],
  ['optionDescription', 75, (n) => onMessage(select({ options: [option(0, { description: plain(n) })] }))],
  ['optionUrl', 3000, (n) => onMessage(actions({ type: 'overflow', options: [option(0, { url: url(n) })] }))],
  ['optionsInSelect', 100, (n) => onMessage(select({ options: times(n, option) }))],
  [
    'groupsInSelect',
    100,
    (n) => onMessage(select({ option_groups: times(n, () => ({ label: plain(3), options: [option()] })) })),
  ],
  [
    'optionsInGroup',
    100,
    (n) => onMessage(select({ option_groups: [{ label: plain(3), options: times(n, option) }] })),
  ],
  ['groupLabel', 75, (n) => onMessage(select({ option_groups: [{ label: plain(n), options: [option()] }] }))],
  ['checkboxOptions', 10, (n) => onMessage(actions({ type: 'checkboxes', options: times(n, option) }))],
  ['radioOptions', 10, (n) => onMessage(actions({ type: 'radio_buttons', options: times(n, option) }))],
  ['overflowOptions', 5, (n) => onMessage(actions({ type: 'overflow', options: times(n, option) }))],
  ['inputMinLength', 3000, (n) => inModal([input(typed({ min_length: n }))])],
  ['inputMaxLength', 3000, (n) => inModal([input(typed({ max_length: n }))])],
  ['filesInInput', 10, (n) => inModal([input({ type: 'file_input', max_files: n })])],
  ['richTextLines', 100, (n) => inModal([input({ type: 'rich_text_input', max_lines: n })])],
  ['confirmTitle', 100, (n) => onMessage(confirming({ title: plain(n) }))],
  ['confirmText', 300, (n) => onMessage(confirming({ text: mrkdwn(n) }))],
  ['confirmButton', 30, (n) => onMessage(confirming({ confirm: plain(n) }))],
  ['confirmDenyButton', 30, (n) => onMessage(confirming({ deny: plain(n) }))],
  ['primaryButtonsInSet', 1, (n) => onMessage(actions(...times(n, () => button({ style: 'primary' }))))],
  ['focusedElements', 1, (n) => inModal(times(n, () => input(typed({ focus_on_load: true }))))],
];

/** Limits of calls rather than of payloads; web-api.test.ts and views.test.ts hold them. */
const elsewhere: readonly (keyof typeof limits)[] = [
  ...(['viewBytes', 'viewsInStack', 'messageText', 'updatedTextBytes', 'markdownText', 'attachments'] as const),
  ...(['blocksTextBytes', 'blocksJsonBytes'] as const),
  ...(['answerSeconds', 'triggerSeconds', 'responseUrlUses', 'responseUrlMinutes'] as const),
];

describe('the sizes of blocks and views', () => {
  it.each(rows.map(([name, size, problems, least]) => ({ name, size, problems, beyond: least === 'least' ? -1 : 1 })))(
    '$name: $size is taken and one beyond is refused',
    ({ size, problems, beyond }) => {
      expect(problems(size)).toBe(0);
      expect(problems(size + beyond)).toBeGreaterThan(0);
    },
  );

  it('every limit of the table has a row', () => {
    expect([...rows.map(([name]) => name), ...elsewhere].toSorted()).toEqual(Object.keys(limits).toSorted());
  });

  it('an emoji counts as one character', () => {
    const text = (length: number): object => ({
      type: 'header',
      text: { type: 'plain_text', text: '🔑'.repeat(length) },
    });
    expect(onMessage(text(150))).toBe(0);
    expect(onMessage(text(151))).toBe(1);
  });
});

const refused: readonly (readonly [string, () => number])[] = [
  ['an empty text', () => onMessage(section({ text: plain(0) }))],
  [
    'an empty piece of rich text',
    () =>
      onMessage({
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: '' }] }],
      }),
  ],
  ['mrkdwn in a header', () => onMessage({ type: 'header', text: mrkdwn(3) })],
  ['an unknown block', () => onMessage({ type: 'sections' })],
  ['an unknown element', () => onMessage(actions({ type: 'knob' }))],
  ['a property that Slack does not know', () => onMessage(section({ colour: 'red' }))],
  ['a section of nothing', () => onMessage({ type: 'section' })],
  ['an input element among actions', () => onMessage(actions(typed()))],
  ['a button in an input block', () => inModal([input(button())])],
  ['a context element that is a button', () => onMessage({ type: 'context', elements: [button()] })],
  ['a block_id twice', () => onMessage({ ...divider, block_id: 'a' }, { ...divider, block_id: 'a' })],
  ['an action_id twice in a block', () => onMessage(actions(button({ action_id: 'a' }), button({ action_id: 'a' })))],
  ['a style of no name', () => onMessage(actions(button({ style: 'default' })))],
  ['a link that is no URL', () => onMessage(actions(button({ url: 'github.com/settings' })))],
  [
    'options and option groups together',
    () => onMessage(select({ options: [option()], option_groups: [{ label: plain(3), options: [option()] }] })),
  ],
  ['a select without options', () => onMessage(select({}))],
  ['a select of no options', () => onMessage(select({ options: [] }))],
  [
    'an initial option that is not offered',
    () => onMessage(select({ options: [option(1)], initial_option: option(2) })),
  ],
  ['an invalid date', () => inModal([input({ type: 'datepicker', initial_date: '1 May 2026' })])],
  ['a min_length above the max_length', () => inModal([input(typed({ min_length: 5, max_length: 4 }))])],
  ['inputs without a submit button', () => inModal([input(typed())], { submit: undefined })],
  ['a modal without a title', () => inModal([], { title: undefined })],
  ['a home with a title', () => onHome([], { title: plain(3) })],
  ['a file input on a home', () => onHome([input({ type: 'file_input' })])],
  ['alert on a message', () => onMessage({ type: 'alert', text: plain(3) })],
  ['file on a message', () => onMessage({ type: 'file', source: 'remote', external_id: 'x' })],
  ['markdown in a modal', () => inModal([{ type: 'markdown', text: 'x' }])],
  ['a table in a modal', () => inModal([{ type: 'table', rows: [[cell]] }])],
  ['a table on a home', () => onHome([{ type: 'table', rows: [[cell]] }])],
  ['a card in a modal', () => inModal([card({ body: mrkdwn(3) })])],
  ['options of a type-ahead beyond a hundred', () => checkOptionsAnswer({ options: times(101, option) }).length],
  ['a type-ahead answer of neither options nor groups', () => checkOptionsAnswer({}).length],
];
describe('what Slack refuses whatever its size', () => {
  it.each(refused)('%s', (_name, problems) => {
    expect(problems()).toBeGreaterThan(0);
  });
});

describe('what Slack takes', () => {
  it.each<readonly [string, () => number]>([
    [
      'an action_id again in another block',
      () => onMessage(actions(button({ action_id: 'a' })), actions(button({ action_id: 'a' }))),
    ],
    [
      'an empty answer to a type-ahead',
      () => checkOptionsAnswer({ options: [] }).length + checkOptionsAnswer({ option_groups: [] }).length,
    ],
    ['an input in a message', () => onMessage(input(typed()))],
    [
      'rich text of every kind',
      () =>
        onMessage({
          type: 'rich_text',
          elements: [
            {
              type: 'rich_text_section',
              elements: [
                { type: 'text', text: 'a', style: { bold: true } },
                { type: 'user', user_id: 'U1' },
              ],
            },
            { type: 'rich_text_list', style: 'bullet', elements: [{ type: 'rich_text_section', elements: [] }] },
            { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'a' }], border: 0 },
            { type: 'rich_text_quote', elements: [{ type: 'date', timestamp: 1, format: '{date}', fallback: 'x' }] },
          ],
        }),
    ],
  ])('%s', (_name, problems) => {
    expect(problems()).toBe(0);
  });
});
