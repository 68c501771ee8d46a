// Holds a JSON value against a rule and says, in Slack's own manner, what is wrong and where.

/** What a value must be. `variant`: an object whose `type` picks its shape. */
export type Rule =
  | {
      readonly kind: 'string';
      readonly min?: number;
      readonly max?: number;
      readonly oneOf?: readonly string[];
      readonly like?: RegExp;
    }
  | { readonly kind: 'url'; readonly max: number }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'integer'; readonly min?: number; readonly max?: number }
  | { readonly kind: 'text'; readonly max: number; readonly only?: 'plain_text' | 'mrkdwn' }
  | { readonly kind: 'list'; readonly of: Rule; readonly min?: number; readonly max?: number }
  | { readonly kind: 'object'; readonly fields: Fields }
  | {
      readonly kind: 'variant';
      readonly of: () => Readonly<Record<string, Fields>>;
      readonly only?: readonly string[];
      /** The type that an object without one has (rows of a table have none). */
      readonly untyped?: string;
    }
  | { readonly kind: 'any' };
export type Fields = Readonly<Record<string, Field>>;
export type Field = { readonly rule: Rule; readonly isRequired?: true };
export type Problem = { readonly pointer: string; readonly message: string };
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** As Slack counts: a code point is one, an emoji outside the basic plane too. */
export function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

export function checkValue(rule: Rule, value: unknown, pointer: string): readonly Problem[] {
  const wrong = (message: string): readonly Problem[] => [{ pointer, message }];
  switch (rule.kind) {
    case 'any':
      return [];
    case 'boolean':
      return typeof value === 'boolean' ? [] : wrong('must provide a boolean');
    case 'integer':
      if (typeof value !== 'number' || !Number.isInteger(value)) return wrong('must provide an integer');
      if (rule.min !== undefined && value < rule.min) return wrong(`must be at least ${rule.min}`);
      if (rule.max !== undefined && value > rule.max) return wrong(`must be at most ${rule.max}`);
      return [];
    case 'string': {
      if (typeof value !== 'string') return wrong('must provide a string');
      if (rule.oneOf !== undefined && !rule.oneOf.includes(value)) {
        return wrong(`must be one of ${rule.oneOf.join(', ')}, not ${value}`);
      }
      if (rule.like !== undefined && !rule.like.test(value)) return wrong(`must be like ${rule.like.source}`);
      return checkLength(value, rule.min ?? 0, rule.max, pointer);
    }
    case 'url':
      if (typeof value !== 'string') return wrong('must provide a string');
      if (!URL.canParse(value)) return wrong('must be a valid URL');
      return checkLength(value, 1, rule.max, pointer);
    case 'text':
      return checkText(rule.max, rule.only, value, pointer);
    case 'list': {
      if (!Array.isArray(value)) return wrong('must provide an array');
      const problems: Problem[] = value.flatMap((item, index) => checkValue(rule.of, item, `${pointer}/${index}`));
      if (rule.min !== undefined && value.length < rule.min) problems.push(...wrong(`no fewer than ${rule.min} items`));
      if (rule.max !== undefined && value.length > rule.max) {
        problems.push(...wrong(`no more than ${rule.max} items allowed`));
      }
      return problems;
    }
    case 'object':
      return isObject(value) ? checkFields(rule.fields, value, pointer) : wrong('must provide an object');
    case 'variant': {
      if (!isObject(value)) return wrong('must provide an object');
      const type = value.type ?? rule.untyped;
      const fields = typeof type === 'string' && Object.hasOwn(rule.of(), type) ? rule.of()[type] : undefined;
      if (fields === undefined) return wrong(`unsupported type: ${String(type)}`);
      if (rule.only !== undefined && !rule.only.includes(String(type)))
        return wrong(`${String(type)} may not stand here`);
      return checkFields(fields, value, pointer, ['type']);
    }
  }
}

/** `also` names fields that are checked elsewhere. */
export function checkFields(
  fields: Fields,
  value: JsonObject,
  pointer: string,
  also: readonly string[] = [],
): readonly Problem[] {
  const problems: Problem[] = [];
  for (const [name, { rule, isRequired }] of Object.entries(fields)) {
    if (value[name] !== undefined) problems.push(...checkValue(rule, value[name], `${pointer}/${name}`));
    else if (isRequired === true) problems.push({ pointer, message: `missing required field: ${name}` });
  }
  for (const name of Object.keys(value)) {
    if (fields[name] === undefined && !also.includes(name)) {
      problems.push({ pointer, message: `invalid additional property: ${name}` });
    }
  }
  return problems;
}

function checkLength(text: string, min: number, max: number | undefined, pointer: string): readonly Problem[] {
  const length = countCharacters(text);
  if (length < min) return [{ pointer, message: `must be more than ${min - 1} characters` }];
  if (max !== undefined && length > max) return [{ pointer, message: `must be less than ${max + 1} characters` }];
  return [];
}

function checkText(max: number, only: string | undefined, value: unknown, pointer: string): readonly Problem[] {
  if (!isObject(value)) return [{ pointer, message: 'must provide an object' }];
  const type = value.type;
  if (type !== 'plain_text' && type !== 'mrkdwn') return [{ pointer, message: `unsupported type: ${String(type)}` }];
  if (only !== undefined && type !== only) return [{ pointer, message: `must be ${only}, not ${type}` }];
  const fields: Fields = {
    text: { rule: { kind: 'string', min: 1, max }, isRequired: true },
    [type === 'plain_text' ? 'emoji' : 'verbatim']: { rule: { kind: 'boolean' } },
  };
  return checkFields(fields, value, pointer, ['type']);
}
