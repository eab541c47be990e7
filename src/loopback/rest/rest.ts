import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../clock.ts';
import type { RestFaults, Strike } from './faults.ts';
import type { GlobalLimit } from './global-limit.ts';
import { Refusal } from './refusal.ts';
import type { Reply } from './reply.ts';
import type { Traffic } from './traffic.ts';

/** A request to a route. */
export interface Call {
  params: Record<string, string>;
  query: URLSearchParams;
  body: unknown;
}

/** One route of the API: `path` without version, with `:name` for what varies. `bot`: it asks for the token. */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  bot: boolean;
  answer(call: Call): Reply;
}

/** A payload or route that Discord would refuse; `path` is of the field at fault, dotted. */
export interface Violation {
  method: string;
  route: string;
  code: number;
  path: string;
  message: string;
  payload: unknown;
}

/** A request as it came and went; status 0: no answer was sent. */
export interface RecordedRequest {
  method: string;
  route: string;
  path: string;
  status: number;
  payload: unknown;
  at: Date;
}

/** What the REST API works with. */
export interface RestParts {
  clock: Clock;
  token: string;
  routes: Route[];
  faults: RestFaults;
  /** Where violations go. */
  violations: Pick<Violation[], 'push'>;
  requests: RecordedRequest[];
  limit: GlobalLimit;
  /** Why a request may not come in, if it may not. */
  refusal(request: IncomingMessage): string | undefined;
  /** Counts the requests that are being served. */
  traffic: Traffic;
}

/** The longest body that Discord takes, in bytes: 25 MiB with its files. */
const LONGEST_BODY = 26_214_400;

/** The name of a route, as in the routing table and in faults. */
export const routeName = (route: Route) => `${route.method} ${route.path}`;

/** Answers HTTP requests by the routing table, through the faults that are switched on. */
export function restApi(parts: RestParts): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    response.on('error', () => response.destroy());
    parts.traffic.serve(() => serve(parts, request, response)).catch(() => response.destroy());
  };
}

async function serve(parts: RestParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const method = request.method ?? 'GET';
  const { pathname, query } = placeOf(request.url ?? '/');
  const path = pathname.replace(/^\/api\/v10/, '');
  const foreign = parts.refusal(request);
  if (foreign !== undefined) return turnAway(response, { status: 403, body: { message: foreign, code: 0 } });
  const text = await bodyOf(request);
  if (text === undefined) return turnAway(response, TOO_LARGE);
  const found = find(parts.routes, method, pathname.startsWith('/api/v10/') ? path : pathname);
  const route = found ? found.route.path : path;
  const body = parsed(text);
  const record: RecordedRequest = {
    method,
    route,
    path,
    status: 0,
    payload: body.value,
    at: parts.clock.now(),
  };
  parts.requests.push(record);
  const strike = parts.faults.strike(`${method} ${route}`, `${method} ${path}`);
  const early = strike?.when === 'before' ? await struck(strike, parts.traffic) : undefined;
  if (early === 'cut') return cut(response);
  const tooMany = found?.route.bot ? parts.limit.take() : undefined;
  const answered = early ?? tooMany ?? handled(parts, found, record, request, query, body.json);
  const late = strike?.when === 'after' ? await struck(strike, parts.traffic) : undefined;
  if (late === 'cut') return cut(response);
  const reply = late ?? answered;
  record.status = reply.status;
  send(response, reply);
}

async function struck({ wait, cut, reply }: Strike, traffic: Traffic): Promise<Reply | 'cut' | undefined> {
  if (wait) await traffic.hold(wait());
  return cut ? 'cut' : reply;
}

function handled(
  parts: RestParts,
  found: ReturnType<typeof find>,
  record: RecordedRequest,
  request: IncomingMessage,
  query: URLSearchParams,
  json: boolean,
): Reply {
  try {
    if (!found) throw new Refusal(404, 0, '404: Not Found');
    const authorised = request.headers.authorization === `Bot ${parts.token}`;
    if (found.route.bot && !authorised) throw new Refusal(401, 0, '401: Unauthorized');
    if (!json) throw new Refusal(400, 50109, 'The request body contains invalid JSON.');
    return found.route.answer({ params: found.params, query, body: record.payload });
  } catch (error) {
    if (!(error instanceof Refusal)) {
      const message = error instanceof Error ? `${error.stack}` : `${error}`;
      parts.violations.push({
        ...named(record),
        code: 0,
        path: '',
        message: `the loopback broke: ${message}`,
      });
      return { status: 500, body: { message: 'Internal Server Error', code: 0 } };
    }
    if (error.violation) parts.violations.push(...violationsOf(error, record));
    return { status: error.status, body: error.body };
  }
}

function violationsOf({ code, message, issues }: Refusal, record: RecordedRequest): Violation[] {
  if (issues.length === 0) return [{ ...named(record), code, path: '', message }];
  return issues.map((issue) => {
    return { ...named(record), code, path: issue.path.join('.'), message: `${issue.code}: ${issue.message}` };
  });
}

function named({ method, route, payload }: RecordedRequest) {
  return { method, route, payload };
}

function find(routes: Route[], method: string, path: string) {
  const parts = path.split('/').map(decoded);
  for (const route of routes) {
    if (route.method !== method) continue;
    const wanted = route.path.split('/');
    if (wanted.length !== parts.length) continue;
    const params: Record<string, string> = {};
    const fits = wanted.every((want, index) => {
      const part = parts[index] ?? '';
      if (!want.startsWith(':')) return want === part;
      params[want.slice(1)] = part;
      return part !== '';
    });
    if (fits) return { route, params };
  }
  return undefined;
}

/** What a request names. Whatever stands there is a path; what is none leads nowhere. */
function placeOf(url: string): { pathname: string; query: URLSearchParams } {
  const [path = '', ...query] = url.split('?');
  return { pathname: path, query: new URLSearchParams(query.join('?')) };
}

/** `@original` arrives percent-encoded. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The body's value; of what is no JSON, the text itself. */
function parsed(text: string): { json: boolean; value: unknown } {
  if (text === '') return { json: true, value: undefined };
  try {
    return { json: true, value: JSON.parse(text) };
  } catch {
    return { json: false, value: text };
  }
}

/** The text of a body; undefined when it is too long. */
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LONGEST_BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

const TOO_LARGE: Reply = { status: 413, body: { message: 'Request entity too large', code: 40005 } };

/** Answers without having read the body, so that what is left of it must not be taken for the next request. */
function turnAway(response: ServerResponse, reply: Reply): void {
  send(response, { ...reply, headers: { Connection: 'close' } });
}

function cut(response: ServerResponse): void {
  response.socket?.destroy();
}

/** A 204 carries no content type: discord.js would try to read a body. */
function send(response: ServerResponse, { status, body, headers = {} }: Reply): void {
  if (status === 204) {
    response.writeHead(status, headers).end();
    return;
  }
  const isPage = typeof body === 'string';
  const type = isPage ? 'text/html' : 'application/json';
  response.writeHead(status, { 'Content-Type': type, ...headers }).end(isPage ? body : JSON.stringify(body));
}
