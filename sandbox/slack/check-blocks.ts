// Whether Slack would take these blocks: shape and sizes from the tables, and what no single block can show.
import { blockShapes, refusedOn, type Surface } from './block-shapes.ts';
import { checkValue, countCharacters, isObject, type JsonObject, type Problem } from './check-value.ts';
import { limits } from './limits.ts';

const mostBlocks: Readonly<Record<Surface, number>> = {
  message: limits.blocksInMessage,
  modal: limits.blocksInModal,
  home: limits.blocksInHome,
};

/** Everything that is wrong with the blocks; `pointer` is where they stand in the payload. */
export function checkBlocks(blocks: unknown, surface: Surface, pointer = '/blocks'): readonly Problem[] {
  const wholeList = checkValue(
    { kind: 'list', of: { kind: 'variant', of: () => blockShapes }, max: mostBlocks[surface] },
    blocks,
    pointer,
  );
  if (!Array.isArray(blocks)) return wholeList;
  const placed = blocks.flatMap((block, index) => (isObject(block) ? [{ block, at: `${pointer}/${index}` }] : []));
  return [
    ...wholeList,
    ...placed.flatMap(({ block, at }) => [
      ...checkSurface(block, surface, at),
      ...checkContents(block, at),
      ...elementsOf(block, at).flatMap(checkElement),
      ...checkSet(block, at),
    ]),
    ...checkDuplicates(
      placed.map(({ block, at }) => ({ id: block.block_id, at })),
      'block_id',
    ),
    ...checkTotals(placed, pointer),
  ];
}

/** Whether all blocks together are more than a message may have (`msg_blocks_too_long`). */
export function areTooLong(blocks: readonly object[]): boolean {
  const text = textsIn(blocks).reduce((sum, one) => sum + Buffer.byteLength(one), 0);
  return text > limits.blocksTextBytes || Buffer.byteLength(JSON.stringify(blocks)) > limits.blocksJsonBytes;
}

function textsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'text' && typeof inner === 'string' ? [inner] : textsIn(inner),
  );
}

/** Slack's way of saying where: `must be less than 151 characters [json-pointer:/blocks/0/text/text]`. */
export function wordProblem({ pointer, message }: Problem): string {
  return `${message} [json-pointer:${pointer}]`;
}

type PlacedBlock = { readonly block: JsonObject; readonly at: string };
type PlacedElement = { readonly element: JsonObject; readonly at: string };

function elementsOf(block: JsonObject, at: string): readonly PlacedElement[] {
  const several = [block.elements, block.actions].flatMap((list, which) =>
    Array.isArray(list)
      ? list.map((element: unknown, index) => ({
          element,
          at: `${at}/${which === 0 ? 'elements' : 'actions'}/${index}`,
        }))
      : [],
  );
  const single = ['accessory', 'element'].map((field) => ({ element: block[field], at: `${at}/${field}` }));
  return [...several, ...single].flatMap(({ element, at: where }) =>
    isObject(element) ? [{ element, at: where }] : [],
  );
}

function checkSurface(block: JsonObject, surface: Surface, at: string): readonly Problem[] {
  const type = String(block.type);
  if (refusedOn[surface].includes(type)) return [{ pointer: at, message: `${type} is not allowed in a ${surface}` }];
  const element = block.element;
  if (surface !== 'modal' && isObject(element) && element.type === 'file_input') {
    return [{ pointer: `${at}/element`, message: `file_input is not allowed in a ${surface}` }];
  }
  return [];
}

function checkContents(block: JsonObject, at: string): readonly Problem[] {
  const lacks = (...fields: string[]): boolean => fields.every((field) => block[field] === undefined);
  const say = (message: string): readonly Problem[] => [{ pointer: at, message }];
  switch (block.type) {
    case 'section':
      return lacks('text', 'fields') ? say('missing required field: text or fields') : [];
    case 'image':
      return lacks('image_url', 'slack_file') ? say('missing required field: image_url or slack_file') : [];
    case 'card':
      return lacks('hero_image', 'title', 'actions', 'body')
        ? say('missing required field: hero_image, title, actions or body')
        : [];
    case 'container':
      return lacks('title', 'rich_text_title') ? say('missing required field: title or rich_text_title') : [];
    default:
      return [];
  }
}

