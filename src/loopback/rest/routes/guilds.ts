import type { Discord } from '../../discord.ts';
import { channelFor, guildFor } from '../../world/places.ts';
import { apiChannel, apiGuild, apiMember } from '../../world/wire.ts';
import { Refusal } from '../refusal.ts';
import type { Route } from '../route.ts';

/** The servers and channels that the bot is in: to read. */
export function guildRoutes({ world }: Discord): Route[] {
  return [
    {
      method: 'GET',
      path: '/channels/:channel',
      bot: true,
      answer: ({ params }) => {
        return { status: 200, body: apiChannel(channelFor(world, params.channel), world.bot.id) };
      },
    },
    {
      method: 'GET',
      path: '/guilds/:guild',
      bot: true,
      answer: ({ params }) => {
        return { status: 200, body: apiGuild(guildFor(world, params.guild), world) };
      },
    },
    {
      method: 'GET',
      path: '/guilds/:guild/members/:user',
      bot: true,
      answer: ({ params }) => {
        const member = guildFor(world, params.guild).members.get(params.user ?? '');
        if (!member) throw new Refusal(404, 10007, 'Unknown Member');
        return { status: 200, body: apiMember(member) };
      },
    },
  ];
}
