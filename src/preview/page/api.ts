import type { Actions, ChannelState, Outcome, ReaderKey } from './protocol.ts';

/** Does something as a reader. What cannot be done comes back as an error to show. */
export async function act<Name extends keyof Actions>(name: Name, body: Actions[Name]): Promise<Outcome> {
  try {
    const response = await fetch(`/actions/${name}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    return response.ok ? ((await response.json()) as Outcome) : { error: await response.text() };
  } catch {
    return { error: 'The preview is not running any more' };
  }
}

/**
 * Follows the channel as a reader sees it, while the page is in view; gives what ends that. `lost` is told when the
 * preview is gone or back. A browser has six connections to a host for all its tabs (HTTP/1.1), of which tabs out of
 * view would keep one each.
 */
export function follow(
  reader: ReaderKey,
  changed: (state: ChannelState) => void,
  lost: (isLost: boolean) => void,
): () => void {
  let events: EventSource | undefined;
  const close = () => {
    events?.close();
    events = undefined;
  };
  const open = () => {
    events = new EventSource(`/events?reader=${reader}`);
    events.addEventListener('message', ({ data }) => changed(JSON.parse(data) as ChannelState));
    events.addEventListener('open', () => lost(false));
    events.addEventListener('error', () => lost(true));
  };
  const look = () => {
    if (document.hidden) close();
    else if (!events) open();
  };
  document.addEventListener('visibilitychange', look);
  look();
  return () => {
    document.removeEventListener('visibilitychange', look);
    close();
  };
}
