import type { IncomingMessage } from 'node:http';

/**
 * What the page may do: only what comes from this server, no script or style within the page. The components set
 * their colours in `style` attributes, which is all that `style-src-attr` allows; HTML is made of text by lit alone.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ');

/** The headers of every answer of the page's server. */
export const SAFE_HEADERS = {
  'Content-Security-Policy': POLICY,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
};

/**
 * Why a request is refused, or nothing. Other sites in the same browser can send requests here too: a name of theirs
 * that leads to this machine (DNS rebinding) is known by its Host, which is neither ours nor the address that the
 * request came to; their scripts and forms by where they come from
 * (Fetch Metadata, Origin) and by their content type, which no form can send.
 */
export function refusalOf(request: IncomingMessage, hosts: readonly string[]): string | undefined {
  const { host, origin, 'sec-fetch-site': site, 'content-type': type = '' } = request.headers;
  const { localAddress, localPort } = request.socket;
  const cameTo = localAddress && localPort && authority(localAddress.replace(/^::ffff:/, ''), localPort);
  if (host === undefined || !(hosts.includes(host) || host === cameTo))
    return `open ${hosts[0]}, not ${host}`;
  const reads = request.method === 'GET' || request.method === 'HEAD';
  if (reads && request.url === '/') return undefined;
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return 'asked by another site';
  if (origin !== undefined && origin !== `http://${host}`) return 'asked by another site';
  if (reads) return undefined;
  return /^application\/json(;|$)/.test(type) ? undefined : 'the body must be application/json';
}

/**
 * The values of the Host header that mean this server at whatever address: the host that it was told to be, by which
 * to open it, and the machine itself. A host that stands for all addresses is none to open.
 */
export function ownHosts(host: string, port: number): string[] {
  const all: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '::1' };
  const names = [all[host] ?? host, '127.0.0.1', 'localhost', '::1'];
  return [...new Set(names.map((name) => authority(name, port)))];
}

/** A host name or IP address with a port as browsers write them (WHATWG URL, host): `[::1]:3000`, `localhost`. */
function authority(name: string, port: number): string {
  const written = `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
  return URL.canParse(written) ? new URL(written).host : `${name}:${port}`;
}
