import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../clock.ts';
import type { RestFaults, Strike } from './faults.ts';
import type { GlobalLimit } from './global-limit.ts';
import { brokenBy, type RecordedRequest, type Violation, violationsOf } from './records.ts';
import { Refusal } from './refusal.ts';
import type { Reply } from './reply.ts';
import { bodyOf, parsedBody } from './request-body.ts';
import { type FoundRoute, findRoute, type Route } from './route.ts';
import type { Traffic } from './traffic.ts';

/** Dependencies of the REST API. */
export interface RestDependencies {
  clock: Clock;
  token: string;
  routes: Route[];
  faults: RestFaults;
  /** Receives what Discord would refuse. */
  violations: Pick<Violation[], 'push'>;
  requests: RecordedRequest[];
  limit: GlobalLimit;
  /** Why a request is refused, or undefined when it is not. */
  refusal(request: IncomingMessage): string | undefined;
  /** Counts the requests that are being served. */
  traffic: Traffic;
}

/** Answers HTTP requests by the routing table. The faults that are switched on come first. */
export function restApi(api: RestDependencies): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    response.on('error', () => response.destroy());
    api.traffic.serve(() => serve(api, request, response)).catch(() => response.destroy());
  };
}

async function serve(
  api: RestDependencies,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const method = request.method ?? 'GET';
  const { pathname, query } = placeOf(request.url ?? '/');
  const path = pathname.replace(/^\/api\/v10/, '');
  const foreign = api.refusal(request);
  if (foreign !== undefined) return turnAway(response, { status: 403, body: { message: foreign, code: 0 } });
  const text = await bodyOf(request);
  if (text === undefined) return turnAway(response, TOO_LARGE);
  const found = findRoute(api.routes, method, pathname.startsWith('/api/v10/') ? path : pathname);
  const route = found ? found.route.path : path;
  const body = parsedBody(text);
  const record: RecordedRequest = {
    method,
    route,
    path,
    status: 0,
    payload: body.value,
    at: api.clock.now(),
  };
  api.requests.push(record);
  const strike = api.faults.strike(`${method} ${route}`, `${method} ${path}`);
  const early = strike?.when === 'before' ? await struck(strike, api.traffic) : undefined;
  if (early === 'cut') return cut(response);
  const tooMany = found?.route.bot ? api.limit.take() : undefined;
  const answered = early ?? tooMany ?? handled(api, found, record, request, query, body.json);
  const late = strike?.when === 'after' ? await struck(strike, api.traffic) : undefined;
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
  api: RestDependencies,
  found: FoundRoute | undefined,
  record: RecordedRequest,
  request: IncomingMessage,
  query: URLSearchParams,
  json: boolean,
): Reply {
  try {
    if (!found) throw new Refusal(404, 0, '404: Not Found');
    const authorised = request.headers.authorization === `Bot ${api.token}`;
    if (found.route.bot && !authorised) throw new Refusal(401, 0, '401: Unauthorized');
    if (!json) throw new Refusal(400, 50109, 'The request body contains invalid JSON.');
    return found.route.answer({ params: found.params, query, body: record.payload });
  } catch (error) {
    if (!(error instanceof Refusal)) {
      api.violations.push(brokenBy(error, record));
      return { status: 500, body: { message: 'Internal Server Error', code: 0 } };
    }
    if (error.violation) api.violations.push(...violationsOf(error, record));
    return { status: error.status, body: error.body };
  }
}

const TOO_LARGE: Reply = { status: 413, body: { message: 'Request entity too large', code: 40005 } };

/** Answers before the body was read, and closes the connection, so that the rest is not read as another request. */
function turnAway(response: ServerResponse, reply: Reply): void {
  send(response, { ...reply, headers: { Connection: 'close' } });
}

function cut(response: ServerResponse): void {
  response.socket?.destroy();
}

/** Sends the answer. A 204 has no content type, because discord.js would then try to read a body. */
function send(response: ServerResponse, { status, body, headers = {} }: Reply): void {
  if (status === 204) {
    response.writeHead(status, headers).end();
    return;
  }
  const isPage = typeof body === 'string';
  const type = isPage ? 'text/html' : 'application/json';
  response.writeHead(status, { 'Content-Type': type, ...headers }).end(isPage ? body : JSON.stringify(body));
}

/** The path and query of a request. Any text is a path; most lead nowhere. */
function placeOf(url: string): { pathname: string; query: URLSearchParams } {
  const [path = '', ...query] = url.split('?');
  return { pathname: path, query: new URLSearchParams(query.join('?')) };
}
