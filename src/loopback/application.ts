import { randomBytes } from 'node:crypto';
import { ApplicationIntegrationType } from 'discord.js';
import type { User } from './world/places-and-people.ts';
import { apiUser } from './world/wire.ts';

/** The application that the bot belongs to. */
export interface Application {
  /** Its id, which is also the id of the bot's user. */
  id: string;
  /** The bot's token, the only one that is accepted. */
  token: string;
  /** Where it can be installed: 0 servers, 1 users. */
  integrationTypes: ApplicationIntegrationType[];
  owner: User;
  bot: User;
}

/** A token in the shape of Discord's: the application's id in base64, a time, a signature. It gives access to nothing. */
export function inventedToken(applicationId: string): string {
  const id = Buffer.from(applicationId).toString('base64url');
  return `${id}.${randomBytes(4).toString('base64url')}.${randomBytes(28).toString('base64url')}`;
}

/** The application as GET /applications/@me gives it. */
export function apiApplication({ id, integrationTypes, owner, bot }: Application) {
  const config = integrationTypes.map((type) => {
    const toServers = type === ApplicationIntegrationType.GuildInstall;
    const scopes = toServers ? ['applications.commands', 'bot'] : ['applications.commands'];
    return [type, { oauth2_install_params: { scopes, permissions: '0' } }];
  });
  return {
    id,
    name: bot.global_name,
    icon: null,
    description: '',
    summary: '',
    bot: apiUser(bot),
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    owner: apiUser(owner),
    team: null,
    flags: 0,
    tags: [],
    integration_types_config: Object.fromEntries(config),
  };
}
