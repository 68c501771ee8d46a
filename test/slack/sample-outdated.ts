/** What tells whoever decided that it came too late. */
export const outdated = ['approval_outdated', 'denial_outdated'] as const;
