import type { MrkdwnElement, PlainTextElement } from '@slack/types';
import { Mrkdwn } from './mrkdwn.tsx';

/** A text object. Plain text is only ever the text that it is. */
export function TextObject({ of }: { readonly of: PlainTextElement | MrkdwnElement }) {
  if (of.type === 'plain_text') return <>{of.text}</>;
  const isVerbatim = of.verbatim === true;
  return <Mrkdwn text={of.text} addresses={!isVerbatim} names={!isVerbatim} />;
}
