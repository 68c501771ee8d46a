import { expect, it } from 'vitest';
import { messageOfLink } from '../blocks/message-of-link.ts';

it.each([
  ['a workspace', 'https://sandbox.slack.com/archives/C0REVIEWERS/p1803893760000081'],
  ['an enterprise', 'https://sandbox.enterprise.slack.com/archives/C0REVIEWERS/p1803893760000081'],
])('leads to the message of %s that the address names', (_, url) => {
  expect(messageOfLink(url)).toEqual({ conversation: 'C0REVIEWERS', key: 'C0REVIEWERS/1803893760.000081' });
});

it.each([
  'https://sandbox.slack.com/archives/C0REVIEWERS',
  'https://sandbox.slack.com.evil.example/archives/C0REVIEWERS/p1803893760000081',
  'https://github.com/archives/C0REVIEWERS/p1803893760000081',
  'no address',
])('leads to none by %s', (url) => {
  expect(messageOfLink(url)).toBe(null);
});
