import type { KnownBlock } from '@slack/types';

/** So many blocks Slack takes for a Home. */
export const mostHomeBlocks = 100;

export type HomeSection = {
  /** Said in any case. */
  readonly heading: readonly KnownBlock[];
  /** Each with its buttons: shown whole, or counted. */
  readonly items: readonly (readonly KnownBlock[])[];
  /** So many are more than anybody reads. */
  readonly mostItems: number;
  /** How many blocks it may have before others have had theirs. */
  readonly share: number;
  readonly more: (hidden: number) => KnownBlock;
};

function sizeOf(section: HomeSection, shown: number): number {
  const blocks = section.items.slice(0, shown).reduce((sum, item) => sum + item.length, 0);
  return section.heading.length + blocks + (shown < section.items.length ? 1 : 0);
}

/** How many items fit into so much room. */
function fitting(section: HomeSection, room: number): number {
  const most = Math.min(section.items.length, section.mostItems);
  for (let shown = most; shown > 0; shown -= 1) if (sizeOf(section, shown) <= room) return shown;
  return 0;
}

/** The sections in so much room: each has its share, the longest give way where that is too much, and what is left goes to them from the top down. */
export function fitHome(sections: readonly HomeSection[], room: number): KnownBlock[] {
  const shown = sections.map((section) => fitting(section, section.share));
  const sizes = (): readonly number[] => sections.map((section, at) => sizeOf(section, shown[at] ?? 0));
  const sum = (all: readonly number[]): number => all.reduce((one, other) => one + other, 0);
  while (sum(sizes()) > room && shown.some((count) => count > 0)) {
    const givable = sizes().map((size, at) => ((shown[at] ?? 0) > 0 ? size : 0));
    const longest = givable.lastIndexOf(Math.max(...givable));
    shown[longest] = (shown[longest] ?? 1) - 1;
  }
  for (const [at, section] of sections.entries()) {
    const others = sum(sizes()) - sizeOf(section, shown[at] ?? 0);
    shown[at] = Math.max(shown[at] ?? 0, fitting(section, room - others));
  }
  return sections.flatMap((section, at) => {
    const kept = shown[at] ?? 0;
    const hidden = section.items.length - kept;
    return [...section.heading, ...section.items.slice(0, kept).flat(), ...(hidden > 0 ? [section.more(hidden)] : [])];
  });
}
