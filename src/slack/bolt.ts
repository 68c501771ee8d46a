import { App, type Context, type Receiver } from '@slack/bolt';
import { looksLikeCredential } from '../domain/credential.ts';
import type { SlackUserId } from '../domain/ids.ts';
import { Fault } from '../ports/fault.ts';
import type { Log, LogRefused } from '../ports/log.ts';
import { boltLogger } from './bolt-logger.ts';
import { choiceOf, clickOf } from './calls.ts';
import type { Acknowledge, Doorkeeper, FormState, SharedContext } from './context.ts';
import { contextFor, contextForNobody, contextForStranger } from './context-for.ts';
import { checkOrigin, isAddressedToUs, meet, turnAway } from './door.ts';
import { failureAnswer } from './failure-answer.ts';
import { readCommand } from './forms/read-command.ts';
import { readMessage } from './forms/read-message.ts';
import type { FailureHandler } from './http-receiver.ts';
import { help } from './listeners/help.ts';
import { refuseAtTheDoor } from './listeners/refuse-at-the-door.ts';
import { unknownClick, unknownControl } from './listeners/unknown-control.ts';
import { chosenPeople, type PeopleNamed, withPeople } from './people-named.ts';
import { readOrigin } from './read-origin.ts';
import { buttons, choices, commands, events, shortcuts, submissions, suggestions } from './routes.ts';
import type { WayIn } from './way-in.ts';
import type { WorkInFlight } from './work-in-flight.ts';
import type { Served } from './workspace-of.ts';

/** Commands that say by themselves what to do about a token that was typed after them. */
const answersLeaks = ['permissions', 'leak'];

/** Slack takes one answer, and Bolt throws at a second: what fails after the first one is said in another way. */
function acknowledge(ack: unknown, log: Log): Acknowledge {
  let isAnswered = false;
  return async (answer) => {
    if (isAnswered) return;
    isAnswered = true;
    try {
      await (ack as Acknowledge)(answer);
    } catch (error) {
      if (!isConnectionGone(error)) throw error;
      log.warn('an answer could not be given: Slack has closed the connection that was asked on');
    }
  };
}

/** Of Socket Mode: the connection ended between the question and our answer. */
function isConnectionGone(error: unknown): boolean {
  return String((error as { readonly code?: unknown } | null)?.code).startsWith('slack_socket_mode_');
}

/**
 * Bolt behind our own ways in: one listener a kind, each of which looks its id up in the table of routes, since Bolt tries every listener
 * on every event. Unknown ids are answered too, for nobody else would.
 */
