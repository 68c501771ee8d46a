import type { RichTextBlock, RichTextBlockElement, RichTextElement } from '@slack/types';
import type { VNode } from 'preact';
import { Broadcast, ChannelMention, DateShown, Link, UserMention } from './references.tsx';

type Style = { readonly bold?: boolean; readonly italic?: boolean; readonly strike?: boolean; readonly code?: boolean };

function styled(inner: VNode, style: Style = {}): VNode {
  let shown = inner;
  if (style.code) shown = <code>{shown}</code>;
  if (style.strike) shown = <s>{shown}</s>;
  if (style.italic) shown = <em>{shown}</em>;
  if (style.bold) shown = <strong>{shown}</strong>;
  return shown;
}

function inside(piece: RichTextElement): VNode {
  switch (piece.type) {
    case 'text':
      return <>{piece.text}</>;
    case 'link':
      return <Link url={piece.url}>{piece.text ?? piece.url}</Link>;
    case 'user':
      return <UserMention id={piece.user_id} />;
    case 'channel':
      return <ChannelMention id={piece.channel_id} />;
    case 'usergroup':
      return <span class="mention">@{piece.usergroup_id}</span>;
    case 'team':
      return <span class="mention">@{piece.team_id}</span>;
    case 'broadcast':
      return <Broadcast range={piece.range} />;
    case 'date':
      return <DateShown timestamp={piece.timestamp} format={piece.format} fallback={piece.fallback ?? ''} />;
    case 'emoji':
      return <>:{piece.name}:</>;
    case 'color':
      return <code>{piece.value}</code>;
    default:
      return <code>{JSON.stringify(piece)}</code>;
  }
}

function Pieces({ of }: { readonly of: readonly RichTextElement[] }) {
  return (
    <>
      {of.map((piece, index) => (
        <span key={index}>{styled(inside(piece), 'style' in piece ? piece.style : undefined)}</span>
      ))}
    </>
  );
}

function Part({ part }: { readonly part: RichTextBlockElement }) {
  switch (part.type) {
    case 'rich_text_section':
      return (
        <div class="rich-section">
          <Pieces of={part.elements} />
        </div>
      );
    case 'rich_text_quote':
      return (
        <blockquote>
          <Pieces of={part.elements} />
        </blockquote>
      );
    case 'rich_text_preformatted':
      return (
        <pre class="pre">
          <Pieces of={part.elements} />
        </pre>
      );
    case 'rich_text_list': {
      const items = part.elements.map((item, index) => (
        <li key={index}>
          <Pieces of={item.elements} />
        </li>
      ));
      const level = `rich-list rich-indent-${part.indent ?? 0}`;
      return part.style === 'ordered' ? (
        <ol class={level} start={('offset' in part ? Number(part.offset) : 0) + 1}>
          {items}
        </ol>
      ) : (
        <ul class={level}>{items}</ul>
      );
    }
    default:
      return <code>{JSON.stringify(part)}</code>;
  }
}

export function RichText({ block }: { readonly block: RichTextBlock }) {
  return (
    <div class="rich-text">
      {block.elements.map((part, index) => (
        <Part key={index} part={part} />
      ))}
    </div>
  );
}
