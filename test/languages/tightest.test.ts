import { checkView } from '@countersign/sandbox-slack/check-view';
import { limits } from '@countersign/sandbox-slack/limits';
import { describe, expect, it } from 'vitest';
import { classicScopes } from '../../src/domain/classic/scope-catalogue.ts';
import type { OrganizationId, RepositoryId } from '../../src/domain/ids.ts';
import { type Language, languages } from '../../src/domain/language.ts';
import { permissionCatalogue } from '../../src/domain/scope/permission-catalogue.ts';
import { claimView } from '../../src/slack/views/claim-token.ts';
import {
  classicScopeOption,
  permissionOption,
  permissionOptions,
  repositoryOption,
  repositoryOptions,
} from '../../src/slack/views/options.ts';
import { requestFormView } from '../../src/slack/views/request-form.ts';
import { reviewUnusedView } from '../../src/slack/views/review-unused.ts';
import { wordingFor } from '../../src/wording/wording-for.ts';
import { activeToken, tokenThatIs } from '../slack/sample-contents.ts';
import { mona } from '../support/sample-people.ts';
import { organizationPolicy, pendingRequest } from '../support/sample-requests.ts';
import { everyScreen } from './every-screen.ts';

type Place = keyof typeof limits;
type Element = { readonly type?: unknown; readonly text?: unknown } & Readonly<Record<string, unknown>>;

/** Where a plain text stands, by what holds it and under which key; mrkdwn has room for whole sentences. */
function placeOf(holder: Element, key: string): Place | null {
  if (holder.type === 'modal') return key === 'title' ? 'viewTitle' : key === 'submit' ? 'viewSubmit' : 'viewClose';
  if (holder.type === 'button') return 'buttonText';
  if (holder.type === 'header') return 'headerText';
  if (holder.type === 'input') return key === 'hint' ? 'inputHint' : 'inputLabel';
  if (key === 'placeholder') return 'placeholder';
  if ('confirm' in holder) {
    if (key === 'title') return 'confirmTitle';
    return key === 'text' ? 'confirmText' : key === 'deny' ? 'confirmDenyButton' : 'confirmButton';
  }
  if (key === 'description') return 'optionDescription';
  if (key === 'label') return 'groupLabel';
  return 'value' in holder ? 'optionText' : null;
}

function longestIn(shown: unknown, found: Map<Place, string>): void {
  const walk = (one: unknown, key: string, holder: Element): void => {
    if (Array.isArray(one)) {
      for (const item of one) walk(item, key, holder);
      return;
    }
    if (typeof one !== 'object' || one === null) return;
    const element = one as Element;
    if (element.type === 'plain_text' && typeof element.text === 'string') {
      const place = placeOf(holder, key);
      if (place !== null && element.text.length > (found.get(place)?.length ?? 0)) found.set(place, element.text);
    }
    for (const [name, below] of Object.entries(element)) walk(below, name, element);
  };
  walk(shown, '', {});
}

const searched = [{ value: 'contents:read' }] as never;

/** The longest that each place shows anywhere, and in the answers of a type-ahead. */
function longestOf(language: Language): ReadonlyMap<Place, string> {
  const wording = wordingFor(language, '/pat');
  const found = new Map<Place, string>();
  for (const { shown } of everyScreen(wording)) longestIn(shown, found);
  longestIn(
    permissionCatalogue.flatMap(({ group, name, levels }) =>
      levels.map((level) => permissionOption(group, `${name}:${level}`, wording)),
    ),
    found,
  );
  longestIn(
    classicScopes.map(({ name }) => classicScopeOption(name, wording)),
    found,
  );
  const repositories = [{ id: 1 as RepositoryId, name: 'website', isPrivate: false }];
  longestIn(repositoryOptions({ repositories, hasMore: true }, wording), found);
  longestIn(permissionOptions({ repository: searched, organization: searched }, wording), found);
  return found;
}

/** How many characters each may have at the most, well within what Slack takes: a sentence that grows is looked at before Slack refuses it. */
const rows: readonly (readonly [Place, Readonly<Record<Language, number>>])[] = [
  ['viewTitle', { en: 24, ja: 16 }],
  ['viewSubmit', { en: 20, ja: 12 }],
  ['viewClose', { en: 10, ja: 8 }],
  ['buttonText', { en: 40, ja: 30 }],
  ['optionText', { en: 75, ja: 75 }],
  ['optionDescription', { en: 60, ja: 45 }],
  ['groupLabel', { en: 60, ja: 45 }],
  ['placeholder', { en: 40, ja: 20 }],
  ['inputLabel', { en: 60, ja: 40 }],
  ['inputHint', { en: 200, ja: 120 }],
  ['confirmTitle', { en: 60, ja: 40 }],
  ['confirmText', { en: 200, ja: 120 }],
  ['confirmButton', { en: 20, ja: 12 }],
  ['confirmDenyButton', { en: 20, ja: 12 }],
  ['headerText', { en: 60, ja: 40 }],
];

describe.each(languages)('in %s', (language) => {
  const longest = longestOf(language);

  it.each(rows)('%s has room to spare', (place, most) => {
    const text = longest.get(place) ?? '';
    expect(text.length, text).toBeGreaterThan(0);
    expect(most[language]).toBeLessThanOrEqual(limits[place]);
    expect(text.length, text).toBeLessThanOrEqual(most[language]);
  });

  it('no label is measured that the table leaves out', () => {
    expect([...longest.keys()].filter((place) => !rows.some(([one]) => one === place))).toEqual([]);
  });

  it('Slack takes the forms with the longest logins, names and texts, in characters of three bytes', () => {
    const wording = wordingFor(language, '/pat');
    const login = 'l'.repeat(100);
    const classic = { isAllowed: true, reasons: ['packages'] } as const;
    const long = { ...organizationPolicy(), login, classic };
    const form = (page: 1 | 2) =>
      requestFormView(
        page,
        {
          ...{ draftId: 'd1', organizations: [long, { ...long, login: `m${login.slice(1)}` }], chosen: long },
          machineUsers: [login, `k${login.slice(1)}`],
          answers: {
            ...{ purpose: '文'.repeat(200), token_name: '文'.repeat(60), description: '文'.repeat(2_000) },
            ...{ justification: '文'.repeat(2_000), repository_access: 'subset', preset: 'other' },
            repositories: [`${'r'.repeat(99)}1`, `${'r'.repeat(99)}2`],
          },
        },
        wording,
      );
    const holder = { ...mona, login };
    const tokens = [1, 2, 3].map((id) => activeToken({ id: `t${id}`, tokenName: '文'.repeat(40), holder }));
    const requests = [1, 2, 3, 4, 5].map((number) => pendingRequest(number, { tokenName: '文'.repeat(40) }));
    const views = [
      form(1),
      form(2),
      claimView(tokenThatIs('held', { tokenName: '文'.repeat(40) }), requests, true, wording),
      reviewUnusedView(1 as OrganizationId, login, tokens, wording),
    ];
    expect(views.flatMap((view) => checkView(view, 'modal'))).toEqual([]);
    expect(repositoryOption('r'.repeat(100)).text.text).toHaveLength(75);
  });
});
