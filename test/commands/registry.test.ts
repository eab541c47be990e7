import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COMMANDS, findCommand, performOf, showOf } from '../../src/commands/registry.ts';
import { ACTIONS, type Action } from '../../src/views/action.ts';
import { VIEWS, type View } from '../../src/views/view.ts';

describe('the registry', () => {
  it('names each command as its file', () => {
    const files = ['', 'daily/'].flatMap((folder) =>
      readdirSync(`src/commands/${folder}`).filter((file) => file.endsWith('.ts')),
    );
    const commands = Object.values(COMMANDS).flat();
    for (const { definition } of commands) expect(files).toContain(`${definition.name}.ts`);
  });

  it('finds a command by its path, and nothing by any other', () => {
    expect(findCommand('doc', 'search')?.definition.name).toBe('search');
    expect(findCommand('daily', 'set')?.definition.name).toBe('set');
    expect(findCommand('doc', 'set')).toBeUndefined();
    expect(findCommand('constructor', 'name')).toBeUndefined();
  });

  it.each(Object.keys(VIEWS))('shows the view %s', (name) => {
    expect(showOf({ name } as View)).toBeTypeOf('function');
  });

  it.each(Object.keys(ACTIONS))('performs the action %s', (name) => {
    expect(performOf({ name } as Action)).toBeTypeOf('function');
  });
});
