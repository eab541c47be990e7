import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
} from 'discord.js';
import type { Card } from '../../cards/kit/card.ts';
import type { View } from '../../views/view.ts';
import type { Asked, Docent } from './request-context.ts';

/** The definition of a subcommand as Discord registers it. */
export type Definition = Omit<APIApplicationCommandSubcommandOption, 'type'> & {
  readonly options?: readonly APIApplicationCommandBasicOption[];
};

type OptionOf<D extends Definition> = NonNullable<D['options']>[number];

type ValueOf<O extends APIApplicationCommandBasicOption> = O extends {
  type: ApplicationCommandOptionType.Boolean;
}
  ? boolean
  : O extends { type: ApplicationCommandOptionType.Integer | ApplicationCommandOptionType.Number }
    ? number
    : O extends { choices: readonly { value: infer C }[] }
      ? C
      : string;

/** What a person filled in, typed by the definition: a required option is always there. */
export type OptionsOf<D extends Definition> = {
  readonly [O in OptionOf<D> as O['name']]: ValueOf<O> | (O extends { required: true } ? never : undefined);
};

/** What a person may choose to complete an option. At most 25, each part at most 100 characters. */
export interface Choice {
  readonly name: string;
  readonly value: string;
}

/** A subcommand: what it is called, which view its options ask for, and what completes them. */
export interface Command {
  readonly definition: Definition;
  /** Whether its answer is for the asker alone, whatever is asked. */
  readonly isAlwaysPrivate?: boolean;
  /**
   * The view that the options ask for.
   *
   * @throws {Refusal} when an option cannot be read
   */
  read(options: Readonly<Record<string, unknown>>, docent: Docent, asked: Asked): View;
  /** What may complete the option that is being typed. */
  suggest?(option: string, typed: string, docent: Docent, asked: Asked): readonly Choice[];
}

/** A command whose `read` is checked against its own definition. */
export function command<const D extends Definition>(made: {
  readonly definition: D;
  readonly isAlwaysPrivate?: boolean;
  read(options: OptionsOf<D>, docent: Docent, asked: Asked): View;
  suggest?: Command['suggest'];
}): Command {
  return made as unknown as Command;
}

/**
 * What a view looks like.
 *
 * @throws {Refusal} when there is nothing to show for it
 */
export type Show<V extends View> = (view: V, docent: Docent, asked: Asked) => Card | Promise<Card>;

/** The option that every reading command has: an answer for oneself. */
export const PRIVATE_OPTION = {
  type: ApplicationCommandOptionType.Boolean,
  name: 'private',
  description: 'Answer only to me',
} as const satisfies APIApplicationCommandBasicOption;
