import { fields } from './english/fields.ts';
import { help } from './english/help.ts';
import { refusals } from './english/refusals.ts';
import { requests } from './english/requests.ts';
import { scopes } from './english/scopes.ts';
import { tokens } from './english/tokens.ts';

export const english = { ...fields, ...help, ...refusals, ...requests, ...scopes, ...tokens };
