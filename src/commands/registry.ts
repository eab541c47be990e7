import type { Action } from '../views/action.ts';
import type { View } from '../views/view.ts';
import { about } from './about.ts';
import { dailyOff } from './daily/off.ts';
import { dailyPause } from './daily/pause.ts';
import { dailyPreview } from './daily/preview.ts';
import { dailyResume } from './daily/resume.ts';
import { dailySet } from './daily/set.ts';
import { dailyStatus } from './daily/status.ts';
import type { Command, Perform, Show } from './kit/command.ts';
import { onThisDay } from './on-this-day.ts';
import { random } from './random.ts';
import { search } from './search.ts';
import { share } from './share.ts';
import { show } from './show.ts';

/** The one list of commands: what Discord registers, the look-up and the cards of views all come from it. */
const DOC = [search, onThisDay, show, random, about] as const;
const DAILY = [dailySet, dailyPreview, dailyStatus, dailyPause, dailyResume, dailyOff] as const;

/** Actions that only buttons carry. */
const BUTTONS = [share] as const;

/** Every command of the bot, by the first word of its path. */
export const COMMANDS: Readonly<Record<'doc' | 'daily', readonly Command[]>> = { doc: DOC, daily: DAILY };

type Listed = (typeof DOC | typeof DAILY | typeof BUTTONS)[number];
type Shown = Extract<Listed, { view: unknown }>['view'];
type Performed = Extract<Listed, { action: unknown }>['action'];

const LISTED: readonly Listed[] = [...DOC, ...DAILY, ...BUTTONS];

/** How to show each view. A view that no command shows does not compile. */
const SHOWS: Readonly<Record<View['name'], unknown>> = Object.fromEntries(
  LISTED.flatMap((each) => ('view' in each ? [[each.view, each.show]] : [])),
) as Record<Shown, unknown>;

/** How to perform each action. An action that nothing performs does not compile. */
const PERFORMS: Readonly<Record<Action['name'], unknown>> = Object.fromEntries(
  LISTED.flatMap((each) => ('action' in each ? [[each.action, each.perform]] : [])),
) as Record<Performed, unknown>;

/** The command of a path (`doc`, `search`); undefined when there is none. */
export function findCommand(name: string, subcommand: string): Command | undefined {
  if (name !== 'doc' && name !== 'daily') return undefined;
  return COMMANDS[name].find(({ definition }) => definition.name === subcommand);
}

/** How to show a view. */
export function showOf({ name }: View): Show<View> {
  return SHOWS[name] as Show<View>;
}

/** How to perform an action. */
export function performOf({ name }: Action): Perform<Action> {
  return PERFORMS[name] as Perform<Action>;
}
