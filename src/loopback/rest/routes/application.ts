import { apiApplication } from '../../application.ts';
import type { Discord } from '../../discord.ts';
import { apiUser } from '../../world/wire.ts';
import type { Route } from '../route.ts';

/** The bot's user and its application. */
export function applicationRoutes({ application, world }: Discord): Route[] {
  const own = ['/applications/@me', '/oauth2/applications/@me'].map((path): Route => {
    return {
      method: 'GET',
      path,
      bot: true,
      answer: () => ({ status: 200, body: apiApplication(application) }),
    };
  });
  const me: Route = {
    method: 'GET',
    path: '/users/@me',
    bot: true,
    answer: () => ({ status: 200, body: apiUser(world.bot) }),
  };
  return [...own, me];
}
