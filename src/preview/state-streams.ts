import type { ServerResponse } from 'node:http';
import { SAFE_HEADERS } from '../loopback/rest/page-guard.ts';
import type { ReaderKey } from './page/protocol.ts';

/** The most streams that are open at a time: more pages than a person looks at. */
const MOST_STREAMS = 32;

/** The streams of states (server-sent events) to the pages that are open. */
export interface StateStreams {
  /** Makes the answer a stream and sends the present state. When there are too many streams, the oldest one ends. */
  open(response: ServerResponse, reader: ReaderKey): void;
  /** Sends the present state on every stream. */
  refresh(): void;
}

/**
 * Streams of what `stateFor` gives, as JSON. A slow client gets the newest state when it has read the one before, so that
 * states do not pile up in memory.
 */
export function stateStreams(stateFor: (reader: ReaderKey) => unknown): StateStreams {
  const streams = new Map<ServerResponse, { reader: ReaderKey; isStale: boolean }>();

  const send = (states: Iterable<[ServerResponse, { reader: ReaderKey; isStale: boolean }]>) => {
    const written = new Map<ReaderKey, string>();
    for (const [response, stream] of states) {
      stream.isStale = response.writableNeedDrain;
      if (stream.isStale) continue;
      const { reader } = stream;
      const text = written.get(reader) ?? `data: ${JSON.stringify(stateFor(reader))}\n\n`;
      written.set(reader, text);
      response.write(text);
    }
  };

  return {
    open(response, reader) {
      const [oldest] = streams.keys();
      if (oldest && streams.size >= MOST_STREAMS) {
        streams.delete(oldest);
        oldest.destroy();
      }
      const stream = { reader, isStale: false };
      streams.set(response, stream);
      response.on('close', () => streams.delete(response));
      response.on('drain', () => {
        if (stream.isStale) send([[response, stream]]);
      });
      response.writeHead(200, { ...SAFE_HEADERS, 'Content-Type': 'text/event-stream; charset=utf-8' });
      send([[response, stream]]);
    },
    refresh: () => send(streams),
  };
}
