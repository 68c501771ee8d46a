import { areTooLong, checkBlocks } from '@countersign/sandbox-slack/check-blocks';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RepositoryId } from '../../src/domain/ids.ts';
import { shownPermissions, shownRepositories } from '../../src/domain/scope/card-room.ts';
import { permissionCatalogue } from '../../src/domain/scope/permission-catalogue.ts';
import type { MessageContent } from '../../src/ports/message-content.ts';
import { renderMessage } from '../../src/slack/views/render-message.ts';
import { english } from '../../src/wording/english.ts';
import { actual, noon } from '../support/sample-scopes.ts';
import { objectsIn } from './live-references.ts';
import { requestThatIs, tokenThatIs } from './sample-contents.ts';
import { worstContent } from './worst-content.ts';

const bytes = (text: string): number => new TextEncoder().encode(text).length;
/** One to four bytes of UTF-8 a character, and characters that JSON and mrkdwn write with more. */
const alphabets = ['a', '申', '🔑', '"', '&'];

function textBytes(value: unknown): number {
  return objectsIn(value).reduce((sum, { text }) => sum + (typeof text === 'string' ? bytes(text) : 0), 0);
}

function buttonsIn(blocks: readonly { readonly type: string }[], types: readonly string[]): readonly string[] {
  return objectsIn(blocks.filter(({ type }) => types.includes(type)))
    .filter(({ type }) => type === 'button')
    .map(({ action_id: id }) => String(id));
}

/** Everything that Slack, or our own limits, would have against it. */
function wrongIn(text: string, blocks: readonly object[], most: { readonly text: number; readonly json: number }) {
  return [
    ...(bytes(text) > 3_800 ? [`its text has ${bytes(text)} bytes`] : []),
    ...(textBytes(blocks) > most.text ? [`its blocks have ${textBytes(blocks)} bytes of text`] : []),
    ...(bytes(JSON.stringify(blocks)) > most.json ? [`its blocks have ${bytes(JSON.stringify(blocks))} bytes`] : []),
    ...(areTooLong(blocks) ? ['Slack would call it too long'] : []),
    ...checkBlocks(blocks, 'message').map(({ message }) => message),
  ];
}

describe.each(alphabets)('every message full of %s', (character) => {
  let messages: readonly (readonly [string, ReturnType<typeof renderMessage>])[];
  beforeAll(() => {
    messages = worstContent((length) => character.repeat(length)).map(([name, content]) => [
      name,
      renderMessage(content, english, noon),
    ]);
  });

  it('keeps to what Slack takes', () => {
    const wrong = messages.flatMap(([name, { text, blocks }]) =>
      wrongIn(text, blocks, { text: 9_000, json: 14_000 }).map((what) => `${name}: ${what}`),
    );
    expect(wrong).toEqual([]);
  });

  it('has a short form with every button that does not stand in a list', () => {
    const wrong = messages.flatMap(([name, { blocks, short }]) => {
      const had = buttonsIn(blocks, ['actions']);
      const has = buttonsIn(short.blocks, ['actions']);
      const lost = had.filter((id) => !has.includes(id)).map((id) => `it lost ${id}`);
      return [...wrongIn(short.text, short.blocks, { text: 7_500, json: 12_000 }), ...lost].map(
        (what) => `${name}: ${what}`,
      );
    });
    expect(wrong).toEqual([]);
  });
});

describe('a card that can be decided on', () => {
  const names = permissionCatalogue
    .filter(({ group }) => group === 'repository')
    .map(({ name }) => name)
    .slice(0, shownPermissions);
  const repositories = Array.from({ length: shownRepositories }, (_, index) => ({
    id: (index + 1) as RepositoryId,
    name: `${index}`.repeat(100),
    isPrivate: true,
  }));
  const access = { selection: 'subset', repositories } as const;
  const permissions = {
    ...{ repository: Object.fromEntries(names.map((name) => [name, 'write'])), organization: {}, other: {} },
  };
  const long = '申'.repeat(1_000);
  const request = requestThatIs('pending', {
    ...{ purpose: long.slice(0, 150), justification: long, tokenName: long.slice(0, 40) },
    scope: { permissions, access, lifetime: { kind: 'days', days: 30 } },
  });
  const token = tokenThatIs('held', {
    ...{ tokenName: long.slice(0, 40), reason: long, scope: { ...actual(), permissions, access } },
  });
  const base = { organization: 'acme', mayNamePrivate: true, holderRole: 'unknown' as const, forbidden: [] };
  const cards: readonly (readonly [string, MessageContent, string])[] = [
    ['a request', { kind: 'request_card', ...base, request, token: null, waiting: null }, 'approve_request'],
    [
      'a held token',
      {
        ...{ kind: 'pending_token_card', ...base, token, request: null, holderSlackId: null, isSponsored: false },
        ...{ activeToken: null, isEdit: false, ending: null },
      },
      'approve_pending_token',
    ],
  ];

  it.each(cards)('shows all of the scope even in its short form: %s', (_, content, approve) => {
    const { short } = renderMessage(content, english, noon);
    expect(buttonsIn(short.blocks, ['actions'])).toContain(approve);
    const items = objectsIn(short.blocks).flatMap(({ text }) => (typeof text === 'string' ? text.split(', ') : []));
    for (const { name } of repositories) expect(items).toContain(name);
    expect(items.filter((item) => item.endsWith(': write'))).toHaveLength(shownPermissions);
    expect(JSON.stringify(short.blocks)).toContain('…');
  });
});
