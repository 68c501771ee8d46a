import type { Survivor } from './survivor.ts';

export const inDecisions: readonly Survivor[] = [
  {
    file: 'src/domain/decisions/decide-on-request.ts',
    line: 'const lost = given.lostReviewers === undefined ? {} : { lost: given.lostReviewers };',
    text: 'given.lostReviewers === undefined',
    becomes: 'false',
    because: 'what is left out is undefined, and nobody is lost either way',
  },
  {
    file: 'src/domain/decisions/decide.ts',
    line: "if (given.on === 'classic_token') return null;",
    text: "given.on === 'classic_token'",
    becomes: 'false',
    because: 'no act on a classic token lets anything in: only the type checker asks',
  },
  {
    file: 'src/domain/decisions/decide.ts',
    line: "if (given.on === 'classic_token') return null;",
    text: "'classic_token'",
    becomes: '""',
    because: 'no act on a classic token lets anything in: only the type checker asks',
  },
  {
    file: 'src/domain/decisions/decide.ts',
    line: 'const known = facts === undefined ? {} : { facts };',
    text: 'facts === undefined',
    becomes: 'false',
    because: 'what is left out is undefined, and nothing is known either way',
  },
  {
    file: 'src/domain/decisions/decide-on-offer.ts',
    line: '...(facts === undefined ? {} : { facts }),',
    text: 'facts === undefined',
    becomes: 'false',
    because: 'what is left out is undefined, and nothing is known either way',
  },
  {
    file: 'src/domain/decisions/decide-on-offer.ts',
    line: '...(deciders === undefined ? {} : { deciders }),',
    text: 'deciders === undefined',
    becomes: 'false',
    because: 'what is left out is undefined, and nothing is known either way',
  },
  {
    file: 'src/domain/decisions/decide-on-offer.ts',
    line: '...(absent === undefined ? {} : { absent }),',
    text: 'absent === undefined',
    becomes: 'false',
    because: 'what is left out is undefined, and nothing is known either way',
  },
  {
    file: 'src/domain/decisions/decide.ts',
    line: "const held = given.on === 'request' ? (given.heldAgainst ?? []) : [];",
    text: "given.on === 'request'",
    becomes: 'true',
    because: 'nothing else has any held against it: only the type checker asks',
  },
];
