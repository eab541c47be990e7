import type { Performer } from './kit/command.ts';

/** The Share button of a private card: posts its view for everyone, with the name of the person who shared it. */
export const share: Performer<'share'> = {
  action: 'share',
  perform: ({ card: view }, _services, { user }) => ({ view, content: `Shared by <@${user.id}>` }),
};
