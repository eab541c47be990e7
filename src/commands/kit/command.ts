import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
} from 'discord.js';
import type { Card } from '../../cards/kit/card.ts';
import type { Action, ActionNamed } from '../../views/action.ts';
import type { Addressable } from '../../views/address.ts';
import type { ReaderView, View, ViewNamed } from '../../views/view.ts';
import type { RequestContext } from './request-context.ts';
import type { Services } from './services.ts';

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
type OptionsOf<D extends Definition> = {
  readonly [O in OptionOf<D> as O['name']]: ValueOf<O> | (O extends { required: true } ? never : undefined);
};

/** What a person may choose to complete an option. At most 25, each part at most 100 characters. */
export interface Choice {
  readonly name: string;
  readonly value: string;
}

/** A subcommand: its name, the view or action that its options ask for, and what completes them. */
export interface Command {
  readonly definition: Definition;
  /** Whether its answer is always visible only to the person who asked. */
  readonly isAlwaysPrivate?: boolean;
  /**
   * The view or the action that the options ask for.
   *
   * @throws {Refusal} when an option is not valid
   */
  read(options: Readonly<Record<string, unknown>>, services: Services, context: RequestContext): Addressable;
  /** What may complete the option that is being typed. */
  suggest?(option: string, typed: string, services: Services, context: RequestContext): readonly Choice[];
}

/**
 * The card of a view.
 *
 * @throws {Refusal} when there is nothing to show for it
 */
export type Show<V extends View> = (
  view: V,
  services: Services,
  context: RequestContext,
) => Card | Promise<Card>;

/** What shows the views of a name. */
export interface Shower<N extends View['name']> {
  readonly view: N;
  readonly show: Show<ViewNamed<N>>;
}

/** What an action ends in: a card of its own, or a view to show. */
export type Outcome = { readonly card: Card } | PublishedView;

/** A view to show to everyone, with a line above it. */
export interface PublishedView {
  readonly view: ReaderView;
  readonly content: string;
}

/**
 * Does what an action says. It may be pressed twice, so doing it again does no harm, and it checks at every press
 * what the person may do.
 *
 * @throws {Refusal} when the person may not, or there is nothing to change
 */
export type Perform<A extends Action> = (
  action: A,
  services: Services,
  context: RequestContext,
) => Outcome | Promise<Outcome>;

/** What performs the actions of a name. */
export interface Performer<N extends Action['name']> {
  readonly action: N;
  readonly perform: Perform<ActionNamed<N>>;
}

interface Written<D extends Definition> extends Pick<Command, 'suggest' | 'isAlwaysPrivate'> {
  readonly definition: D;
  read(options: OptionsOf<D>, services: Services, context: RequestContext): Addressable;
}

/** A command that shows a view. Its `read` is checked against its own definition. */
export function viewCommand<const N extends View['name'], const D extends Definition>(
  written: Written<D> & Shower<N>,
): Command & Shower<N> {
  return written as unknown as Command & Shower<N>;
}

/** A command that performs an action. Its `read` is checked against its own definition. */
export function actionCommand<const N extends Action['name'], const D extends Definition>(
  written: Written<D> & Performer<N>,
): Command & Performer<N> {
  return written as unknown as Command & Performer<N>;
}

/** The option of every reading command that makes the answer private. */
export const PRIVATE_OPTION = {
  type: ApplicationCommandOptionType.Boolean,
  name: 'private',
  description: 'Show the answer only to me',
} as const satisfies APIApplicationCommandBasicOption;