export async function createBolt(options: {
  readonly createReceiver: (failed: FailureHandler) => Receiver;
  readonly slackApiUrl: string;
  /** The slash command's name. */
  readonly command: string;
  /** The one workspace that a request is for; null where it is none of ours, or may be more than one’s. */
  readonly workspaceOf: (body: Readonly<Record<string, unknown>>) => Served | null;
  /** Answers what no workspace of ours does. */
  readonly nobody: Doorkeeper;
  readonly log: Log;
  readonly inFlight: WorkInFlight;
  readonly newReference: () => string;
  readonly refused: LogRefused;
  /** Why what comes in is taken for Slack's. */
  readonly proof: WayIn['proof'];
}): Promise<void> {
  const { inFlight, log, workspaceOf } = options;
  /** Whose each body is that came through the door. It is said once: who leaves meanwhile takes nobody else’s place. */
  const admitted = new WeakMap<object, Served>();
  const sharedBy = (body: object): SharedContext => {
    const served = admitted.get(body);
    if (served === undefined) throw new Error('a request reached a listener that no workspace let in');
    return served.context;
  };
  /** What a listener of ours threw. Everything else is Bolt's own, at a body that it can't make sense of. */
  const thrown = new WeakSet<Error>();
  /** Whom the requests that were let in name. */
  const met = new WeakMap<object, PeopleNamed>();
  const peopleIn = (body: object): PeopleNamed => {
    const people = met.get(body);
    if (people === undefined) throw new Error('a request came past the door');
    return people;
  };
  const known = (body: object, id: string): SlackUserId => {
    const person = peopleIn(body).get(id);
    if (person === undefined) throw new Error('somebody came past the door');
    return person;
  };
  const receiver = options.createReceiver((error) => {
    const isOurs = thrown.has(error);
    if (!isOurs)
      options.refused(`a request of Slack was refused: ${options.proof}, but of a shape that Slack does not send`);
    return { isOurs };
  });
  const app = new App({
    receiver,
    // A token that Slack refuses ends the start with a sentence, instead of a rejection in a constructor that nobody can catch.
    deferInitialization: true,
    convoStore: false,
    logger: boltLogger(log),
    clientOptions: {
      slackApiUrl: options.slackApiUrl,
      retryConfig: { retries: 0 },
      timeout: 2_000,
      rejectRateLimitedCalls: true,
      allowAbsoluteUrls: false,
    },
    authorize: async (_source, body) => {
      const served = workspaceOf({ ...body });
      return served === null ? {} : { botToken: served.botToken };
    },
    extendedErrorHandler: true,
  });

  app.use(({ next }) => inFlight.track(next()));

  // Before any listener, so that a new one is behind it too.
  app.use(async ({ body, next, ...more }) => {
    const request = { ...body };
    const served = workspaceOf(request);
    const letIn = (one: Served): Promise<void> => {
      admitted.set(body, one);
      return one.inFlight.track(next());
    };
    if ('event' in request) {
      if (served !== null && isAddressedToUs(served.ownTeam, request)) await letIn(served);
      else log.warn('an event of another workspace was left alone');
      return;
    }
    const ack = acknowledge('ack' in more ? more.ack : undefined, log);
    if (served === null) return refuseAtTheDoor(options.nobody, request, ack, turnAway(log, readOrigin(request)));
    const { context, ownTeam, know } = served;
    const found = (await checkOrigin(context.ports, ownTeam, request)) ?? (await meet(know, request));
    if ('people' in found) {
      met.set(body, found.people);
      await letIn(served);
    } else await refuseAtTheDoor(contextForStranger(context, readOrigin(request)?.user), request, ack, found);
  });

  app.command(/.*/, async ({ command: given, body, ack }) => {
    const { word, argument } = readCommand(withPeople(given.text, peopleIn(body)));
    const call = {
      user: known(body, body.user_id),
      triggerId: body.trigger_id,
      word,
      typed: given.text,
      argument,
      ack: acknowledge(ack, log),
    };
    // Whoever typed a token reads what to do about that, and nothing else is done.
    const isLeak = looksLikeCredential(given.text) && !answersLeaks.includes(word);
    const listener = given.command === options.command && !isLeak ? commands.get(word) : undefined;
    const context = await contextFor(sharedBy(body), call.user);
    await failureAnswer({ ...options, context }, call.ack, { kind: 'command' }, () =>
      (listener ?? help)(context, call),
    );
  });

  app.action({ type: 'block_actions' }, async ({ body, ack }) => {
    const [action] = body.actions;
    const value = action !== undefined && 'value' in action && typeof action.value === 'string' ? action.value : '';
    const id = action?.action_id ?? '';
    const answer = acknowledge(ack, log);
    const user = known(body, body.user.id);
    const context = await contextFor(sharedBy(body), user);
    const values = chosenPeople((body.view?.state.values ?? {}) as FormState, peopleIn(body));
    const choice = choiceOf(body, user, id, values, answer);
    const chosen = choices.get(id);
    if (choice !== null && chosen !== undefined) {
      return failureAnswer({ ...options, context }, answer, { kind: 'choice' }, () => chosen(context, choice));
    }
    const call = clickOf(body, user, value, answer);
    const listener = buttons.get(id);
    await failureAnswer({ ...options, context }, call.ack, { kind: 'click', click: call }, () =>
      (listener ?? unknownClick)(context, call),
    );
  });

  app.view(/.*/, async ({ view, body, ack }) => {
    const call = {
      user: known(body, body.user.id),
      privateMetadata: view.private_metadata,
      values: chosenPeople(view.state.values as FormState, peopleIn(body)),
      ack: acknowledge(ack, log),
    };
    const context = await contextFor(sharedBy(body), call.user);
    await failureAnswer({ ...options, context }, call.ack, { kind: 'submission' }, () =>
      (submissions.get(view.callback_id) ?? unknownControl)(context, call),
    );
  });

  app.options(/.*/, async ({ options: asked, body, ack }) => {
    const view = 'view' in body ? body.view : undefined;
    const call = {
      user: known(body, body.user.id),
      privateMetadata: view?.private_metadata ?? '',
      typed: asked.value,
      ack: acknowledge(ack, log),
    };
    const listener = suggestions.get('action_id' in asked ? asked.action_id : '');
    await (listener === undefined
      ? call.ack({ options: [] })
      : listener(await contextFor(sharedBy(body), call.user), call));
  });

  app.shortcut(/.*/, async ({ shortcut, body, ack }) => {
    const answer = acknowledge(ack, log);
    const listener = shortcuts.get(shortcut.callback_id);
    // One that an older manifest had, or a global one: there is none.
    if (listener === undefined || shortcut.type !== 'message_action') return answer();
    const user = known(body, body.user.id);
    const call = { user, triggerId: shortcut.trigger_id, said: readMessage(shortcut.message), ack: answer };
    const { response_url: responseUrl } = shortcut;
    const context = await contextFor(sharedBy(body), user);
    const click = {
      user,
      triggerId: shortcut.trigger_id,
      value: '',
      responseUrl,
      isPrivate: false,
      message: null,
      view: null,
      ack: answer,
    };
    await failureAnswer({ ...options, context }, answer, { kind: 'click', click }, () => listener(context, call));
  });

  for (const [name, listener] of events) {
    app.event(name, async ({ event, body }) => {
      await listener(contextForNobody(sharedBy(body)), {
        event: event as unknown as Readonly<Record<string, unknown>>,
      });
    });
  }

  // An error that is swallowed here leaves the click hanging until Slack gives up: it is logged and thrown on.
  app.error(async ({ error }: { readonly error: Error; readonly context?: Context }) => {
    const why = error instanceof Fault ? error.code : error.message;
    log.error('a request of Slack failed', { why });
    thrown.add(error);
    throw error;
  });
  await app.init();
}
