import type { ToldPolicy } from '../../operations/ask/tell-policy.ts';
import type { Wording } from '../../wording/wording.ts';
import { bytesOf } from './bytes.ts';
import { type Rendered, render } from './layout.ts';
import type { PlainPart } from './part.ts';

/** So that the message's text, which has the least room, has all of it. */
const mostBytes = 2_600;
const mostRules = 12;

/** The rules of a page, in their order. */
function pagesOf(lines: readonly PlainPart[]): readonly (readonly PlainPart[])[] {
  const pages: PlainPart[][] = [[]];
  let bytes = 0;
  for (const line of lines) {
    const size = bytesOf(JSON.stringify(line));
    const page = pages.at(-1) ?? [];
    if (page.length > 0 && (bytes + size > mostBytes || page.length >= mostRules)) {
      pages.push([line]);
      bytes = size;
    } else {
      page.push(line);
      bytes += size;
    }
  }
  return pages;
}

/** `/pat policy`: what each organization's limits and rules are, and how the next page is asked for. */
export function policyMessage(told: readonly ToldPolicy[], page: number, wording: Wording): Rendered {
  const lines = told.flatMap(({ policy, isForOwner }): readonly PlainPart[] => [
    { strong: wording.policyTitle(policy.login) },
    { say: wording.policyLimits(policy) },
    ...(policy.rules.length === 0 ? [{ note: wording.policyNoRules }] : []),
    ...policy.rules.map((rule, index): PlainPart => {
      return { fact: `${index + 1}. ${rule.name}`, value: wording.policyRule(rule, isForOwner) };
    }),
  ]);
  const pages = pagesOf(lines);
  const at = Math.min(Math.max(page, 1), pages.length);
  const [only, ...others] = told;
  const more =
    at < pages.length
      ? [{ note: wording.policyMore(at, pages.length, others.length === 0 ? only?.policy.login : '') }]
      : [];
  return render([...(pages[at - 1] ?? []), ...more], wording);
}
