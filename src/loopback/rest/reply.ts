/** An answer: a status and a JSON body, which 204 has not. */
export interface Reply {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}
