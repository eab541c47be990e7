import type { GatewayOpcodes } from 'discord.js';
import type { WebSocket } from 'ws';

/** Sends a packet that is not an event, and so has no sequence number. */
export function sendPacket(socket: WebSocket, op: GatewayOpcodes, d: unknown): void {
  socket.send(JSON.stringify({ op, d, s: null, t: null }));
}

/**
 * Settles when the other side has received everything sent to it so far, or when the connection has ended. The other
 * side answers a ping in its turn, so the answer shows that it has read what came before.
 */
export function received(socket: WebSocket): Promise<void> {
  if (socket.readyState !== socket.OPEN) return Promise.resolve();
  return new Promise((resolve) => {
    const settle = () => {
      socket.off('pong', settle);
      socket.off('close', settle);
      resolve();
    };
    socket.on('pong', settle);
    socket.on('close', settle);
    socket.ping();
  });
}
