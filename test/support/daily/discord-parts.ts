// The parts of discord.js that the daily posts use, without its client: half of the time in which a process starts.
export * from '@discordjs/rest';
export * from 'discord-api-types/v10';
