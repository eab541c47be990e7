/** An answer: a status and a JSON body. A 204 has no body. */
export interface Reply {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}
