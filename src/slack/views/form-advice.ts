import type { KnownBlock, RichTextSection } from '@slack/types';
import type { WhereUsed } from '../../domain/requests/where-used.ts';
import type { Wording } from '../../wording/wording.ts';
import { button } from './layout.ts';

/** What would serve better than a token, with a link a line, and the button that ends the form. */
export function adviceBlocks(where: WhereUsed, draftId: string, wording: Wording): KnownBlock[] {
  const line = (...elements: RichTextSection['elements']): RichTextSection => ({ type: 'rich_text_section', elements });
  const lines = wording
    .advice(where)
    .map(({ text, link }) =>
      line({ type: 'text', text: `${text} ` }, { type: 'link', url: link.url, text: link.label }),
    );
  return [
    {
      type: 'rich_text',
      elements: [
        line({ type: 'text', text: wording.adviceTitle, style: { bold: true } }),
        { type: 'rich_text_list', style: 'bullet', elements: lines },
      ],
    },
    { type: 'actions', elements: [button('solved', wording.solves, draftId)] },
  ];
}
