/** A page as somebody sees it. */
export type Seen = {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
  /** All that is written on it. */
  readonly text: string;
};

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

const wordsOf = (html: string): string =>
  unescaped(
    html
      .replace(/<(title|style)>.*?<\/\1>/gs, '')
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' '),
  ).trim();

/** One browser of one person: its own cookies by origin, redirects followed, forms sent as they stand in the page. */
export class Browser {
  readonly #cookies = new Map<string, Map<string, string>>();
  /** Every address that was asked for, in turn. */
  readonly visited: string[] = [];

  open(url: string): Promise<Seen> {
    return this.#ask(url, { method: 'GET' });
  }

  /** Looks at the address as the button's own page is left: where it would lead is answered, and not followed. */
  async leadsTo(seen: Seen, name: string, value: string): Promise<string> {
    const answer = await this.#send(...this.#formOf(seen, name, value));
    return new URL(answer.headers.get('location') ?? '', seen.url).href;
  }

  /** `ticked`: boxes that the person ticks first. */
  press(seen: Seen, name: string, value: string, ticked: readonly string[] = []): Promise<Seen> {
    const [url, init] = this.#formOf(seen, name, value, ticked);
    return this.#ask(url, init);
  }

  cookiesOf(origin: string): ReadonlyMap<string, string> {
    return this.#cookies.get(origin) ?? new Map();
  }

  #formOf(
    { html, url }: Seen,
    name: string,
    value: string,
    ticked: readonly string[] = [],
  ): readonly [string, RequestInit] {
    if (!html.includes(`<button name="${name}" value="${value}"`))
      throw new Error(`no button ${name}=${value}: ${html}`);
    const action = /<form method="post" action="([^"]+)"/.exec(html)?.[1] ?? '';
    const hidden = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
      ([, key = '', text = '']) => [key, unescaped(text)] as [string, string],
    );
    const boxes = ticked.map((box): [string, string] => {
      if (!html.includes(`<input type="checkbox" name="${box}" value="yes"`)) throw new Error(`no box ${box}: ${html}`);
      return [box, 'yes'];
    });
    const body = new URLSearchParams([...hidden, ...boxes, [name, value]]);
    return [new URL(unescaped(action), url).href, { method: 'POST', body }];
  }

  async #ask(url: string, init: RequestInit): Promise<Seen> {
    let asked = url;
    let how = init;
    for (let step = 0; step < 10; step += 1) {
      const answer = await this.#send(asked, how);
      const next = answer.headers.get('location');
      if (next === null) {
        const html = await answer.text();
        return { url: asked, status: answer.status, headers: answer.headers, html, text: wordsOf(html) };
      }
      asked = new URL(next, asked).href;
      how = { method: 'GET' };
    }
    throw new Error(`${url} leads in a circle`);
  }

  async #send(url: string, init: RequestInit): Promise<Response> {
    this.visited.push(url);
    const { origin } = new URL(url);
    const jar = this.#cookies.get(origin) ?? new Map<string, string>();
    this.#cookies.set(origin, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, { ...init, redirect: 'manual', headers: cookie === '' ? {} : { cookie } });
    for (const set of answer.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      const [name = '', value = ''] = pair.split('=');
      jar.set(name, value);
    }
    return answer;
  }
}
