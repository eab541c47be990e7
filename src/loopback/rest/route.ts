import type { Reply } from './reply.ts';

/** A request, as its route reads it. */
export interface Call {
  params: Record<string, string>;
  query: URLSearchParams;
  body: unknown;
}

/** A route of the API. Its `path` has no version, and `:name` for each variable part. `bot`: whether it needs the token. */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  bot: boolean;
  answer(call: Call): Reply;
}

/** The name of a route, as faults use it: `GET /users/@me`. */
export const routeName = (route: Route) => `${route.method} ${route.path}`;

/** A route, with the values of its variable parts. */
export interface FoundRoute {
  route: Route;
  params: Record<string, string>;
}

/** The route of a request, with the values of its variable parts; undefined when there is none. */
export function findRoute(routes: Route[], method: string, path: string): FoundRoute | undefined {
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

/** A part of a path, decoded: `@original` arrives percent-encoded. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
