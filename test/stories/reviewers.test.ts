import { cast, channel, policyText, type World } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken, fillForm, usual } from '../support/ask-for-token.ts';
import { acceptOffer, adjust } from '../support/offers.ts';
import {
  approve,
  buttonsOf,
  cardOf,
  cardsAbout,
  deny,
  isActive,
  lastDirectMessage,
  makeToken,
  reads,
  toldPrivately,
  usualToken,
} from '../support/people.ts';
import { startWorld as startAnyWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea, carl, dan } = cast;

/** The cast's policy with these lines of acme. */
function decidedBy(text: string): string {
  return policyText(`${text}\n`);
}

const startWorld = ({ policy, prepare }: { readonly policy: string; readonly prepare?: (world: World) => void }) =>
  startAnyWorld({
    policy,
    prepare: (world) => {
      inChannel(world);
      prepare?.(world);
    },
  });

/** Whoever is to decide has to be where the cards are. */
const inChannel = ({ slack }: World): void => {
  const members = [mona, bea, carl, dan].map(({ slackId }) => slackId);
  slack.addChannel({ id: channel, name: 'token-reviews', isPrivate: true, members });
  slack.inviteBot(channel);
};
const withTeam = ({ github }: World): void => github.state.setTeam('acme', 'security', [dan.login, mona.login]);
const onCall = 'S0ONCALL001';

describe('a team that reviews', () => {
  const policy = decidedBy('    reviewers: [team:security]');

  it('is told before sending, approves with a word that says so, and the App lets the token in', async () => {
    const world = await startWorld({ policy, prepare: withTeam });
    const last = await fillForm(world, mona.slackId);
    expect(JSON.stringify(last)).toContain('The team security will review this.');
    await world.slack.submit(mona.slackId, last);
    await world.settle();
    expect(reads(cardOf(world, 'PAT-1'))).toContain('The team security may decide this.');
    await approve(world, 'PAT-1', dan.slackId);
    expect(reads(cardOf(world, 'PAT-1'))).toContain(`Approved by <@${dan.slackId}> (team security): “nightly-release”`);
    await makeToken(world, usualToken(world));
    await world.settle();
    expect(lastDirectMessage(world, mona.slackId)).toContain('can reach acme now');
  });

  it('offers less, which counts as its member’s approval once it is accepted; an owner beside it can’t', async () => {
    const world = await startWorld({ policy, prepare: withTeam });
    await askForToken(world, mona.slackId, { repositories: ['website'] });
    const { slack } = world;
    const opened = await slack.click(bea.slackId, cardOf(world, 'PAT-1'), 'adjust_request');
    const said = 'Only the team security can decide this.';
    await slack.until(() => (JSON.stringify(opened.modal?.blocks ?? []).includes(said) ? opened.modal : undefined));
    const less = { lifetime: '7', reason: 'A week is enough.' };
    expect(await adjust(world, less, dan.slackId)).toMatchObject({ closed: true });
    await acceptOffer(world);
    expect(reads(cardOf(world, 'PAT-1'))).toContain(`Approved by <@${dan.slackId}> (team security): “nightly-release”`);
    const expiresAt = new Date(world.now() + 7 * 86_400_000);
    const token = await makeToken(world, { ...usualToken(world), repositories: ['website'], expiresAt });
    expect(isActive(world, token)).toBe(true);
    await askForToken(world, mona.slackId, { token_name: 'payer', repositories: ['payments'] });
    const unseen = 'You can’t see any of the repositories that PAT-2 requests, so you can’t offer less of it.';
    const refused = await slack.click(dan.slackId, cardOf(world, 'PAT-2'), 'adjust_request');
    await slack.until(() => (JSON.stringify(refused.modal?.blocks ?? []).includes(unseen) ? refused.modal : undefined));
  });

  it('refuses an owner who is not in it, and whoever asked, in words', async () => {
    const world = await startWorld({ policy, prepare: withTeam });
    await askForToken(world, mona.slackId);
    expect(await toldPrivately(world, await approve(world))).toContain(
      'Only the team security can decide this. Your GitHub account bea-owner isn’t one of them now. Nothing was decided.',
    );
    expect(await toldPrivately(world, await approve(world, 'PAT-1', mona.slackId))).toContain('your own request');
    expect(buttonsOf(cardOf(world, 'PAT-1'))).toContain('approve_request');
  });

  it('knows a member who has another login by now', async () => {
    const world = await startWorld({ policy, prepare: withTeam });
    await askForToken(world, mona.slackId);
    world.github.people.renameUser(dan.login, 'dan-renamed');
    await approve(world, 'PAT-1', dan.slackId);
    expect(reads(cardOf(world, 'PAT-1'))).toContain(`Approved by <@${dan.slackId}> (team security): `);
  });

  it('has nobody in it who was taken out a moment ago', async () => {
    const world = await startWorld({ policy, prepare: withTeam });
    await askForToken(world, mona.slackId);
    world.github.state.setTeam('acme', 'security', [mona.login]);
    expect(await toldPrivately(world, await approve(world, 'PAT-1', dan.slackId))).toContain('Only the team security');
  });

  it('decides nothing while GitHub is silent', async () => {
    const world = await startWorld({ policy, prepare: withTeam });
    await askForToken(world, mona.slackId);
    world.github.server.faults.add({ fits: /teams\/security/, times: 9, when: 'before', answer: { status: 502 } });
    expect(await toldPrivately(world, await approve(world, 'PAT-1', dan.slackId))).toContain(
      'We couldn’t check with GitHub and Slack that you may decide this for acme. Nothing was decided.',
    );
  });

  it('has its approval taken back where its member was taken out before GitHub was told', async () => {
    const world = await startWorld({ policy, prepare: withTeam });
    await askForToken(world, mona.slackId);
    await approve(world, 'PAT-1', dan.slackId);
    world.github.state.setTeam('acme', 'security', [mona.login, carl.login]);
    await makeToken(world, usualToken(world));
    await world.settle();
    expect(world.github.state.reviews).toEqual([]);
    expect(lastDirectMessage(world, mona.slackId)).toContain(
      `<@${dan.slackId}> approved it, but is no longer one of its reviewers or active in Slack.`,
    );
  });

  it('that has nobody who could decide leaves it to the owners, and says so first', async () => {
    const world = await startWorld({
      policy,
      prepare: ({ github }) => github.state.setTeam('acme', 'security', [mona.login]),
    });
    const last = await fillForm(world, mona.slackId);
    expect(JSON.stringify(last)).toContain(
      'Nobody whom the policy names could decide this. The owners of acme will review it.',
    );
    await world.slack.submit(mona.slackId, last);
    await world.settle();
    await approve(world);
    expect(reads(cardOf(world, 'PAT-1'))).toContain(`Approved by <@${bea.slackId}>: `);
  });
});

