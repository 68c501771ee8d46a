import { describe, expect, it } from 'vitest';
import { readTypedRepository } from '../../../src/domain/requests/typed-repository.ts';

describe('what is typed to find a repository', () => {
  it.each([
    ['payments', null, 'payments'],
    ['  pay ', null, 'pay'],
    ['', null, ''],
    ['my.site', null, 'my.site'],
    ['acme/payments', 'acme', 'payments'],
    ['Acme/', 'Acme', ''],
    ['/payments', 'payments', ''],
    ['acme/payments.git', 'acme', 'payments'],
    ['acme/acme.github.io', 'acme', 'acme.github.io'],
    ['acme/my.site/issues', 'acme', 'my.site'],
    ['payments and\nmore\nof it', null, 'payments'],
    ['https://github.com/acme/payments', 'acme', 'payments'],
    ['https://github.com/acme/payments/', 'acme', 'payments'],
    ['https://github.com/acme/payments.git', 'acme', 'payments'],
    ['https://github.com/acme/payments/tree/main/src?tab=readme#top', 'acme', 'payments'],
    ['https://mona:secret@github.com/acme/payments', 'acme', 'payments'],
    ['<https://github.com/acme/payments>', 'acme', 'payments'],
    ['github.com/acme/payments', 'acme', 'payments'],
    ['https://ghe.example.com:8443/acme/payments/pull/7', 'acme', 'payments'],
    ['git@github.com:acme/payments.git', 'acme', 'payments'],
    ['ssh://git@github.com/acme/payments.git', 'acme', 'payments'],
    ['https://github.com/acme', 'acme', ''],
    ['https://github.com', null, ''],
  ])('“%s” means the owner %s and the name “%s”', (typed, owner, name) => {
    expect(readTypedRepository(typed)).toEqual({ owner, name });
  });
});
