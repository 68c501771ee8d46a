import { activeTokens } from './japanese/active-tokens.ts';
import { advice } from './japanese/advice.ts';
import { background } from './japanese/background.ts';
import { beforeSending } from './japanese/before-sending.ts';
import { claims } from './japanese/claims.ts';
import { classic } from './japanese/classic.ts';
import { deliveries } from './japanese/deliveries.ts';
import { digest } from './japanese/digest.ts';
import { endings } from './japanese/endings.ts';
import { expiry } from './japanese/expiry.ts';
import { fields } from './japanese/fields.ts';
import { guide } from './japanese/guide.ts';
import { heldTokens } from './japanese/held-tokens.ts';
import { help } from './japanese/help.ts';
import { history } from './japanese/history.ts';
import { home } from './japanese/home.ts';
import { installPages } from './japanese/install-pages.ts';
import { inventory } from './japanese/inventory.ts';
import { leaks } from './japanese/leaks.ts';
import { leaving } from './japanese/leaving.ts';
import { limits } from './japanese/limits.ts';
import { linkPages } from './japanese/link-pages.ts';
import { machineUsers } from './japanese/machine-users.ts';
import { many } from './japanese/many.ts';
import { moments } from './japanese/moments.ts';
import { observing } from './japanese/observing.ts';
import { offers } from './japanese/offers.ts';
import { organizations } from './japanese/organizations.ts';
import { ownTokens } from './japanese/own-tokens.ts';
import { pendingTokens } from './japanese/pending-tokens.ts';
import { permissionFinder } from './japanese/permission-finder.ts';
import { questions } from './japanese/questions.ts';
import { refusals } from './japanese/refusals.ts';
import { renewals } from './japanese/renewals.ts';
import { requestApproved } from './japanese/request-approved.ts';
import { requests } from './japanese/requests.ts';
import { risks } from './japanese/risks.ts';
import { policySaid } from './japanese/rule-sentences.ts';
import { rules, usualTime } from './japanese/rules.ts';
import { scopes } from './japanese/scopes.ts';
import { status } from './japanese/status.ts';
import { trailFiles } from './japanese/trail-files.ts';
import { unusedTokens } from './japanese/unused-tokens.ts';
import { whichRequest } from './japanese/which-request.ts';
import type { Wording } from './wording.ts';

/** Every sentence in plain polite Japanese, in the words of GitHub's own Japanese pages (docs/ja/terms.md). */
export const japaneseFor = (command: string): Wording => ({
  usualTime,
  ...policySaid(command),
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
  ...risks,
  ...scopes,
  ...unusedTokens,
  ...status,
  ...trailFiles,
  ...whichRequest,
});
