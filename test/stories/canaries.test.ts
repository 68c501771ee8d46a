import type { JsonObject } from '@countersign/sandbox-slack/check-value';
import { viewSubmission } from '@countersign/sandbox-slack/payloads';
import { textOf } from '@countersign/sandbox-slack/read-aloud';
import type { OpenView } from '@countersign/sandbox-slack/state';
import { cast, channel, organization, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { buttons, commands, submissions } from '../../src/slack/routes.ts';
import { askForToken, fillForm, openForm, usual } from '../support/ask-for-token.ts';
import { browse, topView } from '../support/browse-tokens.ts';
import { canaries, canariesIn, leaksOf } from '../support/canaries.ts';
import { openAdjust } from '../support/offers.ts';
import { approve, cardOf, makeToken } from '../support/people.ts';
import { ask, ownQuestion } from '../support/questions.ts';
import { everyRoute, type Json, type Route, requestFor, sendRaw } from '../support/raw-slack.ts';
import { sampleCredentials } from '../support/sample-credentials.ts';
import { isInShare } from '../support/share.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea, carl } = cast;
const forALongTime = 120_000;
/** `npm test` tries each canary at one in so many places, and at each place one in so many canaries. */
const oneIn = 5;

/** Sends it, and says what came back with a piece of a canary in it. */
async function send(world: TestWorld, kind: Exclude<Route['kind'], 'event'>, request: Json) {
  const { httpStatus, body } = await sendRaw(world, { kind }, request);
  await world.bot().idle();
  return [
    ...(httpStatus === 200 ? [] : [`answered ${httpStatus}`]),
    ...canariesIn(body).map((name) => `answer: ${name}`),
  ];
}

describe('a credential that somebody pastes is never said again, sent on, logged or kept', () => {
  it(
    'after the command',
    async () => {
      const world = await startWorld();
      const leaks: string[] = [];
      const route = { kind: 'command', id: 'help' } as const;
      for (const [canary, { secret }] of canaries.entries()) {
        const words = [...commands.keys(), 'frobnicate'].filter((_, place) => isInShare(oneIn, canary, place));
        const typed = words.flatMap((word) => [
          `${word} ${secret}`,
          `${word} PAT-1 ${secret}`,
          `${word} "${secret}"`,
          `${word}${secret}`,
        ]);
        for (const text of [secret, `PAT-1 ${secret}`, ...typed]) {
          const request = { ...requestFor(route, mona.slackId, channel, 'x'), command: '/pat', text };
          leaks.push(...(await send(world, 'command', request)));
        }
      }
      expect([...leaks, ...(await leaksOf(world))]).toEqual([]);
    },
    forALongTime,
  );

  it(
    'in what a button or a form carries',
    async () => {
      const world = await startWorld();
      await askForToken(world, mona.slackId);
      const leaks: string[] = [];
      for (const [canary, { secret }] of canaries.entries()) {
        for (const route of everyRoute.filter((_, place) => isInShare(oneIn, canary, place))) {
          const request = requestFor(route, bea.slackId, channel, 'x');
          if (route.kind === 'button') {
            const [action] = request.actions as readonly Json[];
            for (const value of [secret, `${secret}.1`, `1.${secret}`]) {
              leaks.push(...(await send(world, 'button', { ...request, actions: [{ ...action, value }] })));
            }
            leaks.push(...(await send(world, 'button', { ...request, actions: [{ ...action, action_id: secret }] })));
          }
          if (route.kind === 'submission') {
            const metadata = [
              secret,
              JSON.stringify({ draftId: secret, page: 1, subject: 'request', value: `${secret}.1` }),
            ];
            for (const private_metadata of metadata) {
              const view = { ...(request.view as Json), private_metadata };
              leaks.push(...(await send(world, 'submission', { ...request, view })));
            }
          }
          if (route.kind === 'suggestion')
            leaks.push(...(await send(world, 'suggestion', { ...request, value: secret })));
        }
      }
      expect(buttons.size).toBeGreaterThan(0);
      expect([...leaks, ...(await leaksOf(world))]).toEqual([]);
    },
    forALongTime,
  );

  it(
    'in any field of any form',
    async () => {
      const [world, later] = [await startWorld(), await worldOfOldTokens()];
      const views = [...(await everyForm(world)), ...(await formsOfOwners(later))];
      expect([...new Set(views.map(({ view }) => view.callbackId))].sort()).toEqual([...submissions.keys()].sort());
      const leaks: string[] = [];
      for (const { view, by, world: where = world } of views) leaks.push(...(await tryForm(where, view, by)));
      expect([...leaks, ...(await leaksOf(world)), ...(await leaksOf(later))]).toEqual([]);
    },
    forALongTime,
  );
});

/** Sends a form with each canary in each of its fields, and in one that it doesn't have. */
async function tryForm(world: TestWorld, view: OpenView, by: string): Promise<readonly string[]> {
  const leaks: string[] = [];
  const payload = viewSubmission(world.slack.state, by, view, '1.2.3');
  const shown = payload.view as Json;
  for (const [field, { secret }] of Object.keys(view.values).flatMap((one, place) =>
    canaries.filter((_, canary) => isInShare(oneIn, canary, place)).map((canary) => [one, canary] as const),
  )) {
    const values = { ...view.values, [field]: { [field]: holding(view.values[field]?.[field]?.type, secret) } };
    const request = { ...payload, view: { ...shown, state: { values } } };
    if (view.callbackId === 'request_token') {
      const actions = [{ type: 'static_select', action_id: 'lifetime', block_id: 'lifetime', action_ts: '1.1' }];
      const chosen = {
        ...request,
        type: 'block_actions',
        container: { type: 'view', view_id: view.id },
        actions,
      };
      leaks.push(...(await send(world, 'choice', chosen)).map((leak) => `${field}, kept: ${leak}`));
    }
    leaks.push(...(await send(world, 'submission', request)).map((leak) => `${view.callbackId} ${field}: ${leak}`));
  }
  // A field that the form does not have.
  const values = { ...view.values, forged: { forged: holding('plain_text_input', canaries[0]?.secret ?? '') } };
  leaks.push(...(await send(world, 'submission', { ...payload, view: { ...shown, state: { values } } })));
  return leaks;
}

function holding(type: string | undefined, secret: string): JsonObject {
  switch (type) {
    case 'plain_text_input':
      return { type, value: secret };
    case 'number_input':
      return { type, value: secret };
    case 'datepicker':
      return { type, selected_date: secret };
    case 'users_select':
      return { type, selected_user: secret };
    case 'static_select':
      return { type, selected_option: { text: { type: 'plain_text', text: secret }, value: secret } };
    case 'multi_external_select':
    case 'multi_static_select':
    case 'checkboxes':
      return { type, selected_options: [{ text: { type: 'plain_text', text: secret }, value: secret }] };
    default:
      throw new Error(`no canary fits into a ${type}`);
  }
}

type Filled = { readonly view: OpenView; readonly by: string; readonly world?: TestWorld };

/** A token that was there before Countersign, and that nobody has used for so long that its holder, and the owners, were asked. */
async function worldOfOldTokens(): Promise<TestWorld> {
  const world = await startWorld({
    policy: policyText('    unused: { after_days: 90 }\n    classic: { allowed: true }\n'),
    prepare: ({ github }) => {
      const found = github.state.organization(organization);
      if (found === undefined) throw new Error('no organization');
      found.approvalRequired = false;
      const all = { repositorySelection: 'all', expiresAt: null, reason: '' } as const;
      github.people.createToken('mona', organization, {
        ...{ name: 'old-report', permissions: { repository: { contents: 'read' } } },
        ...all,
      });
      found.approvalRequired = true;
    },
  });
  await world.pass({ days: 91, hours: 5 });
  return world;
}

/** The forms about tokens that are there: owners filter, revoke and review them; holders say what for. */
async function formsOfOwners(world: TestWorld): Promise<readonly Filled[]> {
  const { slack } = world;
  const modalOf = async (by: string, at: Parameters<typeof slack.click>[1], actionId: string): Promise<OpenView> => {
    const outcome = await slack.click(by, at, actionId);
    return slack.until(() => outcome.modal);
  };
  const reason = { reason: 'It is no longer needed.' };
  const question = slack
    .directMessages(mona.slackId)
    .find(({ blocks }) => JSON.stringify(blocks).includes('keep_token'));
  if (question === undefined) throw new Error('nobody was asked');
  const keep = await slack.fill(mona.slackId, await modalOf(mona.slackId, question, 'keep_token'), reason);
  await askForToken(world, mona.slackId, {
    ...{ token_kind: 'classic', classic_reason: 'packages', classic_scopes: ['read:packages'], token_name: 'publish' },
  });
  await approve(world);
  const approved = slack
    .directMessages(mona.slackId)
    .find(({ blocks }) => JSON.stringify(blocks).includes('classic_made'));
  if (approved === undefined) throw new Error('nobody was asked whether it was made');
  const made = await modalOf(mona.slackId, approved, 'classic_made');
  await browse(world, bea.slackId);
  const filter = await modalOf(bea.slackId, topView(world, bea.slackId), 'filter_tokens');
  const listed = await slack.command(carl.slackId, '/pat tokens @mona');
  const list = await slack.until(() => listed.modal);
  const together = await slack.fill(carl.slackId, await modalOf(carl.slackId, list, 'revoke_all'), reason);
  await world.pass({ days: 15 });
  const review = await slack.fill(
    bea.slackId,
    await modalOf(bea.slackId, cardOf(world, 'unused token'), 'revoke_unused'),
    reason,
  );
  return [
    { view: keep, by: mona.slackId, world },
    { view: await slack.fill(mona.slackId, made, { last_eight: '7f3a9c01' }), by: mona.slackId, world },
    { view: filter, by: bea.slackId, world },
    { view: together, by: carl.slackId, world },
    { view: review, by: bea.slackId, world },
  ];
}

/** Every form that people can fill in, filled in well. */
async function everyForm(world: TestWorld): Promise<readonly Filled[]> {
  const { slack } = world;
  const onPage = (view: OpenView) =>
    Object.fromEntries(Object.entries(usual).filter(([field]) => field in view.values));
  await askForToken(world, mona.slackId);
  await approve(world);
  await makeToken(world);
  await makeToken(world, { name: 'unasked' });
  const explain = slack
    .directMessages(mona.slackId)
    .find(({ blocks }) => JSON.stringify(blocks).includes('claim_pending_token'));
  if (explain === undefined) throw new Error('nobody was asked to explain');
  const opened = async (by: string, message: Parameters<typeof slack.click>[1], actionId: string) => {
    const outcome = await slack.click(by, message, actionId);
    return { view: await slack.until(() => outcome.modal), by };
  };
  const named = await slack.command(mona.slackId, '/pat renew PAT-1');
  const renewal = await slack.until(() => named.modal);
  const reason = { reason: 'It is no longer needed.' };
  const filled = async ({ view, by }: { view: OpenView; by: string }, values: typeof usual) => ({
    view: await slack.fill(by, view, values),
    by,
  });
  const deny = await filled(await opened(bea.slackId, cardOf(world, 'unasked'), 'deny_pending_token'), reason);
  const revoke = await filled(await opened(bea.slackId, cardOf(world, 'PAT-1'), 'revoke_token'), reason);
  const explanation = await filled(await opened(mona.slackId, explain, 'claim_pending_token'), {
    purpose: 'A job',
    justification: 'It runs at night.',
  });
  await askForToken(world, mona.slackId, { token_name: 'asked-about' });
  await ask(world, carl.slackId, 'What for?', '· PAT-2');
  const question = await filled(await opened(bea.slackId, cardOf(world, '· PAT-2'), 'ask_requester'), {
    question: 'Why?',
  });
  const answer = await filled(await opened(mona.slackId, ownQuestion(world), 'answer_question'), { answer: 'So.' });
  await askForToken(world, mona.slackId, { token_name: 'for-less' });
  const adjusted = await filled({ view: await openAdjust(world, bea.slackId, '· PAT-3'), by: bea.slackId }, reason);
  const leak = await slack.command(mona.slackId, '/pat leak');
  const report = { view: await slack.until(() => leak.modal), by: mona.slackId };
  const empty = await openForm(world, mona.slackId);
  const first = await slack.fill(mona.slackId, empty, onPage(empty));
  const { view: next } = await slack.submit(mona.slackId, first);
  if (next === undefined) throw new Error('the form did not go on');
  const second = await slack.fill(mona.slackId, next, onPage(next));
  // All of one draft: another form would go on with it, and leave these without one.
  const { view: last } = await slack.submit(mona.slackId, second);
  if (last === undefined) throw new Error('the form did not go on');
  return [
    deny,
    revoke,
    explanation,
    adjusted,
    question,
    answer,
    report,
    { view: renewal, by: mona.slackId },
    ...[first, second, last].map((view) => ({ view, by: mona.slackId })),
  ];
}

describe('a credential in what Slack or GitHub answers', () => {
  it(
    'is never said again, sent on, logged or kept',
    async () => {
      const world = await startWorld();
      await askForToken(world, mona.slackId);
      for (const { secret } of canaries) {
        const detail = { errors: [secret], response_metadata: { messages: [secret] } };
        world.slack.server.faults.add({
          ...{ fits: /^(?:chat|users|views|conversations)\./, times: 40, when: 'before' },
          answer: { status: 200, body: { ok: false, error: secret, ...detail } },
        });
        world.github.server.faults.add({
          ...{ fits: /./, times: 40, when: 'before' },
          answer: { status: 422, body: { message: secret, errors: [{ message: secret }], documentation_url: secret } },
        });
        await world.slack.command(mona.slackId, '/pat request');
        await world.slack.click(bea.slackId, cardOf(world, 'PAT-1'), 'request_details');
        await world.slack.click(bea.slackId, cardOf(world, 'PAT-1'), 'approve_request');
        await world.pass({ minutes: 10 });
        world.slack.server.faults.clear();
        world.github.server.faults.clear();
      }
      await world.pass({ hours: 2 });
      expect(await leaksOf(world)).toEqual([]);
    },
    forALongTime,
  );
});

describe('a login of the policy that has the shape of a credential', () => {
  it('is not said to whoever is told that it could not be confirmed', async () => {
    const [, secret = ''] = sampleCredentials.find(([name]) => name === 'a key of AWS') ?? [];
    const world = await startWorld({
      policy: policyText().replace('people:', `people:\n  ${cast.nell.slackId}: ${secret}`),
    });
    const asked = { repository_access: 'all', repositories: [] };
    const told = textOf(await fillForm(world, cast.nell.slackId, asked));
    expect(told).toContain(
      'We couldn’t confirm your GitHub account [removed: looked like a credential], so nothing was changed.',
    );
    expect(await leaksOf(world)).toEqual([]);
  });
});
