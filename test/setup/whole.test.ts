import { readFileSync } from 'node:fs';
import { cast } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { emptyPlace, modeOf, operatorOf, setUpOnce, variablesIn } from './operator.ts';

describe('set-up from nothing', () => {
  it('ends with all well, by Socket Mode, with two values pasted', async () => {
    const place = await emptyPlace();
    const operator = operatorOf(place);
    const code = await setUpOnce(place, operator);
    const printed = operator.heard.join('\n');
    expect(printed).toContain('All is well.');
    expect(code).toBe(0);
    expect(operator.pasted).toHaveLength(2);
    expect(modeOf(place.envFile)).toBe(0o600);
    expect(Object.keys(variablesIn(place)).sort()).toEqual([
      ...['GITHUB_APP_CLIENT_ID', 'GITHUB_APP_CLIENT_SECRET', 'GITHUB_APP_ID', 'GITHUB_APP_PRIVATE_KEY'],
      ...['SLACK_APP_TOKEN', 'SLACK_BOT_TOKEN'],
    ]);
    expect(readFileSync(place.policyFile, 'utf8')).toContain(`${cast.bea.slackId}: bea-owner`);
  });
});
