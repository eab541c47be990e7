import type { Refusal } from './refusal.ts';

/** A payload or route that Discord would refuse. `path` is the field at fault, with dots: `embeds.0.title`. */
export interface Violation {
  method: string;
  route: string;
  code: number;
  path: string;
  message: string;
  payload: unknown;
}

/** A request and how it was answered. Status 0: no answer was sent. */
export interface RecordedRequest {
  method: string;
  route: string;
  path: string;
  status: number;
  payload: unknown;
  at: Date;
}

/** The violations in a refused request: one for each issue, or one for the whole. */
export function violationsOf({ code, message, issues }: Refusal, record: RecordedRequest): Violation[] {
  if (issues.length === 0) return [{ ...named(record), code, path: '', message }];
  return issues.map((issue) => {
    return { ...named(record), code, path: issue.path.join('.'), message: `${issue.code}: ${issue.message}` };
  });
}

/** The violation that stands for an error of the loopback's own. */
export function brokenBy(error: unknown, record: RecordedRequest): Violation {
  const message = error instanceof Error ? `${error.stack}` : `${error}`;
  return { ...named(record), code: 0, path: '', message: `the loopback broke: ${message}` };
}

function named({ method, route, payload }: RecordedRequest) {
  return { method, route, payload };
}
