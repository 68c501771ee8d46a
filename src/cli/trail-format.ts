import { InvalidArgumentError } from 'commander';
import type { TrailFormat } from '../domain/record/trail-line.ts';

export function trailFormat(text: string): TrailFormat {
  if (text === 'jsonl' || text === 'csv') return text;
  throw new InvalidArgumentError('It must be jsonl or csv.');
}
