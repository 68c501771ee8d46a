import { expect, it } from 'vitest';
import type { RequestNumber } from '../../src/domain/ids.ts';
import { approvalOnGithub } from '../../src/wording/english/on-github.ts';

const number = 7 as RequestNumber;

it.each([
  ['whose it is and under which request', 'bea-owner', number, 'Approved by @bea-owner via Countersign, PAT-7'],
  ['whose it is, where nobody asked for the token', 'bea-owner', null, 'Approved by @bea-owner via Countersign'],
  ['the request alone, where a rule or a match let it in', null, number, 'Approved via Countersign, PAT-7'],
  ['nothing, where there is nothing to name', null, null, null],
] as const)('an approval says on GitHub %s', (_, login, request, said) => {
  expect(approvalOnGithub(login, request)).toBe(said);
});
