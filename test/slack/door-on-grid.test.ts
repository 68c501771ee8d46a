import { cast, channel } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { enterprise, notApproved, onGrid, sister } from '../support/on-grid.ts';
import { everyRoute, home, type Json, type Route, requestFor, sendRaw } from '../support/raw-slack.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

type Shape = (request: Json) => Json;
const part = (request: Json, name: string): Json => (request[name] ?? {}) as Json;

/** What Slack sends of an act in one of the workspaces, for an installation in one of them. */
const inWorkspace =
  (team: string, of: string | null = enterprise): Shape =>
  (request) => {
    if ('command' in request)
      return { ...request, team_id: team, ...(of === null ? {} : { enterprise_id: of, enterprise_name: 'x' }) };
    const named = of === null ? null : { id: of, name: 'x' };
    if ('event' in request) {
      const one = { enterprise_id: of, team_id: team, user_id: 'UBOT', is_bot: true, is_enterprise_install: false };
      return { ...request, team_id: team, authorizations: [one] };
    }
    return {
      ...request,
      user: { ...part(request, 'user'), team_id: team },
      team: { id: team, domain: 'x', ...(of === null ? {} : { enterprise_id: of, enterprise_name: 'x' }) },
      enterprise: named,
      ...('view' in request ? { view: { ...part(request, 'view'), team_id: team } } : {}),
      ...('message' in request ? { message: { ...part(request, 'message'), team } } : {}),
    };
  };

/** The same for an installation in all of them: no team, the enterprise in its place, and text where it is a command. */
const orgWideFrom =
  (team: string, of = enterprise): Shape =>
  (request) => {
    const sent = inWorkspace(team, of)(request);
    if ('command' in sent) return { ...sent, is_enterprise_install: 'true' };
    if ('event' in sent) {
      const one = { enterprise_id: of, team_id: null, user_id: 'UBOT', is_bot: true, is_enterprise_install: true };
      return { ...sent, authorizations: [one] };
    }
    const view = { ...part(sent, 'view'), team_id: team, app_installed_team_id: of };
    return { ...sent, team: null, is_enterprise_install: true, ...('view' in sent ? { view } : {}) };
  };

/** In a form of another workspace's installation. */
const inFormOf =
  (installed: string, shape: Shape): Shape =>
  (request) => {
    const sent = shape(request);
    return 'view' in sent ? { ...sent, view: { ...part(sent, 'view'), app_installed_team_id: installed } } : sent;
  };

const homes = ['by itself', 'of an enterprise', 'org-wide'] as const;
/** `not in forms`: a form is its installation's, so one of the enterprise's installation is refused by a workspace's. */
type Heard = 'heard' | 'refused' | 'not in forms';
/** Whose request of which shape is heard by which installation. Bea is a member of our workspace and of its sister. */
const table: readonly (readonly [string, Shape, Readonly<Record<(typeof homes)[number], Heard>>])[] = [
  [
    'our workspace, in no enterprise',
    inWorkspace(home, null),
    { 'by itself': 'heard', 'of an enterprise': 'heard', 'org-wide': 'refused' },
  ],
  ['our workspace', inWorkspace(home), { 'by itself': 'refused', 'of an enterprise': 'heard', 'org-wide': 'heard' }],
  [
    'a sister workspace',
    inWorkspace(sister),
    { 'by itself': 'refused', 'of an enterprise': 'heard', 'org-wide': 'heard' },
  ],
  [
    'our workspace, org-wide',
    orgWideFrom(home),
    { 'by itself': 'refused', 'of an enterprise': 'not in forms', 'org-wide': 'heard' },
  ],
  [
    'a sister workspace, org-wide',
    orgWideFrom(sister),
    { 'by itself': 'refused', 'of an enterprise': 'not in forms', 'org-wide': 'heard' },
  ],
  [
    'a workspace that she is no member of',
    orgWideFrom(notApproved),
    { 'by itself': 'refused', 'of an enterprise': 'refused', 'org-wide': 'refused' },
  ],
  [
    'another enterprise, org-wide',
    orgWideFrom(home, 'E0OTHER'),
    { 'by itself': 'refused', 'of an enterprise': 'refused', 'org-wide': 'refused' },
  ],
  [
    'another enterprise’s workspace',
    inWorkspace('T0ELSEWHERE', 'E0OTHER'),
    { 'by itself': 'refused', 'of an enterprise': 'refused', 'org-wide': 'refused' },
  ],
];

