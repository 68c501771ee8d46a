import type { KnownBlock, ModalView, PlainTextElement } from '@slack/types';
import { redactCredentials } from '../../domain/credential.ts';
import { cut } from './cut.ts';

const longestTitle = 24;

/** What others wrote may be in it: what looks like a credential is never said again, and no emoji code comes alive. */
export function plain(text: string): PlainTextElement {
  return { type: 'plain_text', text: redactCredentials(text), emoji: false };
}

/** A modal. Slack refuses the whole form for a title or a label that is too long: one whose end is missing is better than none. */
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
    title: plain(cut(page.title, longestTitle)),
    close: plain(cut(page.close, longestTitle)),
    ...(page.submit === undefined ? {} : { submit: plain(cut(page.submit, longestTitle)) }),
    private_metadata: JSON.stringify(page.metadata ?? {}),
    blocks: page.blocks,
  };
}
