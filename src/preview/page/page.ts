import { openChannel } from './channel.ts';
import { registerComponents } from './discord-look.ts';

registerComponents();
openChannel(document.body);