describe('who is not in the channel', () => {
  const policy = decidedBy('    reviewers: [team:security]');
  const asked = async (prepare: (world: World) => void): Promise<string> => {
    const both = (one: World): void => {
      withTeam(one);
      prepare(one);
    };
    const world = await startAnyWorld({ policy, prepare: both });
    return JSON.stringify(await fillForm(world, mona.slackId));
  };

  it('has no button, so the owners review what nobody else could decide', async () => {
    expect(await asked(() => undefined)).toContain('Nobody whom the policy names could decide this.');
  });

  it('is not told to be missing while Slack does not say who is there', async () => {
    const silent = { fits: /conversations.members/, times: 99, when: 'before', answer: { status: 500 } } as const;
    expect(await asked(({ slack }) => slack.server.faults.add(silent))).toContain(
      'The team security will review this.',
    );
  });
});

describe('two of a team', () => {
  const policy = decidedBy('    reviewers: [owners, team:security]\n    approvals: 2');

  it('count as long as they are in it: who left between the first approval and the second does not', async () => {
    const world = await startWorld({ policy, prepare: withTeam });
    await askForToken(world, mona.slackId);
    await approve(world, 'PAT-1', dan.slackId);
    expect(reads(cardOf(world, 'PAT-1'))).toContain(`1 of 2: <@${dan.slackId}> (team security) approved.`);
    world.github.state.setTeam('acme', 'security', [mona.login]);
    await approve(world, 'PAT-1', bea.slackId);
    expect(reads(cardOf(world, 'PAT-1'))).not.toContain('Approved by');
    await approve(world, 'PAT-1', carl.slackId);
    expect(reads(cardOf(world, 'PAT-1'))).toContain(`Approved by <@${bea.slackId}> and <@${carl.slackId}>: `);
  });

  it('are not asked for any more after one of them denied', async () => {
    const world = await startWorld({ policy, prepare: withTeam });
    await askForToken(world, mona.slackId);
    await approve(world, 'PAT-1', bea.slackId);
    await deny(world, 'Not this week', 'PAT-1', dan.slackId);
    expect(reads(cardOf(world, 'PAT-1'))).toContain(`Denied by <@${dan.slackId}> (team security) on`);
    expect(buttonsOf(cardOf(world, 'PAT-1'))).toEqual(['request_details']);
  });
});

