import type { Clock } from '../clock.ts';
import type { Application } from './application.ts';
import type { CommandBook } from './command-book.ts';
import type { Interactions } from './interactions.ts';
import type { SchemaCheck } from './schemas.ts';
import type { World } from './world.ts';

/** What the routes of the loopback Discord work on. */
export interface Discord {
  clock: Clock;
  application: Application;
  world: World;
  commands: CommandBook;
  interactions: Interactions;
  check: SchemaCheck;
}
