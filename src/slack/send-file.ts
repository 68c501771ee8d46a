import type { WebClient } from '@slack/web-api';
import type { SlackUserId } from '../domain/ids.ts';
import { Fault } from '../ports/fault.ts';
import type { SlackAddresses } from '../ports/slack.ts';
import { asSlackFault } from './slack-fault.ts';

export type FileToSend = {
  readonly to: SlackUserId;
  /** `tokens.csv` */
  readonly name: string;
  readonly title: string;
  /** Text, in pieces where it is long: others have their turn between them. */
  readonly content: string | AsyncIterable<string>;
  /** A sentence of ours that comes with it; others' words in it must be harmless. */
  readonly comment: string;
};

/** `too_large`: nothing was sent. */
export type SendFile = (file: FileToSend) => Promise<'sent' | 'too_large'>;

/** It is held in memory meanwhile, since Slack wants to know its length first. */
export const mostFileMegabytes = 50;
const uploadTimeoutMs = 60_000;

async function gather(content: FileToSend['content'], mostBytes: number): Promise<Blob | null> {
  const encoder = new TextEncoder();
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for await (const piece of typeof content === 'string' ? [content] : content) {
    const encoded = encoder.encode(piece);
    bytes += encoded.byteLength;
    if (bytes > mostBytes) return null;
    pieces.push(encoded);
  }
  return new Blob(pieces);
}

/**
 * Sends a file to one person, in their direct messages with us. Three calls and a message, none of which is repeated: whoever asked is told
 * that it failed, and asks again. Throws a Fault.
 */
export function createSendFile(
  client: WebClient,
  slackApiUrl: string,
  mostBytes = mostFileMegabytes * 1024 * 1024,
  addresses: SlackAddresses = new Map(),
): SendFile {
  const api = new URL(slackApiUrl);
  const isLocal = ['127.0.0.1', 'localhost', '[::1]'].includes(api.hostname);
  // The address comes in an answer. What is in the file goes to Slack, and nowhere else.
  const mayUpload = (url: URL): boolean =>
    (url.protocol === 'https:' && url.username === '' && /(?:^|\.)slack(?:-gov)?\.com$/.test(url.hostname)) ||
    (isLocal && url.origin === api.origin);

  async function upload(address: string, content: Blob): Promise<void> {
    if (!URL.canParse(address) || !mayUpload(new URL(address))) {
      throw new Fault('slack', 'bad_answer', { isRetryable: false });
    }
    try {
      const response = await fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: content,
        redirect: 'error',
        signal: AbortSignal.timeout(uploadTimeoutMs),
      });
      await response.body?.cancel();
      if (!response.ok) throw new Fault('slack', `status_${response.status}`, { isRetryable: true });
    } catch (error) {
      throw error instanceof Fault ? error : new Fault('slack', 'network', { isRetryable: true, cause: error });
    }
  }

  return async ({ to, name, title, content, comment }) => {
    const whole = await gather(content, mostBytes);
    if (whole === null) return 'too_large';
    try {
      const { upload_url: address, file_id: id } = await client.files.getUploadURLExternal({
        filename: name,
        length: whole.size,
      });
      if (address === undefined || id === undefined) throw new Fault('slack', 'bad_answer', { isRetryable: true });
      await upload(address, whole);
      // Slack shares a file in a conversation alone, and not with a person: the message says which one that is.
      const said = await client.chat.postMessage({
        channel: addresses.get(to) ?? to,
        text: comment,
        unfurl_links: false,
        unfurl_media: false,
      });
      if (said.channel === undefined) throw new Fault('slack', 'bad_answer', { isRetryable: true });
      await client.files.completeUploadExternal({ files: [{ id, title }], channel_id: said.channel });
      return 'sent';
    } catch (error) {
      throw asSlackFault(error);
    }
  };
}