describe('an on-call group of Slack’s', () => {
  const policy = decidedBy(`    reviewers: ["slack:${onCall}"]`);
  const withGroup =
    (...members: string[]) =>
    ({ slack }: World): void => {
      slack.state.groups?.set(onCall, { handle: 'on-call', members, isDisabled: false });
    };

  it('is mentioned on the card, and whoever is on duty at the click decides', async () => {
    const world = await startWorld({ policy, prepare: withGroup(carl.slackId) });
    await askForToken(world, mona.slackId);
    expect(reads(cardOf(world, 'PAT-1'))).toContain(`<!subteam^${onCall}> may decide this.`);
    withGroup(dan.slackId)(world);
    expect(await toldPrivately(world, await approve(world, 'PAT-1', carl.slackId))).toContain('isn’t one of them now');
    await approve(world, 'PAT-1', dan.slackId);
    expect(reads(cardOf(world, 'PAT-1'))).toContain(`Approved by <@${dan.slackId}> (<!subteam^${onCall}>): `);
  });

  it('decides nothing while Slack does not say who is in it', async () => {
    const world = await startWorld({ policy, prepare: withGroup(dan.slackId) });
    await askForToken(world, mona.slackId);
    world.slack.server.faults.add({ fits: /usergroups/, times: 9, when: 'before', answer: { status: 500 } });
    expect(await toldPrivately(world, await approve(world, 'PAT-1', dan.slackId))).toContain('We couldn’t check');
  });
});

describe('a group that is emptied while a request waits', () => {
  const policy = decidedBy(`    reviewers: ["slack:${onCall}"]\n    lapse: { undecided_days: 30 }`);
  const nobody = 'Nobody whom the policy names could decide this. The owners of acme';
  const setGroup = ({ slack }: World, members: readonly string[]): void => {
    slack.state.groups?.set(onCall, { handle: 'on-call', members: [...members], isDisabled: false });
  };

  it('leaves it to the owners: the channel and the requester are told once, and who comes back may decide', async () => {
    const world = await startWorld({ policy, prepare: (one) => setGroup(one, [dan.slackId]) });
    await askForToken(world, mona.slackId);
    setGroup(world, []);
    world.slack.server.faults.add({ fits: /usergroups/, times: 99, when: 'before', answer: { status: 500 } });
    await world.wake('leaveToOwners');
    expect(cardsAbout(world, nobody)).toEqual([]);
    world.slack.server.faults.clear();
    await world.pass({ hours: 1 });
    expect(cardsAbout(world, `${nobody} review it now.`)).toHaveLength(1);
    expect(lastDirectMessage(world, mona.slackId)).toContain(
      `Your request “nightly-release” (PAT-1) is still waiting. ${nobody} will review it.`,
    );
    expect(reads(cardOf(world, 'PAT-1'))).toContain('could decide this. The owners review it.');
    await world.pass({ hours: 2 });
    expect(cardsAbout(world, `${nobody} review it now.`)).toHaveLength(1);
    setGroup(world, [dan.slackId]);
    await approve(world, 'PAT-1', dan.slackId);
    expect(reads(cardOf(world, 'PAT-1'))).toContain(`Approved by <@${dan.slackId}> (<!subteam^${onCall}>): `);
  });
});

