import type { IncomingMessage } from 'node:http';

/** The longest body that Discord accepts, in bytes: 25 MiB with its files. */
const LONGEST_BODY = 26_214_400;

/** The text of a request's body; undefined when it is too long. */
export async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LONGEST_BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** The value of a body. If the body is not JSON, the value is its text. */
export function parsedBody(text: string): { json: boolean; value: unknown } {
  if (text === '') return { json: true, value: undefined };
  try {
    return { json: true, value: JSON.parse(text) };
  } catch {
    return { json: false, value: text };
  }
}
