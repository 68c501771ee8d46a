import { authorizeClassic, readClassicPrefill } from '@countersign/sandbox-github/classic-tokens';
import { readPrefill } from '@countersign/sandbox-github/new-token-page';
import type { PlayedHost } from '@countersign/sandbox-github/played-host';
import type { LocalToken } from '@countersign/sandbox-github/state';
import type { PostedMessage } from '@countersign/sandbox-slack/state';
import { cast, organization, policyText, type World } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken, fillPage, openForm, usual } from '../support/ask-for-token.ts';
import { untilItSays } from '../support/browse-tokens.ts';
import { openHome } from '../support/home-of.ts';
import {
  approve,
  asItIsNow,
  buttonsOf,
  cardOf,
  cardsAbout,
  deny,
  isActive,
  isPending,
  lastDirectMessage,
  makeToken,
  reads,
  revoke,
} from '../support/people.ts';
import { linkBySignIn, say } from '../support/sign-in.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea, carl } = cast;
const dayMs = 86_400_000;

/** One of the four that Countersign knows, and what people meet there. */
type Kind = {
  readonly called: string;
  readonly host: PlayedHost;
  /** How its links begin; a local one has a port. */
  readonly web: RegExp;
  /** What an enterprise adds to the login of each account that it manages. */
  readonly suffix: '' | '_acme';
  /** Whether organizations have SAML SSO of their own, so that GitHub shows them classic tokens. */
  readonly hasSso: boolean;
};
const kinds: readonly Kind[] = [
  { called: 'github.com', host: 'github.com', web: /^http:\/\/127\.0\.0\.1:\d+\//, suffix: '', hasSso: true },
  // Its enterprise has the SSO, and its organizations have none.
  { called: 'managed users', host: 'github.com', web: /^http:\/\/127\.0\.0\.1:\d+\//, suffix: '_acme', hasSso: false },
  {
    ...{ called: 'data residency', host: 'data_residency', web: /^http:\/\/acme\.ghe\.com:\d+\// },
    ...{ suffix: '_acme', hasSso: false },
  },
  {
    ...{ called: 'Enterprise Server', host: 'enterprise_server', web: /^http:\/\/github\.acme\.example:\d+\// },
    ...{ suffix: '', hasSso: false },
  },
];

/** Somebody in it, by the login that they have there. */
type Walk = { readonly kind: Kind; readonly world: TestWorld; readonly login: (of: string) => string };

async function open(kind: Kind): Promise<Walk> {
  const login = (of: string): string => `${of}${kind.suffix}`;
  const more = '    classic: { allowed: true, reasons: [packages] }\n';
  const policy = policyText(more)
    // She signs in instead.
    .replace(new RegExp(`^ {2}${mona.slackId}: .*\n`, 'm'), '')
    .replace(/^( {2}U0\w+: )(\S+)$/gm, (_, before: string, name: string) => `${before}${login(name)}`)
    .replace(/^ {2}acme-ci:/m, `  ${login('acme-ci')}:`);
  const prepare = ({ github }: World): void => {
    const acme = github.state.organization(organization);
    if (acme === undefined) throw new Error('no organization');
    if (kind.suffix !== '')
      for (const { login: name } of github.state.accounts.filter(({ id }) => acme.members.has(id)))
        github.people.renameUser(name, login(name));
    if (kind.hasSso) acme.credentials = [];
    // Enterprise Server has no such list, whatever the App may do.
    if (kind.hasSso || kind.host === 'enterprise_server')
      github.state.app.permissions.organization_administration = 'write';
  };
  const world = await startWorld({ isOverHttp: true, host: kind.host, hasSignIn: true, policy, prepare });
  return { kind, world, login };
}

function newest(world: TestWorld, actionId: string, slackId: string = mona.slackId): PostedMessage {
  const message = world.slack.directMessages(slackId).findLast((one) => buttonsOf(one).includes(actionId));
  if (message === undefined) throw new Error(`no message offers ${actionId}`);
  return message;
}

/** Where the button leads. */
function linkOf(message: PostedMessage, actionId: string): string {
  const elements = message.blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
  const found = elements.find((element) => 'action_id' in element && element.action_id === actionId);
  if (found === undefined || !('url' in found) || found.url === undefined) throw new Error(`${actionId} has no link`);
  return found.url;
}

async function press(world: TestWorld, message: PostedMessage, actionId: string, slackId: string = mona.slackId) {
  const outcome = await world.slack.click(slackId, message, actionId);
  return world.slack.until(() => outcome.modal);
}

async function linksHerself({ world, login }: Walk): Promise<void> {
  const done = await linkBySignIn(world, mona.slackId, login('mona'));
  expect(done.text).toContain(`You are ${login('mona')} on GitHub for Countersign now.`);
  expect(await say(world, mona.slackId, '/pat link')).toContain(
    `You are linked to ${login('mona')} on GitHub already.`,
  );
}

async function findsRepositoryByAddress({ world }: Walk): Promise<void> {
  const first = await fillPage(world, mona.slackId, await openForm(world, mona.slackId), usual);
  const { view } = await world.slack.submit(mona.slackId, first);
  if (view === undefined) throw new Error('the form did not go on');
  const typed = `${world.githubWebUrl}/acme/payments/tree/main`;
  const found = await world.slack.suggest(mona.slackId, view, 'repositories', typed);
  expect(found.map(({ value }) => value)).toEqual(['payments']);
}

/** Asked for, approved, made by the link and let in. */
async function gets({ kind, world, login }: Walk): Promise<LocalToken> {
  await askForToken(world, mona.slackId);
  await approve(world);
  const isServer = kind.host === 'enterprise_server';
  const message = newest(world, 'create_on_github');
  const link = linkOf(message, 'create_on_github');
  expect(link).toMatch(kind.web);
  expect(readPrefill(link)).toMatchObject(
    isServer
      ? { name: '', permissions: {} }
      : { name: 'nightly-release', targetName: 'acme', permissions: { contents: 'write', pull_requests: 'read' } },
  );
  const told = reads(message);
  expect(told.includes('GitHub Enterprise Server opens a blank page: copy the values below.')).toBe(isServer);
  expect(told.includes('The link fills in:')).toBe(!isServer);
  for (const value of ['nightly-release', organization, 'payments', 'Contents']) expect(told).toContain(value);
  expect(await openHome(world, mona.slackId)).toContain(
    isServer
      ? 'GitHub Enterprise Server opens a blank page: copy the values from Details.'
      : 'Copy the repositories and the justification from Details.',
  );
  const token = await makeToken(world, {}, login('mona'));
  expect(isActive(world, token)).toBe(true);
  expect(reads(cardOf(world, 'PAT-1'))).toContain('has been active');
  return token;
}

async function readsHowToUseIt({ kind, world, login }: Walk): Promise<void> {
  const guide = reads((await press(world, newest(world, 'token_guide'), 'token_guide')) as never);
  const { host } = new URL(world.githubWebUrl);
  expect(guide).toContain(`git clone http://${login('mona')}@${host}/acme/`);
  expect(guide.includes('Your codespaces')).toBe(kind.host !== 'enterprise_server');
}

async function isDenied({ world }: Walk): Promise<void> {
  await askForToken(world, mona.slackId, { token_name: 'second' });
  await deny(world, 'One is enough', '· PAT-2');
  expect(lastDirectMessage(world, mona.slackId)).toContain('One is enough');
}

async function unaskedIsHeldAndDenied({ world, login }: Walk): Promise<void> {
  const stray = await makeToken(world, { name: 'quick-hack' }, login('mona'));
  expect(isPending(world, stray)).toBe(true);
  const view = await press(world, cardOf(world, '“quick-hack”'), 'deny_pending_token', bea.slackId);
  await world.slack.submit(bea.slackId, await world.slack.fill(bea.slackId, view, { reason: 'Ask for it first' }));
  await world.settle();
  expect([isPending(world, stray), isActive(world, stray)]).toEqual([false, false]);
  expect(world.github.state.reviews.map(({ act }) => act)).toEqual(['approve', 'deny']);
}

/** PAT-3: where GitHub shows it, it is compared; where not, that is said. */
async function getsClassic({ kind, world, login }: Walk): Promise<void> {
  const asked = {
    ...{ token_kind: 'classic', classic_reason: 'packages', purpose: 'Publish our packages', token_name: 'publish' },
    ...{ lifetime: '30', classic_scopes: ['write:packages'], justification: 'Publishes from our own machine.' },
  };
  const page = await fillPage(world, mona.slackId, await openForm(world, mona.slackId), asked);
  expect(reads(page as never)).toContain(
    kind.hasSso ? 'We see classic tokens once they are authorized for acme' : 'We remind you by the date you give.',
  );
  if (kind.host === 'enterprise_server')
    expect(reads(page as never)).toContain('GitHub doesn’t let an organization without SAML SSO see classic tokens.');
  await askForToken(world, mona.slackId, asked);
  await approve(world, '· PAT-3');
  const message = newest(world, 'classic_made');
  const link = linkOf(message, 'create_on_github');
  expect(link).toMatch(kind.web);
  expect(readClassicPrefill(link)).toEqual({ note: 'publish', scopes: ['write:packages'], expires: '30' });
  expect(reads(message)).toMatch(
    /Fill in yourself:\*\nExpiration: 30 days\n\*The link fills in:\*\nToken name: publish \/ Scopes: \/ - write:packages/,
  );
  const form = await press(world, message, 'classic_made');
  await world.slack.submit(mona.slackId, await world.slack.fill(mona.slackId, form, { last_eight: '7f3a9c01' }));
  await world.settle();
  expect(lastDirectMessage(world, mona.slackId)).toContain('We’ll remind you before it ends.');
  if (!kind.hasSso) return;
  const end = { expiresAt: new Date(world.now() + 30 * dayMs) };
  const { state } = world.github;
  authorizeClassic(state, organization, login('mona'), {
    ...{ ...end, note: 'publish', lastEight: '7f3a9c01', scopes: ['write:packages'] },
  });
  authorizeClassic(state, organization, login('mona'), {
    ...{ ...end, note: 'quick', lastEight: 'ccccdddd', scopes: ['admin:org'] },
  });
  await world.pass({ hours: 1 });
  expect(cardsAbout(world, 'classic token “publish” for acme')).toHaveLength(0);
  const card = cardOf(world, 'classic token “quick” for acme');
  const reason = await press(world, card, 'revoke_token', bea.slackId);
  await world.slack.submit(bea.slackId, await world.slack.fill(bea.slackId, reason, { reason: 'Nobody needs it.' }));
  await world.settle();
  expect(state.organization(organization)?.credentials?.map(({ note }) => note)).toEqual(['publish']);
  expect(reads(asItIsNow(world, card))).toContain('revoked it on');
}

async function reportsLeak({ kind, world }: Walk, leaked: LocalToken): Promise<void> {
  const asked = await world.slack.command(mona.slackId, '/pat leak');
  const form = await world.slack.until(() => asked.modal);
  const filled = await world.slack.fill(mona.slackId, form, { credential: leaked.secret });
  const { view: asking } = await world.slack.submit(mona.slackId, filled);
  if (asking === undefined) throw new Error('the form did not ask');
  const isServer = kind.host === 'enterprise_server';
  const cant = 'GitHub Enterprise Server can’t revoke a token that somebody else reports.';
  expect(reads(asking as never).includes(cant)).toBe(isServer);
  expect(asking.submit?.text).toBe(isServer ? 'Tell the owners' : 'Revoke now');
  if (isServer)
    expect(reads(asking as never)).toContain(
      'its owner deletes it on GitHub under Settings → Developer settings → Fine-grained tokens.',
    );
  const { view: done } = await world.slack.submit(mona.slackId, asking);
  await world.settle();
  expect(reads(done as never)).toContain(
    isServer ? 'GitHub revoked nothing.' : 'GitHub accepted 1 fine-grained personal access token for revocation.',
  );
  const calls = world.github.server.calls.filter(({ name }) => name.endsWith('/credentials/revoke'));
  expect(calls).toHaveLength(isServer ? 0 : 1);
  expect(reads(cardOf(world, 'reported a leak'))).toContain('1 fine-grained personal access token');
  await world.pass({ minutes: 6 });
  expect(isActive(world, leaked)).toBe(isServer);
  if (!isServer) return;
  world.github.people.deleteToken(leaked.tokenId);
  await world.pass({ minutes: 6 });
}

/** By the reminder, on its one page. */
async function renews({ kind, world }: Walk, token: LocalToken, number: string): Promise<void> {
  await world.pass({ days: 16, hours: 6 });
  const reminder = newest(world, 'renew_token');
  expect(reads(reminder)).toContain('“nightly-release” for acme expires in 14 days');
  const page = await press(world, reminder, 'renew_token');
  await world.slack.submit(mona.slackId, page);
  await world.settle();
  await approve(world, `· ${number}`);
  const approved = newest(world, 'open_on_github');
  expect(linkOf(approved, 'open_on_github')).toMatch(kind.web);
  expect(reads(approved)).toContain('choose “Regenerate token”');
  world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 30 * dayMs));
  await world.pass({ minutes: 6 });
  expect(lastDirectMessage(world, mona.slackId)).toContain(`You renewed “nightly-release” (${number})`);
}

async function driftsAndIsRevoked({ world, login }: Walk, token: LocalToken): Promise<void> {
  const acme = world.github.state.organization(organization);
  if (acme === undefined) throw new Error('no organization');
  // An owner switches GitHub's own approval off for a moment.
  acme.approvalRequired = false;
  world.github.people.editToken(token.tokenId, { repositories: ['payments', 'website', 'webhooks-demo'] });
  acme.approvalRequired = true;
  await world.pass({ minutes: 6 });
  expect(reads(cardOf(world, 'token “nightly-release”'))).toContain('the repository webhooks-demo (not approved)');
  expect(await say(world, mona.slackId, '/pat list')).toContain('nightly-release, expires on');
  const home = await openHome(world, mona.slackId);
  expect(home).toContain('It’s wider than approved.');
  await world.slack.command(bea.slackId, '/pat tokens');
  expect(await untilItSays(world, bea.slackId, 'nightly-release')).toContain(login('mona'));
  await revoke(world, carl.slackId, 'token “nightly-release”', 'It reaches too much.');
  await world.settle();
  expect(isActive(world, token)).toBe(false);
  expect(reads(cardOf(world, 'token “nightly-release”'))).toContain(`Revoked by <@${carl.slackId}>`);
}

describe.each(kinds)('on $called', (kind) => {
  it('a person goes the whole way, from linking to a revoked token, and reads what this GitHub can’t do', async () => {
    const walk = await open(kind);
    const { world, login } = walk;
    await linksHerself(walk);
    await findsRepositoryByAddress(walk);
    const token = await gets(walk);
    await readsHowToUseIt(walk);
    await isDenied(walk);
    await unaskedIsHeldAndDenied(walk);
    await getsClassic(walk);
    await askForToken(world, mona.slackId, { token_name: 'leaky' });
    await approve(world, '· PAT-4');
    await reportsLeak(walk, await makeToken(world, { name: 'leaky' }, login('mona')));
    await renews(walk, token, 'PAT-5');
    await driftsAndIsRevoked(walk, token);
    const [api, other] = [/^\w+ \/api\/v3\//, /^\w+ \/login\//];
    const names = world.github.server.calls.map(({ name }) => name).filter((name) => !other.test(name));
    expect(names.filter((name) => api.test(name) !== (kind.host === 'enterprise_server'))).toEqual([]);
  });
});

describe('on Enterprise Server', () => {
  const said = (world: TestWorld) => world.logLines.filter(({ what }) => what.includes('Enterprise Server'));

  it('its version is logged once, however often it answers, and again after an upgrade', async () => {
    const world = await startWorld({ isOverHttp: true, host: 'enterprise_server' });
    for (let hour = 0; hour < 2; hour += 1) await world.pass({ minutes: 6 });
    expect(said(world)).toMatchObject([{ level: 'info', fields: { version: '3.17.2' } }]);
    world.github.version = '3.18.0';
    await world.pass({ minutes: 6 });
    expect(said(world)).toHaveLength(2);
  });

  it('a version that was not tried is a warning at the start', async () => {
    const world = await startWorld({
      isOverHttp: true,
      host: 'enterprise_server',
      prepare: ({ github }) => {
        github.version = '3.16.9';
      },
    });
    expect(said(world)).toMatchObject([{ level: 'warn', fields: { version: '3.16.9', least: '3.17' } }]);
  });
});
