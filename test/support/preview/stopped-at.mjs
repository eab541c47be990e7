// Loaded before a preview (`node --import`): at the moment of its start that STOPPED_AT names it sends itself, and with
// STOPPED_GROUP whatever it has started, the signal STOPPED_BY, as Ctrl-C in a terminal does.
import childProcess from 'node:child_process';
import { Server } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import process from 'node:process';

const { STOPPED_AT, STOPPED_BY, STOPPED_GROUP } = process.env;

function reached(moment) {
  if (moment === STOPPED_AT) process.kill(STOPPED_GROUP ? 0 : process.pid, STOPPED_BY);
}

process.on('newListener', (name) => {
  if (name === 'SIGHUP') setImmediate(reached, 'it listens to signals');
});

const { spawn } = childProcess;
childProcess.spawn = (...args) => {
  const child = spawn(...args);
  child.once('spawn', () => reached('the bundler runs'));
  return child;
};
syncBuiltinESMExports();

const { listen } = Server.prototype;
const servers = ['its Discord listens', 'its page listens'];
Server.prototype.listen = function (...args) {
  const moment = servers.shift();
  this.once('listening', () => reached(moment));
  return listen.apply(this, args);
};
