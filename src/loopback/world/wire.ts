import { type APIRole, ChannelFlags } from 'discord.js';
import type { Channel, Guild, Member, User } from './places-and-people.ts';
import type { World } from './world.ts';

/** A user as the API gives it, without the fields that only the loopback has. */
export function apiUser({ installed: _, ...user }: User) {
  return { ...user, public_flags: 0 };
}

/** A member as the API gives it. Inside interactions it comes with its permissions in the channel. */
export function apiMember(member: Member, permissions?: bigint) {
  return {
    user: apiUser(member.user),
    roles: member.roles,
    nick: null,
    avatar: null,
    banner: null,
    joined_at: member.joinedAt,
    premium_since: null,
    communication_disabled_until: null,
    deaf: false,
    mute: false,
    flags: 0,
    pending: false,
    ...(permissions !== undefined && { permissions: `${permissions}` }),
  };
}

/** A channel as the API gives it. The recipients of a private channel do not include the bot. */
export function apiChannel(channel: Channel, botId: string) {
  const common = { id: channel.id, type: channel.type, last_message_id: null, flags: 0 };
  if (!channel.guild) {
    const recipients = channel.recipients.filter((user) => user.id !== botId).map(apiUser);
    return { ...common, recipients };
  }
  return {
    ...common,
    guild_id: channel.guild.id,
    name: channel.name,
    topic: null,
    nsfw: false,
    position: 0,
    parent_id: channel.parent?.id ?? null,
    rate_limit_per_user: 0,
    permission_overwrites: channel.overwrites,
    ...(channel.requiresTag && { flags: ChannelFlags.RequireTag }),
    // Only the bot opens threads here.
    ...(channel.parent && { owner_id: botId }),
  };
}

/** A guild's roles as the API gives them. */
function apiRoles(guild: Guild): APIRole[] {
  return [...guild.roles.values()];
}

/** A guild as GUILD_CREATE carries it. A bot without privileged intents sees no member but itself. */
export function apiGuild(guild: Guild, world: World) {
  const own = guild.members.get(world.bot.id);
  const channels = [...world.channels.values()].filter(
    (channel) => channel.guild === guild && !channel.parent,
  );
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    splash: null,
    discovery_splash: null,
    owner_id: guild.ownerId,
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    roles: apiRoles(guild),
    emojis: [],
    stickers: [],
    features: [],
    mfa_level: 0,
    application_id: null,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    max_members: 500_000,
    vanity_url_code: null,
    description: null,
    banner: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    preferred_locale: guild.locale,
    public_updates_channel_id: null,
    nsfw_level: 0,
    premium_progress_bar_enabled: false,
    safety_alerts_channel_id: null,
    joined_at: guild.joinedAt,
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    voice_states: [],
    members: own ? [apiMember(own)] : [],
    channels: channels.map((channel) => apiChannel(channel, world.bot.id)),
    threads: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}
