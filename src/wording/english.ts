import { activeTokens } from './english/active-tokens.ts';
import { advice } from './english/advice.ts';
import { background } from './english/background.ts';
import { beforeSending } from './english/before-sending.ts';
import { claims } from './english/claims.ts';
import { classic } from './english/classic.ts';
import { deliveries } from './english/deliveries.ts';
import { digest } from './english/digest.ts';
import { endings } from './english/endings.ts';
import { expiry } from './english/expiry.ts';
import { fields } from './english/fields.ts';
import { guide } from './english/guide.ts';
import { heldTokens } from './english/held-tokens.ts';
import { help } from './english/help.ts';
import { history } from './english/history.ts';
import { home } from './english/home.ts';
import { installPages } from './english/install-pages.ts';
import { inventory } from './english/inventory.ts';
import { leaks } from './english/leaks.ts';
import { leaving } from './english/leaving.ts';
import { limits } from './english/limits.ts';
import { linkPages } from './english/link-pages.ts';
import { machineUsers } from './english/machine-users.ts';
import { many } from './english/many.ts';
import { moments } from './english/moments.ts';
import { observing } from './english/observing.ts';
import { offers } from './english/offers.ts';
import { organizations } from './english/organizations.ts';
import { ownTokens } from './english/own-tokens.ts';
import { pendingTokens } from './english/pending-tokens.ts';
import { permissionFinder } from './english/permission-finder.ts';
import { questions } from './english/questions.ts';
import { refusals } from './english/refusals.ts';
import { renewals } from './english/renewals.ts';
import { requestApproved } from './english/request-approved.ts';
import { requests } from './english/requests.ts';
import { risks } from './english/risks.ts';
import { policySaid } from './english/rule-sentences.ts';
import { rules, usualTime } from './english/rules.ts';
import { scopes } from './english/scopes.ts';
import { status } from './english/status.ts';
import { trailFiles } from './english/trail-files.ts';
import { unusedTokens } from './english/unused-tokens.ts';
import { whichRequest } from './english/which-request.ts';

/** Every sentence; `command` is the slash command by the name that it has in this workspace. */
export const englishFor = (command: string) => ({
  ...activeTokens(command),
  ...advice,
  ...background,
  ...beforeSending(command),
  ...claims(command),
  ...classic,
  ...deliveries(command),
  ...digest(command),
  ...endings,
  ...expiry(command),
  ...fields(command),
  ...guide(command),
  ...heldTokens(command),
  ...help(command),
  ...history,
  ...leaks(command),
  ...leaving,
  ...home(command),
  ...installPages,
  ...inventory(command),
  ...limits,
  ...linkPages(command),
  ...machineUsers(command),
  ...many,
  ...moments,
  ...observing,
  ...offers,
  ...organizations,
  ...ownTokens(command),
  ...pendingTokens(command),
  ...permissionFinder(command),
  ...questions,
  ...refusals(command),
  ...renewals(command),
  ...requestApproved,
  ...requests(command),
  rules,
  usualTime,
  ...policySaid(command),
  ...risks,
  ...scopes,
  ...unusedTokens,
  ...status,
  ...trailFiles,
  ...whichRequest,
});

/** With the name that the command has unless told. */
export const english = englishFor('/pat');
