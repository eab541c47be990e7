import '@skyra/discord-components-core/discord-action-row.js';
import { DiscordAuthorInfo } from '@skyra/discord-components-core/discord-author-info.js';
import { DiscordCommand } from '@skyra/discord-components-core/discord-command.js';
import { DiscordEmbed } from '@skyra/discord-components-core/discord-embed.js';
import '@skyra/discord-components-core/discord-embed-description.js';
import { DiscordEmbedField } from '@skyra/discord-components-core/discord-embed-field.js';
import { DiscordEmbedFields } from '@skyra/discord-components-core/discord-embed-fields.js';
import '@skyra/discord-components-core/discord-embed-footer.js';
import '@skyra/discord-components-core/discord-mention.js';
import { DiscordMessage } from '@skyra/discord-components-core/discord-message.js';
import '@skyra/discord-components-core/discord-messages.js';
import { DiscordQuote } from '@skyra/discord-components-core/discord-quote.js';
import { DiscordReply } from '@skyra/discord-components-core/discord-reply.js';
import '@skyra/discord-components-core/discord-time.js';
import { type CSSResult, css, type LitElement } from 'lit';

/**
 * Registers the components, and gives their inner parts the page's colours (custom properties of page.css), so that
 * dark and light are a matter of CSS alone. What can be styled from outside is styled in page.css.
 */
export function registerComponents(): void {
  restyle(
    DiscordMessage,
    css`
      :host .discord-message-timestamp,
      :host .discord-message-edited {
        color: var(--muted);
      }
      :host .discord-message-content {
        min-width: 0;
        line-height: 1.375rem;
        padding-top: 0;
      }
      :host .discord-author-avatar {
        margin-top: 2px;
      }
      :host .discord-author-avatar img {
        cursor: default;
      }
      :host .discord-message-body {
        overflow-wrap: anywhere;
      }
    `,
  );
  restyle(
    DiscordAuthorInfo,
    css`
      :host .discord-author-username {
        color: var(--strong);
      }
      :host .discord-author-username:hover {
        text-decoration: none;
        cursor: default;
      }
    `,
  );
  const line = css`
    :host .discord-replied-message-username {
      color: var(--text) !important;
      opacity: 1 !important;
    }
    :host .discord-replied-message-content {
      min-width: 0;
      color: var(--muted);
      cursor: default;
    }
    :host .discord-replied-message-avatar {
      flex: none;
    }
  `;
  restyle(DiscordReply, line);
  restyle(
    DiscordCommand,
    css`
      ${line}
      :host .discord-slash-command-name,
      :host .discord-slash-command-name:hover {
        background-color: var(--mention) !important;
        color: var(--mention-text) !important;
      }
      :host .discord-context-command-name {
        color: var(--link) !important;
        opacity: 1;
      }
    `,
  );
  restyle(
    DiscordEmbed,
    css`
      :host .discord-embed-root {
        flex: 0 1 auto;
      }
      :host .discord-embed-wrapper {
        background-color: var(--embed) !important;
        border-color: var(--embed-edge) !important;
        min-width: 0;
      }
      :host .discord-embed-wrapper .discord-embed-grid {
        grid-template-columns: minmax(0, 1fr);
        min-width: 0;
      }
    `,
  );
  restyle(
    DiscordEmbedFields,
    css`
      :host {
        grid-template-columns: repeat(12, minmax(0, 1fr));
      }
    `,
  );
  restyle(
    DiscordEmbedField,
    css`
      :host {
        overflow-wrap: anywhere;
      }
    `,
  );
  restyle(
    DiscordQuote,
    css`
      :host .discord-quote-divider {
        background-color: var(--quote) !important;
        flex: none;
      }
    `,
  );
}

function restyle(component: typeof LitElement, styles: CSSResult): void {
  component.elementStyles = [...component.elementStyles, styles];
}
