type Failure = {
  readonly where: string;
  readonly code: string;
  readonly said?: string | null;
  readonly system?: string | null;
};

/** Whether starting again may help: the outside was not there. Otherwise the operator must change something first. */
export function isPassing({ where, code }: Failure): boolean {
  if (where === 'store') return ['busy', 'full', 'disk', 'unreachable', 'older_running', 'read_only'].includes(code);
  return where === 'github' || /^(?:network|timeout|unknown|rate_limited|bad_answer|status_\d+)$/.test(code);
}

function busy({ said = null }: Failure): string {
  return /^(?:too many|sorry, too many|remaining) /.test(said ?? '')
    ? `the database server takes no more connections (${said}); each process needs up to 12`
    : 'the database is locked by another program';
}

function untrusted({ said = null, system = null }: Failure): string {
  switch (system) {
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return `the database server’s certificate is for another host (${said?.replace(/:$/, '')}); name the host as the certificate does, or say sslmode=verify-ca`;
    case 'CERT_HAS_EXPIRED':
      return 'the database server’s certificate has expired; renew it there';
    case 'CERT_NOT_YET_VALID':
      return 'the database server’s certificate does not hold yet; check the clock of both';
    default:
      return `the database server’s certificate is not trusted here (${system ?? 'TLS'}); name the authority by sslrootcert=FILE or NODE_EXTRA_CA_CERTS`;
  }
}

/** No proxy is on the way to a database. */
function whyNoServer({ said = null, system = null }: Failure): string {
  const words = said === null ? '' : ` (${said})`;
  if (system === 'ECONNREFUSED') return `nothing listens there${words}; check host and port, and that the server runs`;
  if (system === 'ENOTFOUND' || system === 'EAI_AGAIN') {
    return `the name of the host is not known here${words}; check it, and the machine’s DNS`;
  }
  if (system === 'ETIMEDOUT' || /timeout/.test(said ?? '')) {
    return `no answer came in time${words}; check host and port, and what is in between`;
  }
  if (system === 'EPROTO' || /SSL/.test(said ?? '')) return `something else answered${words}; check host and port`;
  return said ?? 'the connection was lost';
}

/** What is wrong with a database, without its name and a full stop: what to do follows it. */
export function storeTrouble(fault: Failure): string {
  const sentences: Readonly<Record<string, string>> = {
    in_use: 'the database is in use by another Countersign process; stop that one first',
    two_names:
      'the database file has a second name (a hard link), so that nothing would keep two processes apart; remove one of the names, and copy a database by .backup',
    newer:
      'the database was migrated by a newer version of Countersign; start that version, or restore a copy from before',
    older_running:
      'an older version of Countersign is running on this database, and could not go on with the new tables; stop it first',
    corrupt: 'the database is damaged; keep the file, and restore a copy',
    cannot_open: 'the database cannot be opened or created there; check the path and its permissions',
    busy: busy(fault),
    full: 'the disk is full',
    bad_address: `the address of the database can’t be read: ${fault.said ?? 'it is not an address'}`,
    unreachable: `the database server could not be reached: ${whyNoServer(fault)}`,
    refused: `the database server did not let Countersign in${fault.said === null ? '' : `: ${fault.said}`}; check user, password and database, and that this user may create tables`,
    untrusted: untrusted(fault),
    no_tls:
      'the database server does not encrypt; switch TLS on there, or say sslmode=disable if the network is yours alone',
    too_old: 'the database server is too old; PostgreSQL 14 or newer is needed',
    missing: 'there is no such file',
    not_ours: 'the file is not a database of Countersign’s, or was never started',
    not_utf8: 'the database does not keep text as UTF-8; create one with ENCODING UTF8',
    read_only: 'the database can only be read; name the primary server, and a user who may write',
  };
  return sentences[fault.code] ?? `the database cannot be opened (${fault.code})`;
}

/** The same of one that is called by `name`, as one sentence. */
export function explainStoreFault(fault: Failure, name: string): string {
  return `${name}: ${storeTrouble(fault)}`;
}

/** What stops a start although the configuration reads well, as one sentence that says what to do. */
export function explainFault(fault: Failure): string {
  if (fault.where === 'store') return explainStoreFault(fault, 'DATABASE_URL');
  const where = fault.where === 'slack' ? 'Slack' : 'GitHub';
  const address = fault.where === 'slack' ? 'SLACK_API_URL' : 'GITHUB_API_URL';
  if (where === 'GitHub' || isPassing(fault)) return `${where} could not be reached: ${whyNot(fault, address)}`;
  return `SLACK_BOT_TOKEN: Slack did not accept the bot token (${fault.code})`;
}

/** Why Slack opens no connection for Socket Mode, as one sentence that says what to do. */
export function explainAppToken(code: string): string {
  return code === 'link_disabled'
    ? 'SLACK_APP_TOKEN: Socket Mode is off; switch it on in the Slack app’s settings'
    : `SLACK_APP_TOKEN: Slack did not accept the app token (${code}); it needs the scope connections:write`;
}

const notTrusted = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/;

/** What kept us from the other side, and what to look at; with its own words, or the system's, where there are any. */
function whyNot({ code, said = null, system = null }: Failure, address: string): string {
  const words = said === null ? '' : ` (${said})`;
  if (code === 'status_407' || /\b407\b/.test(said ?? '')) {
    return `a proxy wants a user name and a password${words}; check HTTPS_PROXY`;
  }
  if (system === 'ECONNREFUSED') return `nothing listens there${words}; check ${address} and the proxy`;
  if (system === 'ENOTFOUND' || system === 'EAI_AGAIN') {
    return `the name of the host is not known here${words}; check ${address} and the machine’s DNS`;
  }
  if (notTrusted.test(system ?? '')) {
    return `its certificate is not trusted here${words}; name your own authority by NODE_EXTRA_CA_CERTS`;
  }
  if (code === 'bad_answer') return `something else answered${words}; check the network, the proxy and ${address}`;
  return said === null ? code : `${code}${words}`;
}

/** What keeps our server from listening, as a sentence by variable; null where the error is another. */
export function explainListening(error: unknown): string | null {
  const { code, syscall } = error as { readonly code?: unknown; readonly syscall?: unknown };
  if (syscall !== 'listen' && syscall !== 'getaddrinfo') return null;
  const sentences: Readonly<Record<string, string>> = {
    EADDRINUSE: 'PORT: another program listens on this port; stop that one, or choose another port',
    EACCES: 'PORT: this user may not listen on this port; choose one above 1023',
    EADDRNOTAVAIL: 'HOST: this machine does not have this address',
    ENOTFOUND: 'HOST: this host name is not known here',
  };
  return sentences[String(code)] ?? `HOST and PORT: it cannot listen there (${String(code)})`;
}
