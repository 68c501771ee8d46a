/** In a policy: members may ask for classic tokens. */
export const classicAllowed = '    classic: { allowed: true, reasons: [packages, enterprise] }\n';

/** What is filled in for one. */
export const classicAsked = {
  token_kind: 'classic',
  classic_reason: 'packages',
  purpose: 'Publish our packages',
  token_name: 'publish',
  lifetime: '30',
  classic_scopes: ['write:packages', 'read:packages'],
  justification: 'The release job publishes to GitHub Packages from our own machine.',
};
