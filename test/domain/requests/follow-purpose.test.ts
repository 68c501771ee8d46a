import { describe, expect, it } from 'vitest';
import { followPurpose, suggestedName } from '../../../src/domain/requests/follow-purpose.ts';

describe('a suggested name', () => {
  it.each([
    ['Nightly release job', 'nightly-release-job'],
    ['A script that reads the website and comments on pull requests', 'script-reads-website-comments-pull'],
    ['  Déploiement  de  l’été ', 'deploiement-de-l-ete'],
    ['It is for me', 'it-is-for-me'],
    ['ночной выпуск', 'ночной выпуск'],
    [`${'н'.repeat(39)} выпуск`, 'н'.repeat(39)],
    ['x'.repeat(41), 'x'.repeat(40)],
    [`${'x'.repeat(39)} yes`, 'x'.repeat(39)],
    [`${'x'.repeat(38)} y`, `${'x'.repeat(38)}-y`],
    ['', ''],
  ])('of %j is %j', (purpose, name) => {
    expect(suggestedName(purpose)).toBe(name);
  });
});

describe('what follows from the purpose', () => {
  const followed = { token_name: 'nightly-job', description: 'Nightly job', justification: 'Nightly job' };

  it('fills in what is empty', () => {
    expect(followPurpose({ purpose: ' Nightly  job ', description: '', justification: null }, {})).toEqual({
      purpose: ' Nightly  job ',
      ...followed,
    });
  });

  it('leaves alone what the person wrote', () => {
    const own = { purpose: 'Nightly job', token_name: 'mine', description: 'mine', justification: 'mine' };
    expect(followPurpose(own, {})).toEqual(own);
  });

  it('goes with the purpose when that is changed, but for what the person wrote', () => {
    const before = { purpose: 'Nightly job', ...followed };
    const now = { ...before, purpose: 'Weekly job', justification: 'mine' };
    expect(followPurpose(now, before)).toEqual({
      purpose: 'Weekly job',
      token_name: 'weekly-job',
      description: 'Weekly job',
      justification: 'mine',
    });
  });

  it('fills in again what was emptied', () => {
    const before = { purpose: 'Weekly job', token_name: 'weekly-job', description: '', justification: 'Weekly job' };
    const now = { purpose: 'Nightly job', token_name: '', description: '', justification: '' };
    expect(followPurpose(now, before)).toEqual({ purpose: 'Nightly job', ...followed });
  });

  it.each([{}, { purpose: '' }, { purpose: null }, { purpose: ['x'] }])(
    'is nothing where there is none: %j',
    (none) => {
      expect(followPurpose(none, {})).toEqual(none);
    },
  );
});
