import type { SearchView } from '../views/view.ts';
import { type Card, COLOR } from './kit/card.ts';
import { fitted } from './kit/fitting.ts';
import { LIMITS } from './kit/limits.ts';
import { escapeMarkdown } from './kit/markdown.ts';
import { conditions, searchTitle } from './search-card.ts';

/** A search that finds something where another did not, and how many records a search with fewer filters finds. */
export interface Alternative {
  readonly label: string;
  readonly view: SearchView;
  readonly records?: number;
}

/** The card of a search that finds nothing, with up to three searches that find something. */
export function notFoundCard(view: SearchView, alternatives: readonly Alternative[]): Card {
  const looked = fitted([searchTitle(view), ...conditions(view)].join(' · '), 400);
  const buttons = alternatives.map(({ label, view: opens }, index) => ({
    label: fitted(label, LIMITS.buttonLabel),
    opens,
    slot: `alternative-${index + 1}`,
  }));
  return {
    embeds: [
      {
        title: 'Nothing found',
        description: `${escapeMarkdown(looked)}\nNo record matches. ${advice(view, alternatives)}`,
        color: COLOR,
      },
    ],
    rows: buttons.length > 0 ? [{ buttons }] : [],
  };
}

function advice(view: SearchView, alternatives: readonly Alternative[]): string {
  const respelled = alternatives.find((other) => other.view.query !== view.query);
  if (respelled) return `Did you mean **${escapeMarkdown(fitted(respelled.label, LIMITS.buttonLabel))}**?`;
  const [wider] = alternatives;
  if (wider?.records === 1) return 'Without the filters there is 1 record:';
  if (wider) return `Without the filters there are ${wider.records} records:`;
  return view.from || view.to
    ? 'Try fewer words or a wider range of dates.'
    : 'Try fewer words or another spelling.';
}