const forms: readonly (readonly [string, Shape, Readonly<Record<(typeof homes)[number], Heard>>])[] = [
  [
    'our workspace, in a form of its installation',
    inFormOf(home, inWorkspace(home)),
    { 'by itself': 'refused', 'of an enterprise': 'heard', 'org-wide': 'heard' },
  ],
  [
    'our workspace, in a form of a sister’s installation',
    inFormOf(sister, inWorkspace(home)),
    { 'by itself': 'refused', 'of an enterprise': 'refused', 'org-wide': 'heard' },
  ],
  [
    'our workspace, in a form of another company’s installation',
    inFormOf('T0ELSEWHERE', orgWideFrom(home)),
    { 'by itself': 'refused', 'of an enterprise': 'refused', 'org-wide': 'refused' },
  ],
];

/** One route of each kind is enough: that the door stands before each of them is shown in `door.test.ts`. */
const kinds = ['command', 'button', 'choice', 'shortcut', 'submission', 'suggestion'] as const;
const routes = kinds.map((kind) => everyRoute.find((route) => route.kind === kind)).filter((one) => one !== undefined);

const isInForm: readonly string[] = ['choice', 'submission', 'suggestion'];

async function hears(world: TestWorld, route: Route, shape: Shape): Promise<Heard> {
  const before = world.logLines.length;
  const request = shape(requestFor(route, cast.bea.slackId, channel, `${world.slack.server.origin}/response/R1`));
  const { httpStatus } = await sendRaw(world, route, request);
  await world.bot().idle();
  if (httpStatus !== 200) throw new Error(`${route.kind} was answered ${httpStatus}`);
  const lines = world.logLines.slice(before).map(({ what }) => what);
  return lines.some((what) => what.includes('elsewhere') || what.includes('left alone')) ? 'refused' : 'heard';
}

const installed: Readonly<Record<(typeof homes)[number], Parameters<typeof startWorld>[0]>> = {
  'by itself': {},
  'of an enterprise': { prepare: onGrid() },
  'org-wide': { prepare: onGrid([home, sister]) },
};

describe('what is heard by an installation', () => {
  it.each(homes)('%s, of all that Slack may send it', async (where) => {
    const world = await startWorld(installed[where]);
    const wrong: string[] = [];
    for (const [name, shape, expected] of [...table, ...forms]) {
      const meant = name.includes('in a form of') ? routes.filter((route) => isInForm.includes(route.kind)) : routes;
      for (const route of meant) {
        const heard = await hears(world, route, shape);
        const isForm = isInForm.includes(route.kind);
        const due = expected[where] === 'not in forms' ? (isForm ? 'refused' : 'heard') : expected[where];
        if (heard !== due) wrong.push(`${name}, ${route.kind}: ${heard}`);
      }
    }
    expect(wrong).toEqual([]);
    // Whoever reads the log of a workspace that joined an enterprise is told what to do.
    const isTold = world.logLines.some(({ what }) => what.includes('restart Countersign'));
    expect(isTold).toBe(where === 'by itself');
  });

  it.each<readonly [(typeof homes)[number], Heard, Heard, Heard]>([
    ['by itself', 'heard', 'refused', 'refused'],
    ['of an enterprise', 'heard', 'refused', 'refused'],
    // The workspace that is named beside the enterprise is where it happened.
    ['org-wide', 'refused', 'heard', 'refused'],
  ])('%s, of events', async (where, toWorkspace, toEnterprise, toAnother) => {
    const world = await startWorld(installed[where]);
    const event = { kind: 'event', id: 'app_home_opened' } as const;
    expect(await hears(world, event, inWorkspace(home))).toBe(toWorkspace);
    expect(await hears(world, event, orgWideFrom(sister))).toBe(toEnterprise);
    expect(await hears(world, event, orgWideFrom(home, 'E0OTHER'))).toBe(toAnother);
  });

  it('org-wide, is nobody’s who is a guest, or no member of any of its workspaces', async () => {
    const world = await startWorld(installed['org-wide']);
    const typed = { kind: 'command', id: 'list' } as const;
    const told = async (person: object): Promise<string> => {
      const known = world.slack.state.people.get(cast.bea.slackId);
      if (known !== undefined) world.slack.state.people.set(known.id, { ...known, ...person });
      await world.slack.event({ type: 'user_change', user: world.slack.describePerson(cast.bea.slackId) });
      const request = orgWideFrom(sister)(requestFor(typed, cast.bea.slackId, channel, 'x'));
      return (await sendRaw(world, typed, request)).body;
    };
    expect(await told({ isGuest: 'restricted' })).toContain('Guests can’t use Countersign');
    expect(await told({ isGuest: null, memberOf: [] })).toContain('Only members of this workspace can use Countersign');
  });
});
