/** One thing wrong in a payload: where, and Discord's code and words for it. */
export interface Issue {
  path: (string | number)[];
  code: string;
  message: string;
}

/** A request that Discord would refuse: its HTTP status, and the JSON error code and message it answers. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: number;
  readonly issues: Issue[];

  constructor(status: number, code: number, message: string, issues: Issue[] = []) {
    super(message);
    this.status = status;
    this.code = code;
    this.issues = issues;
  }

  /** Whether the payload or the route itself is at fault, and not its time, its token or a permission. */
  get violation(): boolean {
    return [0, 40094, 50006, 50035, 50109].includes(this.code) && this.status !== 401;
  }

  /** The JSON body that Discord answers, its errors nested by path. */
  get body() {
    const errors = this.issues.length > 0 ? { errors: nested(this.issues) } : {};
    return { message: this.message, code: this.code, ...errors };
  }
}

/** The refusal of a form, 50035; of several issues at one path only the first is told. */
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
 * What is wrong in a payload by Discord's schema and by the rules, which read what the schema is content with. Where it
 * is not, a rule may find something that it cannot read; then the schema has said what is wrong.
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
