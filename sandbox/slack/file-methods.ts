// Files: an address to upload to, the bytes, and the message that shares them. https://docs.slack.dev/reference/methods/files.completeUploadExternal
import type { Answer, Request } from '@countersign/sandbox-loopback/loopback-server';
import type { Method } from './chat-methods.ts';
import { postMessage } from './message-board.ts';
import { refuse } from './refuse.ts';
import type { SlackState } from './state.ts';
import { writableChannel } from './workspace.ts';

function requireScope(state: SlackState): void {
  if (!state.scopes.includes('files:write')) refuse('missing_scope', ['needed: files:write']);
}

/** A gigabyte is the most that Slack takes. */
const mostBytes = 1024 ** 3;

/** `origin` is where this service itself stands: the upload goes past the API. */
export function fileMethods(origin: () => string): Readonly<Record<string, Method>> {
  return {
    'files.getUploadURLExternal': (state, given) => {
      requireScope(state);
      const { filename } = given;
      const length = Number(given.length);
      if (typeof filename !== 'string' || filename === '') refuse('missing_argument', ['filename is required']);
      if (!Number.isInteger(length) || length <= 0) refuse('missing_argument', ['length must be more than 0']);
      if (length > mostBytes) refuse('file_upload_size_restricted');
      const number = state.nextNumber();
      const id = `F0SANDBOX${String(number).padStart(3, '0')}`;
      state.files.set(id, { id, name: filename, title: filename, length, text: null, isShared: false });
      return { upload_url: `${origin()}/upload/${id}`, file_id: id };
    },
    'files.completeUploadExternal': (state, given) => {
      requireScope(state);
      const files = asList(given.files);
      if (files.length === 0) refuse('invalid_arguments', ['files must name at least one file']);
      const named = files.map(({ id, title }) => {
        const file = state.files.get(String(id)) ?? refuse('file_not_found');
        if (file.text === null) refuse('file_not_found', [`nothing was uploaded for ${file.id}`]);
        if (file.isShared) refuse('file_already_completed');
        return { ...file, title: typeof title === 'string' && title !== '' ? title : file.title, isShared: true };
      });
      const { channel_id: channelId, initial_comment: comment, thread_ts: threadTs } = given;
      if (channelId !== undefined) {
        // Not a person's id, unlike chat.postMessage.
        if (!/^[CGDZ][A-Z0-9]{8,}$/.test(String(channelId))) {
          refuse('invalid_arguments', [
            'input must match regex pattern: ^[CGDZ][A-Z0-9]{8,}$ [json-pointer:/channel_id]',
          ]);
        }
        const channel = writableChannel(state, channelId, false);
        postMessage(state, {
          channelId: channel.id,
          text: typeof comment === 'string' ? comment : '',
          blocks: [],
          threadTs: typeof threadTs === 'string' ? threadTs : null,
          files: named,
        });
      }
      for (const file of named) state.files.set(file.id, file);
      return { files: named.map(({ id, title }) => ({ id, title })) };
    },
  };
}

function asList(value: unknown): readonly { readonly id?: unknown; readonly title?: unknown }[] {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'string') return [];
  try {
    const read: unknown = JSON.parse(value);
    return Array.isArray(read) ? read : [];
  } catch {
    return [];
  }
}

/** The bytes themselves, raw; they must be as many as were announced. */
export function answerUpload(state: SlackState, id: string, { method, raw }: Request): Answer {
  const file = state.files.get(id);
  if (file === undefined || method !== 'POST') return { status: 404, body: 'not found' };
  const bytes = Buffer.byteLength(raw);
  if (bytes !== file.length) return { status: 400, body: `expected ${file.length} bytes` };
  state.files.set(id, { ...file, text: raw });
  return { status: 200, body: `OK - ${bytes}` };
}
