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
 * that leads to this machine (DNS rebinding) is known by its Host, their scripts and forms by where they come from
 * (Fetch Metadata, Origin) and by their content type, which no form can send.
 */
export function refusalOf(request: IncomingMessage, hosts: readonly string[]): string | undefined {
  const { host, origin, 'sec-fetch-site': site, 'content-type': type = '' } = request.headers;
  if (host === undefined || !hosts.includes(host)) return `open ${hosts[0]}, not ${host}`;
  if (request.method === 'GET' && request.url === '/') return undefined;
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return 'asked by another site';
  if (origin !== undefined && origin !== `http://${host}`) return 'asked by another site';
  if (request.method === 'GET') return undefined;
  return /^application\/json(;|$)/.test(type) ? undefined : 'the body must be application/json';
}

/** The values of the Host header that mean this server: the machine itself, or the host that it was told to be. */
export function ownHosts(host: string, port: number): string[] {
  const names = ['127.0.0.1', 'localhost', '[::1]', host.includes(':') ? `[${host}]` : host];
  return [...new Set(names)].map((name) => (port === 80 ? name : `${name}:${port}`));
}
