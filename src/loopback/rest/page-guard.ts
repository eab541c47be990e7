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
 * Why a request for the page is refused, or nothing. Anyone may open the page itself; what comes in otherwise comes
 * from the page, and has a content type that no form can send.
 */
export function refusalOf(request: IncomingMessage, hosts: readonly string[]): string | undefined {
  const reads = request.method === 'GET' || request.method === 'HEAD';
  if (reads && request.url === '/') return refusalOfHost(request, hosts);
  const refusal = refusalOfStrangers(request, hosts);
  if (refusal !== undefined || reads) return refusal;
  const { 'content-type': type = '' } = request.headers;
  return /^application\/json(;|$)/.test(type) ? undefined : 'the body must be application/json';
}

/**
 * Why a request to a server of this machine is refused because another site in the same browser has sent it, or
 * nothing. Such a site's scripts, forms and WebSockets are known by where they come from (Fetch Metadata, Origin).
 * What is no browser says neither.
 */
export function refusalOfStrangers(request: IncomingMessage, hosts: readonly string[]): string | undefined {
  const { host, origin, 'sec-fetch-site': site } = request.headers;
  const refusal = refusalOfHost(request, hosts);
  if (refusal !== undefined) return refusal;
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return 'asked by another site';
  return origin === undefined || origin === `http://${host}` ? undefined : 'asked by another site';
}

/**
 * A site's name that leads to this machine (DNS rebinding) is known by the Host header, which is neither ours nor the
 * address that the request came to.
 */
function refusalOfHost({ headers, socket }: IncomingMessage, hosts: readonly string[]): string | undefined {
  const { host } = headers;
  const { localAddress, localPort } = socket;
  const cameTo = localAddress && localPort && authority(localAddress.replace(/^::ffff:/, ''), localPort);
  const isOurs = host !== undefined && (hosts.includes(host) || host === cameTo);
  return isOurs ? undefined : `open ${hosts[0]}, not ${host}`;
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
