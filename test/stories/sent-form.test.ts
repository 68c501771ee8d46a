import type { OpenView } from '@countersign/sandbox-slack/state';
import { cast, channel } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { type Asked, fillPage, openForm, usual } from '../support/ask-for-token.ts';
import { directMessages, reads, toldPrivately } from '../support/people.ts';
import { requestFor, sendRaw } from '../support/raw-slack.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';
import { storedIn } from '../support/stored-state.ts';

const { mona, dan } = cast;

type Pages = { readonly first: OpenView; readonly second: OpenView; readonly last: OpenView };

/** Every page as it was filled in, the last one not sent yet. */
async function filledIn(world: TestWorld, asked: Asked = usual): Promise<Pages> {
  const { slack } = world;
  const next = async (view: OpenView): Promise<OpenView> => {
    const { view: opened, errors } = await slack.submit(mona.slackId, view);
    if (opened === undefined) throw new Error(JSON.stringify(errors));
    return opened;
  };
  const first = await fillPage(world, mona.slackId, await openForm(world, mona.slackId), asked);
  const second = await fillPage(world, mona.slackId, await next(first), asked);
  return { first, second, last: await next(second) };
}

/** A page is sent that Slack shows no more, as by a client that heard nothing. */
async function sendAgain(world: TestWorld, page: OpenView, slackId: string = mona.slackId): Promise<string> {
  const request = requestFor({ kind: 'submission', id: page.callbackId }, slackId, channel, 'x');
  const view = { ...(request.view as object), private_metadata: page.privateMetadata, state: { values: page.values } };
  return (await sendRaw(world, { kind: 'submission' }, { ...request, view })).body;
}

function draftIdOf({ privateMetadata }: OpenView): string {
  return (JSON.parse(privateMetadata) as { readonly draftId: string }).draftId;
}

async function actsIn(world: TestWorld): Promise<readonly string[]> {
  return (await storedIn(world.database)).acts;
}

describe('a form that was sent', () => {
  it('takes nothing more, and says which request it became', async () => {
    const world = await startWorld();
    const { first, second, last } = await filledIn(world);
    await world.slack.submit(mona.slackId, last);
    const changed = { ...second, values: { ...second.values, token_name: { token_name: { value: 'another' } } } };
    for (const page of [first, changed as unknown as OpenView]) {
      const said = await sendAgain(world, page);
      expect(said).toContain('You have already sent this form: it is PAT-1. Nothing more was sent.');
    }
    await world.settle();
    expect(directMessages(world, mona.slackId).join('\n')).not.toContain('another');
  });

  it('is one request, however often its last page is sent', async () => {
    const world = await startWorld();
    const { last } = await filledIn(world);
    await Promise.all([world.slack.submit(mona.slackId, last), sendAgain(world, last), sendAgain(world, last)]);
    expect(await sendAgain(world, last)).toContain('clear');
    expect((await actsIn(world)).filter((act) => act === 'request.submit')).toHaveLength(1);
  });

  it('is not counted as solved without a token', async () => {
    const world = await startWorld();
    const { last } = await filledIn(world);
    await world.slack.submit(mona.slackId, last);
    const late = await world.slack.clickRaw(mona.slackId, { actionId: 'solved', value: draftIdOf(last) });
    expect(await toldPrivately(world, late)).toContain('You have already sent this form: it is PAT-1.');
    expect(await actsIn(world)).not.toContain('form.solve');
  });

  it('is not sent where it is solved, or goes on in another form, at this very moment', async () => {
    const ends: readonly ((world: TestWorld, last: OpenView) => Promise<unknown>)[] = [
      ({ slack }, last) => slack.clickRaw(mona.slackId, { actionId: 'solved', value: draftIdOf(last) }),
      (world) => openForm(world, mona.slackId),
    ];
    for (const end of ends) {
      let whenSent = async (): Promise<unknown> => undefined;
      const world = await startWorld({
        decorateStore: (store) => ({
          ...store,
          commit: async (change, now) => {
            if (change.entries.some(({ act }) => act === 'request.submit')) await whenSent();
            return store.commit(change, now);
          },
        }),
      });
      const { last } = await filledIn(world);
      whenSent = () => end(world, last);
      expect(await sendAgain(world, last)).toContain('This form is too old');
      expect(await actsIn(world)).not.toContain('request.submit');
    }
  });
});

describe('a form of another person', () => {
  it('is neither read, changed, sent nor ended', async () => {
    const world = await startWorld();
    const { first, second, last } = await filledIn(world);
    for (const page of [first, second, last]) {
      const said = await sendAgain(world, page, dan.slackId);
      expect(said).toContain('This form is too old, or somebody else opened it.');
      expect(said).not.toContain('nightly');
    }
    const ended = await world.slack.clickRaw(dan.slackId, { actionId: 'solved', value: draftIdOf(last) });
    expect(await toldPrivately(world, ended)).toContain('somebody else opened it');
    expect((await world.slack.submit(mona.slackId, last)).closed).toBe(true);
    await world.settle();
    expect(reads(world.slack.directMessages(mona.slackId).at(-1) as never)).toContain('nightly-release');
  });
});
