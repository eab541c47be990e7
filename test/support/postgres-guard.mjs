// Ends a PostgreSQL server whose owner is gone, however that ended. Its arguments are the server's data folder and the
// folder to delete with it. It acts when its standard input closes, which happens at the latest when its owner dies.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const [data = '', folder = ''] = process.argv.slice(2);

// Its owner may have been interrupted from the keyboard, and this process with it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);

process.stdin.resume().on('end', () => {
  // Present as long as a server runs there; its first line is the server's process id.
  let id = 0;
  try {
    id = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
    // SIGQUIT is PostgreSQL's "immediate shutdown".
    process.kill(id, 'SIGQUIT');
  } catch {
    // No server runs.
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 });
});
