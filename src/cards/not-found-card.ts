import { type Button, type Card, COLOR } from './card.ts';
import { fitted } from './fit.ts';
import { LIMITS } from './limits.ts';
import { escapeMarkdown } from './markdown.ts';
import { conditions, searchTitle } from './search-card.ts';
import type { SearchView } from './view.ts';

/** What to say when a search finds nothing, with up to three searches that find something. */
export function notFoundCard(view: SearchView, alternatives: readonly SearchView[]): Card {
  const narrowed = conditions(view, undefined);
  const looked = escapeMarkdown(fitted([searchTitle(view), ...narrowed].join(' · '), 400));
  const [nearest] = alternatives;
  const advice = nearest
    ? `Did you mean **${escapeMarkdown(fitted(buttonLabel(nearest), LIMITS.buttonLabel))}**?`
    : 'Try fewer words, another spelling, or a wider span of dates.';
  return {
    embeds: [
      {
        title: 'Nothing found',
        description: `${looked}\nNo record of the archive answers to this. ${advice}`,
        color: COLOR,
      },
    ],
    rows: alternatives.length > 0 ? [{ buttons: alternatives.map(alternativeButton) }] : [],
  };
}

function alternativeButton(view: SearchView, index: number): Button {
  return {
    label: fitted(buttonLabel(view), LIMITS.buttonLabel),
    opens: view,
    slot: `alternative-${index + 1}`,
  };
}

function buttonLabel(view: SearchView): string {
  const label = [view.query, ...conditions(view, undefined)].filter(Boolean).join(' · ');
  return label || 'All records';
}
