import type { KnownBlock, ModalView, PlainTextElement } from '@slack/types';
import { redactCredentials } from '../../domain/credential.ts';

/** What others wrote may be in it: what looks like a credential is never said again, and no emoji code comes alive. */
export function plain(text: string): PlainTextElement {
  return { type: 'plain_text', text: redactCredentials(text), emoji: false };
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
