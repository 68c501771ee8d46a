// How high messages are where they are read: posted into a channel of the sandbox and measured on its page.
import { postMessage } from '@countersign/sandbox-slack/message-board';
import { cast, channel, type World } from '@countersign/sandbox-stage/cast';
import type { MessageContent } from '../../../../src/ports/message-content.ts';
import { renderMessage } from '../../../../src/slack/views/render-message.ts';
import { english } from '../../../../src/wording/english.ts';
import type { Wording } from '../../../../src/wording/wording.ts';
import { bea, mona } from '../../../../test/support/sample-people.ts';
import { noon } from '../../../../test/support/sample-scopes.ts';
import { openConversation } from './at-work.ts';
import type { Workshop } from './open-sandbox.ts';

/** The people of the samples by the names of those who are here. */
const here: ReadonlyMap<string, string> = new Map([
  [mona.slackId, cast.mona.slackId],
  [bea.slackId, cast.bea.slackId],
]);

function amongUs<T>(shown: T): T {
  let json = JSON.stringify(shown);
  for (const [there, one] of here) json = json.replaceAll(there, one);
  return JSON.parse(json) as T;
}

export function postMessages({ slack }: World, contents: readonly MessageContent[], wording: Wording = english): void {
  for (const content of contents) {
    const { text, blocks } = amongUs(renderMessage(content, wording, noon));
    postMessage(slack.state, { channelId: channel, text, blocks });
  }
}

/** The page shows the newest fifty messages of a channel. */
const mostAtOnce = 30;

/** How many pixels each of them takes in a window 380 pixels wide, in their order. */
export async function heightsOf(
  workshop: Workshop,
  contents: readonly MessageContent[],
  wording: Wording = english,
): Promise<readonly number[]> {
  const heights: number[] = [];
  for (let from = 0; from < contents.length; from += mostAtOnce) {
    const some = contents.slice(from, from + mostAtOnce);
    const sandbox = await workshop.open((world) => postMessages(world, some, wording));
    const page = await sandbox.as('bea', { width: 380, height: 900 });
    await openConversation(page, 'token-reviews');
    const found = await page
      .locator('.message')
      .evaluateAll((all) => all.map((one) => Math.ceil(one.getBoundingClientRect().height)));
    heights.push(...found.slice(-some.length));
    await sandbox.close();
  }
  return heights;
}
