import { useMemo } from 'preact/hooks';
import { type Piece, parseMrkdwn, type Reading } from './parse-mrkdwn.ts';
import { Broadcast, ChannelMention, DateShown, Link, UserMention } from './references.tsx';

function Shown({ piece }: { readonly piece: Piece }) {
  switch (piece.kind) {
    case 'text':
      return <>{piece.text}</>;
    case 'code':
      return <code>{piece.text}</code>;
    case 'pre':
      return <pre class="pre">{piece.text}</pre>;
    case 'bold':
      return (
        <strong>
          <All pieces={piece.pieces} />
        </strong>
      );
    case 'italic':
      return (
        <em>
          <All pieces={piece.pieces} />
        </em>
      );
    case 'strike':
      return (
        <s>
          <All pieces={piece.pieces} />
        </s>
      );
    case 'quote':
      return (
        <blockquote>
          <All pieces={piece.pieces} />
        </blockquote>
      );
    case 'user':
      return <UserMention id={piece.id} />;
    case 'channel':
      return <ChannelMention id={piece.id} />;
    case 'usergroup':
      return <span class="mention">{piece.label ?? `@${piece.id}`}</span>;
    case 'broadcast':
      return <Broadcast range={piece.range} />;
    case 'link':
      return <Link url={piece.url}>{piece.label ?? piece.url}</Link>;
    case 'date': {
      const date = <DateShown timestamp={piece.timestamp} format={piece.format} fallback={piece.fallback} />;
      return piece.url === null ? date : <Link url={piece.url}>{date}</Link>;
    }
  }
}

function All({ pieces }: { readonly pieces: readonly Piece[] }) {
  return (
    <>
      {pieces.map((piece, index) => (
        <Shown key={index} piece={piece} />
      ))}
    </>
  );
}

export function Mrkdwn({ text, addresses, names }: { readonly text: string } & Reading) {
  const pieces = useMemo(() => parseMrkdwn(text, { addresses, names }), [text, addresses, names]);
  return <All pieces={pieces} />;
}
