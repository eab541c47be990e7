import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createLog } from '../src/log.ts';
import { keepRunning, unexpectedIn } from '../src/uncaught.ts';

function watched() {
  const lines: Record<string, unknown>[] = [];
  const log = createLog({ level: 'error', stream: { write: (line) => lines.push(JSON.parse(line)) } });
  return { lines, unexpected: unexpectedIn(log) };
}

describe('what was not foreseen', () => {
  it.each([
    ['an error', new Error('lost'), { name: 'Error', message: 'lost' }],
    ['text', 'lost', { name: 'string', message: 'lost' }],
    ['nothing', undefined, { name: 'undefined', message: 'undefined' }],
  ])('is one line with a reference: %s', (_, thrown, error) => {
    const { lines, unexpected } = watched();
    const reference = unexpected(thrown, 'it went wrong', { shard: 3 });
    expect(reference).toMatch(/^[\da-f]{8}$/);
    expect(lines).toMatchObject([{ level: 'error', msg: 'it went wrong', reference, shard: 3, error }]);
  });
});

describe('a process that is kept running', () => {
  /** A process that nobody ends. */
  const process = () =>
    Object.assign(new EventEmitter(), { stdout: new PassThrough(), stderr: new PassThrough() });

  it.each(['unhandledRejection', 'uncaughtException'])('tells of %s in one line each', (event) => {
    const { lines, unexpected } = watched();
    const target = process();
    keepRunning(unexpected, target);
    target.emit(event, new Error('first'));
    target.emit(event, new Error('second'));
    expect(lines).toMatchObject([{ error: { message: 'first' } }, { error: { message: 'second' } }]);
  });

  it('loses its lines, and nothing else, when nobody reads them any more', () => {
    const { lines, unexpected } = watched();
    const target = process();
    keepRunning(unexpected, target);
    for (const stream of [target.stdout, target.stderr]) stream.emit('error', new Error('EPIPE'));
    expect(lines).toEqual([]);
  });
});