describe('administrators of the repositories', () => {
  const policy = decidedBy('    reviewers: [repository-admins]');
  const withAdmins =
    (...names: string[]) =>
    ({ github }: World): void => {
      for (const one of github.state.organization('acme')?.repositories ?? [])
        if (names.includes(one.name)) one.collaborators.set(dan.login, 'admin');
    };

  it('decide where they administer each of them', async () => {
    const world = await startWorld({ policy, prepare: withAdmins('payments', 'website') });
    await askForToken(world, mona.slackId);
    await approve(world, 'PAT-1', dan.slackId);
    expect(reads(cardOf(world, 'PAT-1'))).toContain(`Approved by <@${dan.slackId}> (administers its repositories): `);
  });

  it('do not where they administer one of two, or another repository took over the name', async () => {
    const world = await startWorld({ policy, prepare: withAdmins('payments') });
    await askForToken(world, mona.slackId);
    expect(await toldPrivately(world, await approve(world, 'PAT-1', dan.slackId))).toContain('isn’t one of them now');
    world.github.people.deleteRepository('acme', 'website');
    world.github.people.createRepository('acme', {
      name: 'website',
      private: false,
      collaborators: { [dan.login]: 'admin' },
    });
    expect(await toldPrivately(world, await approve(world, 'PAT-1', dan.slackId))).toContain('isn’t one of them now');
  });
});

describe('escalation', () => {
  const policy = decidedBy('    reviewers: [team:security]\n    escalation: { after_hours: 24, to: [owners] }');

  it('lets the owners decide too after a day without a decision, however late that is noticed, and not before', async () => {
    const world = await startWorld({ policy, prepare: withTeam });
    const last = await fillForm(world, mona.slackId);
    expect(JSON.stringify(last)).toMatch(/If nobody decides before .*, the owners of acme may decide too\./);
    await world.slack.submit(mona.slackId, last);
    await world.pass({ hours: 23 });
    expect(await toldPrivately(world, await approve(world))).toContain('Only the team security can decide this.');
    world.moveClock(7_200);
    await world.restart();
    await world.wake('escalate');
    await world.settle();
    expect(cardsAbout(world, 'Nobody decided in time, so the owners of acme may decide now too.')).toHaveLength(1);
    await world.wake('escalate');
    await world.settle();
    expect(cardsAbout(world, 'Nobody decided in time, so the owners of acme may decide now too.')).toHaveLength(1);
    expect(reads(cardOf(world, 'PAT-1'))).toContain(
      'Nobody decided in time. The team security or the owners of acme may decide this.',
    );
    await approve(world);
    expect(reads(cardOf(world, 'PAT-1'))).toContain(`Approved by <@${bea.slackId}>: `);
  });
});

describe('a rule that names reviewers', () => {
  const policy = decidedBy(`    rules:
      - name: Payments
        reason: The security team knows them.
        when: { requester: ["team:builders"], repositories: { topics: [money] } }
        then: { reviewers: ["user:${dan.login}"] }`);
  const money = ({ github }: World): void => {
    github.state.setTeam('acme', 'builders', [mona.login]);
    for (const one of github.state.organization('acme')?.repositories ?? []) one.topics = ['money'];
  };

  it('has them decide where the team of whoever asks and the topics match, and says the rule on the card', async () => {
    const world = await startWorld({ policy, prepare: money });
    await askForToken(world, mona.slackId);
    const card = reads(cardOf(world, 'PAT-1'));
    expect(card).toContain(`${dan.login} may decide this.`.replace(/^d/, 'D'));
    expect(card).toContain('By the rule “Payments”: The security team knows them.');
    await approve(world, 'PAT-1', dan.slackId);
    expect(reads(cardOf(world, 'PAT-1'))).toContain(`Approved by <@${dan.slackId}> (named in the policy): `);
  });

  it('leaves all else to those of the policy', async () => {
    const world = await startWorld({ policy });
    await askForToken(world, mona.slackId, { repositories: usual.repositories ?? [] });
    await approve(world);
    expect(reads(cardOf(world, 'PAT-1'))).toContain(`Approved by <@${bea.slackId}>: `);
  });
});

