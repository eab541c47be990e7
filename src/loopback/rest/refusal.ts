/** One error in a payload: its place, and Discord's code and message for it. */
export interface Issue {
  path: (string | number)[];
  code: string;
  message: string;
}

/** A request that Discord refuses: the HTTP status, and the code and message of the JSON error. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: number;
  readonly issues: Issue[];

  /** `issues`: what is wrong in the payload, if the payload is at fault. */
  constructor(status: number, code: number, message: string, issues: Issue[] = []) {
    super(message);
    this.status = status;
    this.code = code;
    this.issues = issues;
  }

  /** Whether the payload or the route is at fault, rather than the time, the token or a permission. */
  get violation(): boolean {
    return [0, 40094, 50006, 50035, 50109].includes(this.code) && this.status !== 401;
  }

  /** The JSON body of Discord's answer, with its errors nested by path. */
  get body() {
    const errors = this.issues.length > 0 ? { errors: nested(this.issues) } : {};
    return { message: this.message, code: this.code, ...errors };
  }
}

/** The refusal of a payload (50035). Of several issues at one path it names only the first. */
export function invalidForm(issues: Issue[]): Refusal {
  const seen = new Set<string>();
  const first = issues.filter(({ path }) => {
    const key = path.join('.');
    return !seen.has(key) && seen.add(key);
  });
  return new Refusal(400, 50035, 'Invalid Form Body', first);
}

interface ErrorTree {
  [key: string]: ErrorTree | { code: string; message: string }[];
}

function nested(issues: Issue[]): ErrorTree {
  const root: ErrorTree = {};
  for (const { path, code, message } of issues) {
    let node = root;
    for (const key of path) {
      const next = node[key];
      const child: ErrorTree = next && !Array.isArray(next) ? next : {};
      node[key] = child;
      node = child;
    }
    node._errors = [{ code, message }];
  }
  return root;
}

/**
 * The issues in a payload, by Discord's schema and by the rules. A rule may fail to read a payload that the schema
 * refuses; the schema's issues are then enough. If the schema accepts the payload, the rule's error is thrown.
 */
export function foundIn(bySchema: Issue[], ...rules: (() => Issue[])[]): Issue[] {
  const byRules = rules.flatMap((rule) => {
    try {
      return rule();
    } catch (error) {
      if (bySchema.length === 0) throw error;
      return [];
    }
  });
  return [...bySchema, ...byRules];
}

/**
 * Refuses a message if it has any issue.
 *
 * @throws {Refusal} 50006 for a message that is only empty, 50035 for all else
 */
export function refuse(issues: Issue[]): void {
  const empty = issues.find((issue) => issue.code === 'CANNOT_SEND_EMPTY_MESSAGE');
  if (issues.length === 1 && empty) throw new Refusal(400, 50006, empty.message);
  if (issues.length > 0) throw invalidForm(issues.filter((issue) => issue !== empty));
}
