import type { KnownBlock } from '@slack/types';
import { areTooLong, checkBlocks, wordProblem } from './check-blocks.ts';
import { refuse } from './refuse.ts';

/** The blocks of a message, or none; refuses what Slack would, saying where. */
export function takeBlocks(value: unknown): readonly KnownBlock[] {
  if (value === undefined || value === null || value === '') return [];
  if (!Array.isArray(value)) refuse('invalid_blocks_format');
  const problems = checkBlocks(value, 'message');
  if (problems.length > 0) refuse('invalid_blocks', problems.map(wordProblem));
  if (areTooLong(value)) refuse('msg_blocks_too_long');
  return value;
}
