import { MessageFlags } from 'discord.js';
import type { Discord } from '../../discord.ts';
import type { Interaction } from '../../people/interaction.ts';
import { original } from '../../people/response-message.ts';
import { editOriginal, followUp, removeOriginal, respond } from '../../people/responses.ts';
import type { StoredMessage } from '../../world/world.ts';
import { Refusal } from '../refusal.ts';
import type { Call, Route } from '../route.ts';

/** The first answer to an interaction, and later ones. None of these routes needs the bot's token. */
export function interactionRoutes(discord: Discord): Route[] {
  const { interactions } = discord;
  const webhook = '/webhooks/:application/:token';
  const later = ({ params }: Call): Interaction => {
    if (params.application !== discord.application.id) throw new Refusal(404, 10015, 'Unknown Webhook');
    return interactions.later(params.token ?? '');
  };
  return [
    {
      method: 'POST',
      path: '/interactions/:id/:token/callback',
      bot: false,
      answer: ({ params, query, body }) => {
        const interaction = interactions.first(params.id ?? '', params.token ?? '');
        const message = respond(discord, interaction, body);
        if (query.get('with_response') !== 'true') return { status: 204 };
        const { type } = body as { type: number };
        return { status: 200, body: described(interaction, type, message) };
      },
    },
    {
      method: 'GET',
      path: `${webhook}/messages/@original`,
      bot: false,
      answer: (call) => ({ status: 200, body: original(discord, later(call)) }),
    },
    {
      method: 'PATCH',
      path: `${webhook}/messages/@original`,
      bot: false,
      answer: (call) => ({ status: 200, body: editOriginal(discord, later(call), call.body) }),
    },
    {
      method: 'DELETE',
      path: `${webhook}/messages/@original`,
      bot: false,
      answer: (call) => {
        removeOriginal(discord, later(call));
        return { status: 204 };
      },
    },
    {
      method: 'POST',
      path: webhook,
      bot: false,
      answer: (call) => ({ status: 200, body: followUp(discord, later(call), call.body) }),
    },
  ];
}

/** The "interaction callback response object" that `with_response` asks for. */
function described({ id, type }: Interaction, callback: number, message: StoredMessage | undefined) {
  const flags = message?.flags ?? 0;
  return {
    interaction: {
      id,
      type,
      response_message_loading: (flags & MessageFlags.Loading) !== 0,
      response_message_ephemeral: (flags & MessageFlags.Ephemeral) !== 0,
      ...(message && { response_message_id: message.id }),
    },
    ...(message && { resource: { type: callback, message } }),
  };
}
