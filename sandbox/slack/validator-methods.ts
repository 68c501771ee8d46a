import type { Method } from './chat-methods.ts';
import { checkBlocks } from './check-blocks.ts';
import { isObject, type JsonObject, type Problem } from './check-value.ts';
import { checkView } from './check-view.ts';
import { refuse, SlackRefusal } from './refuse.ts';

/** Slack's own validator, by the very checks that a message or a view has to pass; it posts and opens nothing. */
export const validatorMethods: Readonly<Record<string, Method>> = {
  'blocks.validate': (_, { blocks, message, view }) => {
    const given = [blocks, message, view].filter((one) => one !== undefined);
    if (given.length !== 1) refuse('invalid_arguments', ['provide exactly one of blocks, view or message']);
    if (view !== undefined)
      return told('invalid_view', checkView(view, isObject(view) && view.type === 'home' ? 'home' : 'modal', ''));
    if (blocks !== undefined) return told('invalid_blocks', checkBlocks(blocks, 'message', ''));
    if (!isObject(message)) refuse('invalid_arguments', ['message is no object']);
    return told('invalid_message', checkBlocks(message.blocks ?? [], 'message'));
  },
};

function told(code: string, problems: readonly Problem[]): JsonObject {
  if (problems.length === 0) return {};
  throw new SlackRefusal(
    code,
    [],
    problems.map(({ pointer, message }) => ({ pointer, code: 'failed_constraint', message })),
  );
}
