/** How often, in milliseconds, it is looked whether npm is still there. */
const LOOK_EVERY = 500;

/**
 * Settles when the process is told to stop: by SIGTERM or SIGINT or, under `npm start`, by the end of the shell
 * that npm started us in. npm passes a signal to that shell only, which dies of it without telling us.
 */
export function toldToStop(): Promise<undefined> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve(undefined));
    if (process.env.npm_lifecycle_event === undefined) return;
    const shell = process.ppid;
    const look = setInterval(() => {
      if (process.ppid === shell) return;
      clearInterval(look);
      resolve(undefined);
    }, LOOK_EVERY).unref();
  });
}
