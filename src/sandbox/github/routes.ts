// The table of contents of the local GitHub's API.
import { activeTokenRoutes } from './active-token-routes.ts';
import { appRoutes } from './app-routes.ts';
import { hookDeliveryRoutes } from './hook-delivery-routes.ts';
import { organizationRoutes } from './organization-routes.ts';
import { pendingTokenRoutes } from './pending-token-routes.ts';
import { repositoryRoutes } from './repository-routes.ts';
import type { Route } from './route.ts';
import { serviceRoutes } from './service-routes.ts';
import { userRoutes } from './user-routes.ts';

export const routes: readonly Route[] = [
  ...serviceRoutes,
  ...appRoutes,
  ...hookDeliveryRoutes,
  ...userRoutes,
  ...organizationRoutes,
  ...repositoryRoutes,
  ...pendingTokenRoutes,
  ...activeTokenRoutes,
];
