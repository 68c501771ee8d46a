import type { OpenView, PostedMessage } from '@countersign/sandbox-slack/state';
import { interactiveElements } from '@countersign/sandbox-slack/view-state';
import { cast, channel } from '@countersign/sandbox-stage/cast';
import fc from 'fast-check';
import { buttonsIn, linesIn } from './agreement-rules.ts';
import { type Command, command } from './command.ts';
import type { ProvenWorld } from './proven-world.ts';
import { canary } from './seen-rules.ts';
import { kindOf, nameOf } from './token-kinds.ts';

const { mona, bea, carl, dan, gus, nell } = cast;
/** Owners act most: of the others it is enough that they get nowhere. */
const actors = [bea, bea, bea, carl, carl, mona, dan, gus, nell];
const askers = [mona, mona, dan, bea];
const looking = ['request_details', 'create_on_github', 'token_guide'];

/** A button, and the message or the modal that has it. */
type Shown = { readonly where: PostedMessage | OpenView; readonly actionId: string; readonly value: string };

/** The buttons that this person may find: in the channel, and in their own direct messages; the newest first. */
export function buttonsFor({ world: { slack } }: ProvenWorld, slackId: string, isOld: boolean): readonly Shown[] {
  const messages = [...slack.messagesIn(channel), ...slack.directMessages(slackId)].filter(
    ({ isDeleted }) => !isDeleted,
  );
  const shown = messages.flatMap((message) =>
    (isOld ? message.versions : [message]).flatMap((version) =>
      buttonsIn(version).map((button) => ({ where: message, ...button })),
    ),
  );
  return shown.filter(({ actionId }) => !looking.includes(actionId)).reverse();
}

function pick<T>(list: readonly T[], index: number): T | undefined {
  return list[index % Math.max(list.length, 1)];
}

/** Whether the database holds the decision that the button stands for. */
function isDecided({ stored }: ProvenWorld, slackId: string, { actionId, value }: Omit<Shown, 'where'>): boolean {
  const [id = '', revision] = value.split('.');
  const act = actionId.startsWith('approve') ? 'approve' : 'deny';
  const row = actionId.endsWith('_request')
    ? stored.requests().find(({ number }) => String(number) === id)
    : stored.pendingTokens().find((one) => one.id === id);
  if (actionId === 'withdraw_request') return row?.status === 'withdrawn';
  if (actionId === 'is_for_request') return stored.pendingTokens().some((one) => one.id === id && one.answer !== null);
  return (
    row?.reviews.some((one) => one.act === act && one.by.slackId === slackId && String(one.revision) === revision) ??
    false
  );
}

export async function closeForm({ world: { slack }, bot }: ProvenWorld, slackId: string): Promise<void> {
  const top = slack.openViews(slackId).at(-1);
  if (top !== undefined && bot !== null) await slack.close(slackId, top, true);
}

/** Writes something into each text field of the modal, and sends it. */
async function answerModal(
  proven: ProvenWorld,
  slackId: string,
  view: OpenView,
  shown: Shown,
): Promise<readonly string[]> {
  const { slack } = proven.world;
  const asked = interactiveElements(view.blocks).filter(({ element }) => element.type === 'plain_text_input');
  const answers = Object.fromEntries(asked.map(({ blockId }) => [blockId, 'because of the job']));
  const filled = await slack.fill(slackId, view, answers);
  if (filled.submit === null) return [];
  const { httpStatus, closed } = await slack.submit(slackId, filled);
  await proven.stored.refresh();
  const isKept = proven.crash.isDead || !shown.actionId.startsWith('deny') || isDecided(proven, slackId, shown);
  return httpStatus === 200 && closed && !isKept
    ? [`I4 ${shown.actionId} ${shown.value} was taken, and is not kept`]
    : [];
}

/** A click, and what the program has to keep once it took it: read at the very moment of its answer. */
export async function press(proven: ProvenWorld, slackId: string, shown: Shown): Promise<readonly string[]> {
  const { slack } = proven.world;
  const { where, actionId, value } = shown;
  proven.journal.clicks.push({ slackId, actionId, value });
  const outcome = await slack.click(slackId, where, actionId, { value, force: true });
  await proven.stored.refresh();
  const isDecision = actionId.startsWith('approve') || actionId === 'withdraw_request' || actionId === 'is_for_request';
  const isKept = !isDecision || proven.crash.isDead || isDecided(proven, slackId, { actionId, value });
  await proven.idle();
  const { modal } = outcome;
  if (modal !== undefined && proven.bot !== null) {
    const problems = await answerModal(proven, slackId, modal, shown);
    await closeForm(proven, slackId);
    return problems;
  }
  const isRefused = outcome.ephemeral.length > 0 || proven.bot === null;
  return outcome.httpStatus === 200 && !isKept && !isRefused
    ? [`I4 ${actionId} ${value} was taken, and is not kept`]
    : [];
}

const somebody = fc.constantFrom(...actors);

/** Once, twice at the same time, or together with somebody else; now and then a button that was shown earlier. */
const clicks: fc.Arbitrary<Command> = fc
  .record({
    who: somebody,
    index: fc.nat({ max: 7 }),
    isOld: fc.nat({ max: 5 }).map((one) => one === 0),
    also: fc.option(fc.record({ who: somebody, index: fc.nat({ max: 3 }) }), { freq: 5 }),
  })
  .map(({ who, index, isOld, also }) =>
    command(
      `${who.name} clicks ${isOld ? 'an old' : 'the'} button ${index}${also === null ? '' : ` while ${also.who.name} clicks ${also.index}`}`,
      async (proven) => {
        if (proven.bot === null) return [];
        const presses = [{ who, index, isOld }, ...(also === null ? [] : [{ ...also, isOld: false }])].flatMap(
          (one) => {
            const shown = pick(buttonsFor(proven, one.who.slackId, one.isOld), one.index);
            return shown === undefined ? [] : [press(proven, one.who.slackId, shown)];
          },
        );
        return (await Promise.all(presses)).flat();
      },
      ({ asked, made }) => asked + made > 0,
    ),
  );

