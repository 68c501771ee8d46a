import { describe, expect, it } from 'vitest';
import { install, resealInstallation, uninstall } from '../../src/domain/advance-installation.ts';
import type { SlackUserId } from '../../src/domain/ids.ts';
import type { SealedInstallation } from '../../src/domain/installation.ts';

const given: Omit<SealedInstallation, 'version'> = {
  teamId: 'T0ACME',
  enterpriseId: null,
  isForEnterprise: false,
  teamName: 'Acme',
  keyId: 'first',
  botToken: 'sealed',
  botUserId: 'U0BOT',
  installedBy: 'U0BEA' as SlackUserId,
  installedAt: 1_000,
};
const kept = { ...given, version: 3 };

describe('an installation', () => {
  it('is kept as its first version, and whoever installed it stands in the trail', () => {
    expect(install(null, given)).toEqual({
      writes: [{ table: 'installation', was: null, row: { ...given, version: 1 } }],
      entries: [
        {
          at: 1_000,
          actor: 'slack:U0BEA',
          act: 'installation.keep',
          subject: 'installation:T0ACME',
          data: { teamName: 'Acme', isForEnterprise: false },
        },
      ],
      effects: [],
    });
  });

  it('that is made again takes the place of the one that was there', () => {
    const { writes } = install(kept, { ...given, botToken: 'newer' });
    expect(writes).toEqual([{ table: 'installation', was: 3, row: { ...given, botToken: 'newer', version: 4 } }]);
  });

  it('is sealed again without a word in the trail: nothing of it is new', () => {
    expect(resealInstallation(kept, { keyId: 'second', botToken: 'sealed anew' })).toEqual({
      writes: [
        { table: 'installation', was: 3, row: { ...kept, keyId: 'second', botToken: 'sealed anew', version: 4 } },
      ],
      entries: [],
      effects: [],
    });
  });

  it('that Slack ended is removed, and the trail says so', () => {
    expect(uninstall(kept, 2_000)).toEqual({
      writes: [{ table: 'installation', was: 3, row: kept, removes: true }],
      entries: [
        {
          at: 2_000,
          actor: 'countersign',
          act: 'installation.forget',
          subject: 'installation:T0ACME',
          data: { teamName: 'Acme' },
        },
      ],
      effects: [],
    });
  });
});