describe('who loses the right that a request names', () => {
  const setAdmin = ({ github }: World, role: 'admin' | 'read'): void => {
    for (const one of github.state.organization('acme')?.repositories ?? [])
      if (one.name === 'payments' || one.name === 'website') one.collaborators.set(dan.login, role);
  };
  const setOnCall = ({ slack }: World, member: string): void => {
    slack.state.groups?.set(onCall, { handle: 'on-call', members: [member], isDisabled: false });
  };
  const named = `user:${dan.login}`;
  const policyOf = (rule: string) => decidedBy(`    reviewers: [owners, "${rule}"]\n    approvals: 2`);
  const ways = {
    'an administrator of the repositories': {
      ...{ rule: 'repository-admins', as: 'administers its repositories' },
      prepare: (world: World) => setAdmin(world, 'admin'),
      lose: (world: TestWorld) => setAdmin(world, 'read'),
    },
    'on call in Slack': {
      ...{ rule: `slack:${onCall}`, as: `<!subteam^${onCall}>` },
      prepare: (world: World) => setOnCall(world, dan.slackId),
      lose: (world: TestWorld) => setOnCall(world, cast.nell.slackId),
    },
    'named in the policy': {
      ...{ rule: named, as: 'named in the policy' },
      prepare: () => undefined,
      // Somebody else's login by now, as the policy says.
      lose: (world: TestWorld) => world.restart(policyOf(named).replace(dan.slackId, cast.nell.slackId)),
    },
  };

  it.each(Object.keys(ways) as readonly (keyof typeof ways)[])(
    '%s: counts neither when the second approves, nor when GitHub is to be told, nor at their next click',
    async (kind) => {
      const { rule, as, prepare, lose } = ways[kind];
      const gone =
        kind === 'named in the policy'
          ? 'linked to the same GitHub account'
          : 'one of its reviewers or active in Slack';
      const world = await startWorld({ policy: policyOf(rule), prepare });
      await askForToken(world, mona.slackId);
      await askForToken(world, mona.slackId, { token_name: 'second' });
      await approve(world, '· PAT-1', dan.slackId);
      expect(reads(cardOf(world, '· PAT-1'))).toContain(`1 of 2: <@${dan.slackId}> (${as}) approved.`);
      await approve(world, '· PAT-2', dan.slackId);
      await approve(world, '· PAT-2', bea.slackId);
      expect(reads(cardOf(world, '· PAT-2'))).toContain(
        `Approved by <@${dan.slackId}> (${as}) and <@${bea.slackId}>: `,
      );
      await lose(world);
      await approve(world, '· PAT-1', bea.slackId);
      expect(reads(cardOf(world, '· PAT-1'))).toContain(`1 of 2: <@${bea.slackId}> approved.`);
      const token = await makeToken(world, { ...usualToken(world), name: 'second' });
      expect([isActive(world, token), world.github.state.reviews]).toEqual([false, []]);
      expect(lastDirectMessage(world, mona.slackId)).toContain(
        `<@${dan.slackId}> approved it, but is no longer ${gone}.`,
      );
      await approve(world, '· PAT-1', dan.slackId);
      expect(reads(cardOf(world, '· PAT-1'))).toContain(`1 of 2: <@${bea.slackId}> approved.`);
    },
  );
});

describe('a policy that is edited while a request waits', () => {
  const rule = `    rules:
      - name: Payments
        reason: The security team knows them.
        when: { repositories: { any: [payments] } }
        then: { reviewers: ["team:security"], approvals: 2 }`;
  const edited = decidedBy(`    reviewers: [owners]
    approvals: 1
    rules:
      - { name: All, reason: Trust., then: { outcome: allow } }`);

  it('leaves it its reviewers, its number and its rule, and rules what is asked from then on', async () => {
    const prepare = ({ github }: World) => github.state.setTeam('acme', 'security', [dan.login, carl.login]);
    const world = await startWorld({ policy: decidedBy(rule), prepare });
    await askForToken(world, mona.slackId);
    await world.restart(edited);
    expect(await toldPrivately(world, await approve(world, '· PAT-1'))).toContain(
      'Only the team security can decide this.',
    );
    await approve(world, '· PAT-1', dan.slackId);
    const card = reads(cardOf(world, '· PAT-1'));
    expect(card).toContain(`1 of 2: <@${dan.slackId}> (team security) approved.`);
    expect(card).toContain('By the rule “Payments”: The security team knows them.');
    await approve(world, '· PAT-1', carl.slackId);
    const token = await makeToken(world, usualToken(world));
    expect(isActive(world, token)).toBe(true);
    await askForToken(world, mona.slackId, { token_name: 'second' });
    expect(reads(cardOf(world, '· PAT-2'))).toContain('Approved by the rule “All”: “second”');
  });
});