/** What stands in a list is decided in its Details. */
const lines: fc.Arbitrary<Command> = fc
  .record({ who: somebody, index: fc.nat({ max: 5 }), at: fc.nat({ max: 2 }) })
  .map(({ who, index, at }) =>
    command(
      `${who.name} opens the details of line ${index}, and clicks the button ${at} there`,
      async (proven) => {
        if (proven.bot === null) return [];
        const { slack } = proven.world;
        const listed = slack.messagesIn(channel).filter(({ isDeleted }) => !isDeleted);
        const found = pick(
          listed.flatMap((message) => linesIn(message).map((value) => ({ message, value }))),
          index,
        );
        if (found === undefined) return [];
        const { message, value } = found;
        await slack.click(who.slackId, message, 'request_details', { value, force: true });
        await proven.idle();
        const view = slack.openViews(who.slackId).at(-1);
        const button = view === undefined ? undefined : pick(buttonsIn(view), at);
        const isThere = view !== undefined && button !== undefined && proven.bot !== null;
        const problems = isThere ? await press(proven, who.slackId, { where: view, ...button }) : [];
        await closeForm(proven, who.slackId);
        return problems;
      },
      ({ asked, made }) => asked + made > 2,
    ),
  );

/** Bea stands for it. */
export const machineUser = 'acme-ci';

export async function ask(
  proven: ProvenWorld,
  slackId: string,
  kind: number,
  {
    hasSecret = false,
    isTwice = false,
    name = nameOf(kind),
    holder = '',
  }: {
    readonly hasSecret?: boolean;
    readonly isTwice?: boolean;
    readonly name?: string;
    readonly holder?: string;
  } = {},
) {
  const { slack } = proven.world;
  const { asked, days } = kindOf(kind);
  const isGone = (): boolean => proven.bot === null || proven.crash.isDead;
  const opened = await slack.command(slackId, '/pat request');
  await proven.idle();
  const first = opened.modal;
  if (first === undefined || isGone()) return [];
  const page = {
    purpose: 'a job',
    lifetime: String(days),
    ...(holder === machineUser ? { machine_user: machineUser } : {}),
  };
  const second = (await slack.submit(slackId, await slack.fill(slackId, first, page))).view;
  if (second === undefined || isGone()) return [];
  const justification = hasSecret ? `with ${canary}` : 'for the job';
  const more = { ...asked, token_name: name, description: 'a job', justification };
  const last = (await slack.submit(slackId, await slack.fill(slackId, second, more))).view;
  if (last === undefined || last.submit === null || isGone()) return [];
  const mine = (): number => proven.stored.requests().filter(({ requester }) => requester.slackId === slackId).length;
  await proven.stored.refresh();
  const before = mine();
  const send = async (): Promise<readonly string[]> => {
    const { httpStatus, closed } = await slack.submit(slackId, last);
    await proven.stored.refresh();
    const isKept = proven.crash.isDead || mine() > before;
    return httpStatus === 200 && closed && !isKept ? ['I4 a request was taken, and is not kept'] : [];
  };
  const problems = (await Promise.all(isTwice ? [send(), send()] : [send()])).flat();
  return [...problems, ...(mine() > before + 1 ? ['I4 one form made two requests'] : [])];
}

const asks: fc.Arbitrary<Command> = fc
  .record({
    who: fc.constantFrom(...askers),
    kind: fc.nat({ max: 2 }),
    hasSecret: fc.nat({ max: 15 }).map((one) => one === 15),
    isTwice: fc.nat({ max: 7 }).map((one) => one === 7),
  })
  .map(({ who, kind, hasSecret, isTwice }) =>
    command(
      `${who.name} asks for kind ${kind}${hasSecret ? ' with a secret' : ''}${isTwice ? ' twice' : ''}`,
      async (proven, model) => {
        if (proven.bot === null) return [];
        model.asked += 1;
        try {
          return await ask(proven, who.slackId, kind, { hasSecret, isTwice });
        } catch (error) {
          // Where GitHub does not answer, the form offers less and can't be filled in: stories judge that.
          if (error instanceof Error && error.constructor === Error) return [];
          throw error;
        } finally {
          await proven.idle();
          await closeForm(proven, who.slackId);
        }
      },
      ({ asked }) => asked < 4,
    ),
  );

const words: fc.Arbitrary<Command> = fc
  .record({
    who: fc.constantFrom(mona, dan, bea),
    word: fc.constantFrom('withdraw', 'withdraw', 'revoke', 'list'),
    number: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ who, word, number }) =>
    command(
      `${who.name} types /pat ${word} PAT-${number}`,
      async (proven) => {
        if (proven.bot === null) return [];
        const { slack } = proven.world;
        const outcome = await slack.command(who.slackId, `/pat ${word} PAT-${number}`);
        await proven.idle();
        const { modal } = outcome;
        if (modal === undefined || proven.bot === null) return [];
        const shown = { where: undefined as never, actionId: word, value: String(number) };
        const problems = await answerModal(proven, who.slackId, modal, shown);
        await closeForm(proven, who.slackId);
        return problems;
      },
      ({ asked }) => asked > 0,
    ),
  );

/** What people do in Slack, the frequent things more than once. */
export const slackCommands: readonly fc.Arbitrary<Command>[] = [
  ...[asks, asks, clicks, clicks, clicks, clicks],
  ...[lines, words],
];
