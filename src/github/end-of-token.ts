/** How a person's token of ours is ended at GitHub: that one alone, and not what they authorized. */
export function endOfToken(
  app: { readonly githubApiUrl: string; readonly clientId: string; readonly clientSecret: string },
  access: string,
): { readonly url: string; readonly init: RequestInit } {
  return {
    url: `${app.githubApiUrl}/applications/${encodeURIComponent(app.clientId)}/token`,
    init: {
      method: 'DELETE',
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Basic ${Buffer.from(`${app.clientId}:${app.clientSecret}`).toString('base64')}`,
        'content-type': 'application/json',
        'user-agent': 'countersign',
      },
      body: JSON.stringify({ access_token: access }),
    },
  };
}
