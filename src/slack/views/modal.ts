import type { KnownBlock, ModalView, PlainTextElement } from '@slack/types';

export function plain(text: string): PlainTextElement {
  return { type: 'plain_text', text };
}

/** A modal. Titles and labels of more than 24 characters are refused by Slack. */
export function modal(page: {
  readonly callbackId: string;
  readonly title: string;
  readonly close: string;
  readonly submit?: string;
  readonly metadata?: object;
  readonly blocks: KnownBlock[];
}): ModalView {
  return {
    type: 'modal',
    callback_id: page.callbackId,
    title: plain(page.title),
    close: plain(page.close),
    ...(page.submit === undefined ? {} : { submit: plain(page.submit) }),
    private_metadata: JSON.stringify(page.metadata ?? {}),
    blocks: page.blocks,
  };
}
