import { activeTokens } from './english/active-tokens.ts';
import { background } from './english/background.ts';
import { deliveries } from './english/deliveries.ts';
import { endings } from './english/endings.ts';
import { expiry } from './english/expiry.ts';
import { fields } from './english/fields.ts';
import { help } from './english/help.ts';
import { history } from './english/history.ts';
import { many } from './english/many.ts';
import { organizations } from './english/organizations.ts';
import { pendingTokens } from './english/pending-tokens.ts';
import { questions } from './english/questions.ts';
import { refusals } from './english/refusals.ts';
import { requests } from './english/requests.ts';
import { risks } from './english/risks.ts';
import { scopes } from './english/scopes.ts';

/** Every sentence; `command` is the slash command by the name that it has in this workspace. */
export const englishFor = (command: string) => ({
  ...activeTokens(command),
  ...background,
  ...deliveries(command),
  ...endings,
  ...expiry(command),
  ...fields(command),
  ...help(command),
  ...history,
  ...many,
  ...organizations,
  ...pendingTokens(command),
  ...questions,
  ...refusals(command),
  ...requests(command),
  ...risks,
  ...scopes,
});

/** With the name that the command has unless told. */
export const english = englishFor('/pat');
