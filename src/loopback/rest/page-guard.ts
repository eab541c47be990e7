import type { IncomingMessage } from 'node:http';

/**
 * What the page may load: only files from this server, and no script or style within the page. The components set their
 * colours in `style` attributes, which `style-src-attr` allows. Only lit may turn text into HTML.
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

/** The headers of every answer from the page's server. */
export const SAFE_HEADERS = {
  'Content-Security-Policy': POLICY,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
};

/**
 * Why a request to the page's server is refused, or undefined. Anyone may open the page itself. Every other request must
 * come from the page, and a body must have a content type that no form can send.
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
 * Why a request is refused because another site in the same browser has sent it, or undefined. The headers of Fetch
 * Metadata and Origin show where scripts, forms and WebSockets come from. Clients other than browsers send neither.
 */
export function refusalOfStrangers(request: IncomingMessage, hosts: readonly string[]): string | undefined {
  const { host, origin, 'sec-fetch-site': site } = request.headers;
  const refusal = refusalOfHost(request, hosts);
  if (refusal !== undefined) return refusal;
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return 'asked by another site';
  return origin === undefined || origin === `http://${host}` ? undefined : 'asked by another site';
}

/**
 * Why the Host header is refused, or undefined. When another site's name leads to this machine (DNS rebinding), the
 * header is neither one of ours nor the address at which the request arrived.
 */
function refusalOfHost({ headers, socket }: IncomingMessage, hosts: readonly string[]): string | undefined {
  const { host } = headers;
  const { localAddress, localPort } = socket;
  const cameTo = localAddress && localPort && authority(localAddress.replace(/^::ffff:/, ''), localPort);
  const isOurs = host !== undefined && (hosts.includes(host) || host === cameTo);
  return isOurs ? undefined : `open ${hosts[0]}, not ${host}`;
}

/**
 * The values of the Host header that mean this server: first the one to open it by, then the machine's own names. A host
 * that stands for all addresses cannot be opened, so the machine's own address takes its place.
 */
export function ownHosts(host: string, port: number): string[] {
  const all: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '::1' };
  const names = [all[host] ?? host, '127.0.0.1', 'localhost', '::1'];
  return [...new Set(names.map((name) => authority(name, port)))];
}

/** A host name or IP address with its port, as browsers write it (WHATWG URL, host): `[::1]:3000`. */
function authority(name: string, port: number): string {
  const written = `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
  return URL.canParse(written) ? new URL(written).host : `${name}:${port}`;
}
