// For the tests of the project `unit`: what opens a socket or starts a process there fails, and says where it belongs.
import { ChildProcess } from 'node:child_process';
import { Server, Socket } from 'node:net';
import { afterAll, beforeAll, type MockInstance, vi } from 'vitest';

const refuse = (): never => {
  throw new Error('A unit test opens no socket and starts no process: see test/support/projects.ts.');
};

let refusals: MockInstance[] = [];
beforeAll(() => {
  refusals = [
    vi.spyOn(Server.prototype, 'listen').mockImplementation(refuse),
    vi.spyOn(Socket.prototype, 'connect').mockImplementation(refuse),
    // Where all ways to start a process meet; it is in Node's documentation, not in its types.
    vi.spyOn(ChildProcess.prototype as unknown as { spawn(): never }, 'spawn').mockImplementation(refuse),
  ];
});
afterAll(() => {
  for (const refusal of refusals) refusal.mockRestore();
});
