import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Exchange } from '@countersign/sandbox-github/local-github';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

type Json = Record<string, unknown>;
type Operation = {
  readonly parameters?: readonly Json[];
  readonly requestBody?: { readonly content?: Record<string, { readonly schema?: Json }> };
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema?: Json }> } & Json>;
};

const fixtures = resolve(import.meta.dirname, '../fixtures');

function load(name: string): Json {
  return JSON.parse(readFileSync(resolve(fixtures, name), 'utf8')) as Json;
}

/** OpenAPI 3.0 says `nullable`; JSON Schema says it as a type. */
function asJsonSchema(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asJsonSchema);
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, example: _, examples: __, discriminator: ___, ...rest } = value as Json;
  const schema = Object.fromEntries(Object.entries(rest).map(([key, item]) => [key, asJsonSchema(item)]));
  return nullable === true ? { anyOf: [schema, { type: 'null' }] } : schema;
}

/** Each is compiled once by each worker and run a few times: code that is polished for long never pays here. */
const compiledFast = { inlineRefs: false, code: { optimize: false } } as const;

function validators(document: string): (pointer: string) => ValidateFunction {
  const ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: true, ...compiledFast });
  addFormats.default(ajv);
  ajv.addSchema({ ...(asJsonSchema(load(document)) as Json), $id: document }, document);
  const known = new Map<string, ValidateFunction>();
  return (pointer) => {
    const before = known.get(pointer);
    if (before !== undefined) return before;
    const made = ajv.compile({ $ref: `${document}#${pointer}` });
    known.set(pointer, made);
    return made;
  };
}

function escaped(segment: string): string {
  return encodeURIComponent(segment.replaceAll('~', '~0').replaceAll('/', '~1'));
}

const openapi = load('github-openapi.json') as unknown as { readonly paths: Record<string, Record<string, Operation>> };
let apiValidator: ((pointer: string) => ValidateFunction) | null = null;
let webhookValidator: ((pointer: string) => ValidateFunction) | null = null;

const templates = Object.keys(openapi.paths).map((path) => ({
  path,
  pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`),
}));

function parameterNames(operation: Operation): ReadonlySet<string> {
  const components =
    (openapi as unknown as { components?: { parameters?: Record<string, { name: string }> } }).components?.parameters ??
    {};
  return new Set(
    (operation.parameters ?? []).map((parameter) => {
      const { name, $ref } = parameter as { readonly name?: string; readonly $ref?: string };
      return name ?? components[$ref?.split('/').at(-1) ?? '']?.name ?? '';
    }),
  );
}

/** The prose is left out of the fixture: an answer may be described by reference. */
function contentOf(answer: Json): { readonly pointer: string; readonly isJson: boolean } | null {
  if (typeof answer.$ref === 'string') {
    const name = answer.$ref.split('/').at(-1) ?? '';
    const components =
      (openapi as unknown as { components: { responses?: Record<string, Json> } }).components.responses ?? {};
    const content = components[name]?.content as Json | undefined;
    return content === undefined || !('application/json' in content)
      ? null
      : { pointer: `/components/responses/${escaped(name)}`, isJson: true };
  }
  const content = answer.content as Json | undefined;
  return content === undefined || !('application/json' in content) ? null : { pointer: '', isJson: true };
}

/** Exchanges that were held against it and are as described, by their digest: most stories have those of another one. */
const asDescribed = new Set<string>();

/** Holds every exchange with the local GitHub against GitHub's own description. */
export function contractChecker(): {
  readonly observe: (exchange: Exchange) => void;
  readonly problems: () => readonly string[];
} {
  const problems: string[] = [];
  apiValidator ??= validators('github-openapi.json');
  const validate = apiValidator;
  const check = (exchange: Exchange): void => {
    const { method, path, status } = exchange;
    // GraphQL has a description of its own, which the fixture is no part of.
    if (path === '/graphql') return;
    const name = `${method} ${path}`;
    const template = templates
      .filter(({ pattern }) => pattern.test(path))
      .sort((one, other) => one.path.split('{').length - other.path.split('{').length)[0];
    const operation = template === undefined ? undefined : openapi.paths[template.path]?.[method.toLowerCase()];
    if (template === undefined || operation === undefined) {
      problems.push(`${name} is not in GitHub's description`);
      return;
    }
    const at = `/paths/${escaped(template.path)}/${method.toLowerCase()}`;
    const known = parameterNames(operation);
    for (const key of exchange.query.keys()) {
      const isKnown = known.has(key) || (key.endsWith('[]') && known.has(key.slice(0, -2)));
      if (!isKnown) problems.push(`${name}: ${key} is not a parameter`);
    }
    if (exchange.requestBody !== undefined && operation.requestBody !== undefined) {
      const body = validate(`${at}/requestBody/content/application~1json/schema`);
      if (!body(exchange.requestBody)) problems.push(`${name}: request ${JSON.stringify(body.errors?.[0])}`);
    }
    const answer = operation.responses[String(status)];
    if (answer === undefined) {
      // An App that is not installed is answered 404, which the description leaves out.
      // Refused credentials are described for every call at once, and not in the fixture.
      const isLost = status === 404 && template.path === '/orgs/{org}/installation';
      if (status !== 401 && status !== 403 && !isLost) problems.push(`${name}: ${status} is not an answer of GitHub's`);
      return;
    }
    const content = contentOf(answer);
    if (content === null) {
      if (exchange.responseBody !== undefined && status !== 202) problems.push(`${name}: ${status} has no body`);
      return;
    }
    const base = content.pointer === '' ? `${at}/responses/${status}` : content.pointer;
    const body = validate(`${base}/content/application~1json/schema`);
    if (!body(exchange.responseBody)) problems.push(`${name}: answer ${JSON.stringify(body.errors?.[0])}`);
  };
  return {
    observe: (exchange) => {
      // Pages and the App's own tokens stand in another chapter than the API for organizations.
      if (/^\/(?:login|applications)\//.test(exchange.path)) return;
      // Long listings repeat themselves: one of a kind and answer is enough.
      const { method, path, query, requestBody, status, responseBody } = exchange;
      const kind = [method, path.replace(/\d+/g, '#'), [...query.keys()], requestBody, status, responseBody];
      const key = hash('sha1', JSON.stringify(kind));
      if (asDescribed.has(key)) return;
      const before = problems.length;
      check(exchange);
      if (problems.length === before) asDescribed.add(key);
    },
    problems: () => problems,
  };
}

/** What is wrong with a webhook's body by GitHub's own schema, or null. */
export function checkWebhook(event: string, body: unknown): string | null {
  webhookValidator ??= validators('github-webhooks.json');
  const { action } = body as { readonly action: string };
  const name = `${event.replaceAll('_', '-')}-${action.replaceAll('_', '-')}`;
  const validate = webhookValidator(`/webhooks/${name}/post/requestBody/content/application~1json/schema`);
  return validate(body) ? null : JSON.stringify(validate.errors?.[0]);
}
