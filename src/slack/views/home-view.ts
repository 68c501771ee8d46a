import type { HomeView, KnownBlock } from '@slack/types';
import type { HomeContent, HomeReview } from '../../ports/home-content.ts';
import type { Wording } from '../../wording/wording.ts';
import { requestValue, tokenValue } from '../button-value.ts';
import { mrkdwnSpeech } from '../mrkdwn.ts';
import { fitHome, type HomeSection, mostHomeBlocks } from './fit-home.ts';
import {
  activeItem,
  classicItem,
  detailsButton,
  endedItem,
  line,
  type PersonsHome,
  waitingItem,
} from './home-items.ts';
import { blocksOf, button } from './layout.ts';
import type { Part } from './part.ts';
import { sentence, small } from './sentence.ts';

/** So many active tokens have all their buttons; the later ones have Details. */
const mostWithButtons = 10;

/** An owner of more has the cards in their channels. */
const mostOrganizations = 8;

function welcomeParts({ isNewcomer }: HomeContent, wording: Wording): readonly Part[] {
  if (!isNewcomer) return [];
  return [{ alarm: wording.welcomeTitle }, ...wording.welcome.map((say) => ({ say }))];
}

/** What a reviewer should look at in one organization; what there is nothing of is not said. */
function reviewSection(review: HomeReview, wording: Wording): HomeSection {
  const { requests, held, exceeding, unclaimed, organization } = review;
  const counts = wording.homeCounts;
  const details = (value: string) => detailsButton(value, wording);
  const kinds: readonly { readonly count: number; readonly says: string; readonly rows: readonly KnownBlock[][] }[] = [
    {
      count: requests.count,
      says: counts.requests(requests.count),
      rows: requests.first.map((one) => [
        ...line(wording.homeRequestRow(one, mrkdwnSpeech(wording)), details(requestValue(one))),
      ]),
    },
    ...(
      [
        [exceeding, counts.exceeding],
        [held, counts.held],
        [unclaimed, counts.unclaimed],
      ] as const
    ).map(([{ count, first }, say]) => ({
      count,
      says: say(count),
      rows: first.map((one) => [...line(wording.homeTokenRow(one, mrkdwnSpeech(wording)), details(tokenValue(one)))]),
    })),
  ];
  const some = kinds.filter(({ count }) => count > 0);
  return {
    heading: [
      ...blocksOf([{ alarm: wording.homeReview(organization, mrkdwnSpeech(wording)) }]),
      ...(some.length === 0 ? [sentence(wording.homeNothingToReview)] : []),
    ],
    // Each kind stands or falls with its rows: a count without a way to look at it helps nobody.
    items: some.map(({ says, rows, count }) => [
      sentence(says, true),
      ...rows.flat(),
      ...(count > rows.length ? [small(wording.moreListed(count - rows.length))] : []),
    ]),
    mostItems: kinds.length,
    share: 22,
    more: (hidden) => small(wording.moreListed(hidden)),
  };
}

function ownSections(home: PersonsHome, at: { readonly now: number; readonly zone: string }, wording: Wording) {
  const isForThem = ({ what }: PersonsHome['waiting'][number]): boolean =>
    what === 'question' || what === 'offer' || what === 'held' || what === 'to_make';
  const more = (hidden: number): KnownBlock => small(wording.moreListed(hidden));
  const section = (title: string, items: HomeSection['items'], mostItems: number, share: number): HomeSection[] =>
    items.length === 0 ? [] : [{ heading: blocksOf([{ alarm: title }]), items, mostItems, share, more }];
  const waiting = (isTheirs: boolean) =>
    home.waiting.filter((one) => isForThem(one) === isTheirs).map((one) => waitingItem(one, home, at.now, wording));
  const active = home.active.map((one, place) =>
    activeItem(one, home, { ...at, isBrief: place >= mostWithButtons }, wording),
  );
  const classic = home.classic.map((one) => classicItem(one, home, wording));
  const ended = home.ended.map((one) => endedItem(one, home, wording));
  return {
    forThem: section(wording.homeForYou, waiting(true), 10, 24),
    others: [
      ...section(wording.homeUnderWay, waiting(false), 10, 12),
      ...section(wording.homeActive, active, 40, 22),
      ...section(wording.classicTitle, classic, 5, 8),
      ...section(wording.homeEnded, ended, 5, 6),
    ],
  };
}

function personBlocks(home: PersonsHome, now: number, room: number, wording: Wording): KnownBlock[] {
  const own = ownSections(home, { now, zone: home.zone }, wording);
  const isEmpty = own.forThem.length === 0 && own.others.length === 0 && home.reviews.length === 0;
  const notes = [
    ...(home.reviews.some(({ isOwner }) => isOwner) && wording.helpWords.includes('tokens')
      ? [wording.homeInventory]
      : []),
    ...home.reviews
      .filter(({ isObserved }) => isObserved)
      .map(({ organization }) => wording.homeObserved(organization, mrkdwnSpeech(wording))),
    ...(home.unchecked.length > 0 ? [wording.homeUnchecked(home.unchecked, mrkdwnSpeech(wording))] : []),
  ];
  const begin = blocksOf([
    ...welcomeParts(home, wording),
    { buttons: [button('request_token', wording.homeRequest, 'home', { style: 'primary' })] },
    ...(isEmpty ? [{ say: wording.homeEmpty }] : []),
  ]);
  const end = notes.slice(0, 5).map(small);
  const sections = [
    ...own.forThem,
    ...home.reviews.slice(0, mostOrganizations).map((one) => reviewSection(one, wording)),
    ...own.others,
  ];
  return [...begin, ...fitHome(sections, room - begin.length - end.length), ...end];
}

/** A person's Home. `room`: so many blocks at the most. */
export function homeView(content: HomeContent, wording: Wording, now: number, room = mostHomeBlocks): HomeView {
  return { type: 'home', blocks: blocksFor(content, wording, now, room) };
}

function blocksFor(content: HomeContent, wording: Wording, now: number, room: number): KnownBlock[] {
  switch (content.for) {
    case 'stranger':
      return blocksOf([{ say: wording.refusal(content.refusal, mrkdwnSpeech(wording)) }]);
    case 'unlinked': {
      const { refusal } = content;
      // It answers with the way to GitHub, which is made for them at the click.
      const maySignIn = refusal.why === 'not_linked' && refusal.ways.includes('sign_in');
      return blocksOf([
        ...welcomeParts(content, wording),
        { say: wording.homeUnlinked(refusal, mrkdwnSpeech(wording)) },
        { buttons: maySignIn ? [button('request_token', wording.homeRequest, 'home', { style: 'primary' })] : [] },
      ]);
    }
    case 'person':
      return personBlocks(content, now, room, wording);
  }
}