function checkElement({ element, at }: PlacedElement): readonly Problem[] {
  const problems: Problem[] = [];
  const type = String(element.type);
  if (type === 'static_select' || type === 'multi_static_select') {
    const given = ['options', 'option_groups'].filter((field) => element[field] !== undefined);
    if (given.length !== 1) problems.push({ pointer: at, message: 'must have either options or option_groups' });
  }
  if (type === 'image' && element.image_url === undefined && element.slack_file === undefined) {
    problems.push({ pointer: at, message: 'missing required field: image_url or slack_file' });
  }
  const [least, most] = [element.min_length, element.max_length];
  if (typeof least === 'number' && typeof most === 'number' && least > most) {
    problems.push({ pointer: at, message: 'min_length must not be greater than max_length' });
  }
  return [...problems, ...checkInitialOptions(element, at)];
}

/** What is chosen at first must be one of the options, text and all. */
function checkInitialOptions(element: JsonObject, at: string): readonly Problem[] {
  const groups = Array.isArray(element.option_groups) ? element.option_groups : [];
  const grouped: unknown[] = groups.flatMap((group: unknown) =>
    isObject(group) && Array.isArray(group.options) ? group.options : [],
  );
  const own: unknown[] = Array.isArray(element.options) ? element.options : [];
  const offered = new Set([...own, ...grouped].map(identify));
  if (offered.size === 0) return [];
  const initial = [element.initial_option, element.initial_options].flat().filter((chosen) => chosen !== undefined);
  return initial.every((chosen) => offered.has(identify(chosen)))
    ? []
    : [{ pointer: at, message: 'initial_option must be one of the options' }];
}

function identify(option: unknown): string {
  if (!isObject(option)) return '';
  const label = isObject(option.text) ? option.text.text : undefined;
  return JSON.stringify([option.value, label]);
}

function checkSet(block: JsonObject, at: string): readonly Problem[] {
  const elements = elementsOf(block, at);
  const primary = elements.filter(({ element }) => element.style === 'primary').length;
  return [
    ...(primary > limits.primaryButtonsInSet
      ? [{ pointer: at, message: `no more than ${limits.primaryButtonsInSet} primary button in a set` }]
      : []),
    ...checkDuplicates(
      elements.map(({ element, at: where }) => ({ id: element.action_id, at: where })),
      'action_id',
    ),
  ];
}

function checkDuplicates(
  placed: readonly { readonly id: unknown; readonly at: string }[],
  field: string,
): readonly Problem[] {
  const seen = new Set<unknown>();
  return placed.flatMap(({ id, at }) => {
    if (id === undefined) return [];
    const isRepeated = seen.has(id);
    seen.add(id);
    return isRepeated ? [{ pointer: `${at}/${field}`, message: `duplicate ${field}: ${String(id)}` }] : [];
  });
}

function checkTotals(placed: readonly PlacedBlock[], pointer: string): readonly Problem[] {
  const problems: Problem[] = [];
  const ofType = (type: string): readonly JsonObject[] =>
    placed.map(({ block }) => block).filter((block) => block.type === type);
  if (ofType('table').length > limits.tablesInMessage) {
    problems.push({ pointer, message: `only_one_table_allowed: no more than ${limits.tablesInMessage} table` });
  }
  const markdown = ofType('markdown').reduce((sum, block) => sum + countCharacters(String(block.text)), 0);
  if (markdown > limits.markdownInMessage) {
    problems.push({ pointer, message: `markdown blocks must be less than ${limits.markdownInMessage + 1} characters` });
  }
  const focused = placed
    .flatMap(({ block, at }) => elementsOf(block, at))
    .filter(({ element }) => element.focus_on_load === true);
  if (focused.length > limits.focusedElements) {
    problems.push({ pointer, message: `no more than ${limits.focusedElements} element may have focus_on_load` });
  }
  return problems;
}
