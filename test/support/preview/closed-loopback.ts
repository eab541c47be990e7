// A process that closes a loopback Discord while a command still waits for its answer, and prints what became of it.
import { startLoopback } from '../../../src/loopback/loopback.ts';

const loopback = await startLoopback();
await fetch(`${loopback.apiUrl}/v10/applications/${loopback.applicationId}/commands`, {
  method: 'PUT',
  headers: { authorization: `Bot ${loopback.token}` },
  body: JSON.stringify([{ name: 'ask', description: 'Asks' }]),
});
const answer = loopback.command(loopback.ada, 'ask');
await loopback.close();
process.stdout.write((await answer).kind);
