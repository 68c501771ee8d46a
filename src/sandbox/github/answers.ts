// GitHub's answers, and its refusals as it words them.
import type { Answer } from '../loopback-server.ts';

/** Thrown by a route to end the call with this answer. */
export class GithubRefusal extends Error {
  override readonly name = 'GithubRefusal';
  readonly answer: Answer;

  constructor(status: number, message: string, more: Readonly<Record<string, unknown>> = {}) {
    super(message);
    const documentation_url = 'https://docs.github.com/rest';
    this.answer = { status, body: { message, documentation_url, status: String(status), ...more } };
  }
}

export function notFound(): GithubRefusal {
  return new GithubRefusal(404, 'Not Found');
}

export function forbidden(message = 'Resource not accessible by integration'): GithubRefusal {
  return new GithubRefusal(403, message);
}

export function unauthorized(message = 'Bad credentials'): GithubRefusal {
  return new GithubRefusal(401, message);
}

export function invalid(field: string, message: string): GithubRefusal {
  return new GithubRefusal(422, 'Validation Failed', { errors: [{ resource: 'Request', code: 'custom', field, message }] });
}

export function ok(body: unknown): Answer {
  return { status: 200, body };
}

export const accepted: Answer = { status: 202, body: {} };
export const noContent: Answer = { status: 204 };
