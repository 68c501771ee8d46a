// response_url: five uses within thirty minutes. https://docs.slack.dev/interactivity/handling-user-interaction
import { takeBlocks } from './blocks-argument.ts';
import { isObject, type JsonObject } from './check-value.ts';
import { limits } from './limits.ts';
import { deleteMessage, findMessage, postMessage, rewriteMessage } from './message-board.ts';
import { refuse } from './refuse.ts';
import type { PostedMessage, ResponseUrl, SlackState } from './state.ts';

export function makeResponseUrl(
  state: SlackState,
  url: Pick<ResponseUrl, 'userId' | 'channelId' | 'messageTs'>,
): ResponseUrl {
  const made: ResponseUrl = { ...url, id: `R${state.nextNumber()}`, madeAt: state.now(), uses: 0 };
  state.responseUrls.set(made.id, made);
  return made;
}

/** Carries out what was posted to a response_url; refuses with Slack's code. */
export function useResponseUrl(state: SlackState, id: string, answer: unknown): void {
  const url = state.responseUrls.get(id) ?? refuse('invalid_url');
  const ageMinutes = (state.now().getTime() - url.madeAt.getTime()) / 60_000;
  if (ageMinutes > limits.responseUrlMinutes) refuse('expired_url');
  if (url.uses >= limits.responseUrlUses) refuse('used_url');
  if (!isObject(answer)) refuse('invalid_payload');
  const original = url.messageTs === null ? undefined : findMessage(state, url.channelId, url.messageTs);
  if (answer.delete_original === true && original !== undefined) {
    deleteMessage(state, original);
  } else if (answer.replace_original === true && original !== undefined) {
    rewriteMessage(state, original, contentOf(answer));
  } else {
    postAnswer(state, url, answer);
  }
  url.uses += 1;
}

/** Shows an answer to a command or click: to the person alone unless it says `in_channel`. */
export function postAnswer(
  state: SlackState,
  url: Pick<ResponseUrl, 'id' | 'userId' | 'channelId'>,
  answer: JsonObject,
): PostedMessage {
  return postMessage(state, {
    channelId: url.channelId,
    ...contentOf(answer),
    ephemeralTo: answer.response_type === 'in_channel' ? null : url.userId,
    cameBy: url.id,
  });
}

function contentOf(answer: JsonObject): Pick<PostedMessage, 'text' | 'blocks'> {
  const blocks = takeBlocks(answer.blocks);
  const text = typeof answer.text === 'string' ? answer.text : '';
  if (text === '' && blocks.length === 0) refuse('no_text');
  return { text: [...text].slice(0, limits.messageText).join(''), blocks };
}
