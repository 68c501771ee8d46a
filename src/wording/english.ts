import { activeTokens } from './english/active-tokens.ts';
import { deliveries } from './english/deliveries.ts';
import { endings } from './english/endings.ts';
import { expiry } from './english/expiry.ts';
import { fields } from './english/fields.ts';
import { help } from './english/help.ts';
import { organizations } from './english/organizations.ts';
import { pendingTokens } from './english/pending-tokens.ts';
import { refusals } from './english/refusals.ts';
import { requests } from './english/requests.ts';
import { scopes } from './english/scopes.ts';

export const english = {
  ...activeTokens,
  ...deliveries,
  ...endings,
  ...expiry,
  ...fields,
  ...help,
  ...organizations,
  ...pendingTokens,
  ...refusals,
  ...requests,
  ...scopes,
};
