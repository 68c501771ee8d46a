import { postMessage } from '@countersign/sandbox-slack/message-board';
import { channel, organization, type World } from '@countersign/sandbox-stage/cast';

export const messages = 10_000;
export const tokens = 1_000;

export function fillWithMany({ slack, github }: World): void {
  for (let number = 1; number <= messages; number += 1) {
    postMessage(slack.state, { channelId: channel, text: `message ${number}`, blocks: [] });
  }
  for (let number = 1; number <= tokens; number += 1) {
    github.people.createToken('bea-owner', organization, {
      name: `token-${number}`,
      permissions: { repository: { contents: 'read' } },
      repositorySelection: 'all',
      expiresAt: new Date('2027-05-01T00:00:00Z'),
    });
  }
}
