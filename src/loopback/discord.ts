import type { Clock } from '../clock.ts';
import type { Application } from './application.ts';
import type { CommandBook } from './commands/command-book.ts';
import type { Interactions } from './people/interactions.ts';
import type { SchemaCheck } from './rules/schemas.ts';
import type { World } from './world/world.ts';

/** What the routes of the loopback Discord work with. */
export interface Discord {
  clock: Clock;
  application: Application;
  world: World;
  commands: CommandBook;
  interactions: Interactions;
  check: SchemaCheck;
}
