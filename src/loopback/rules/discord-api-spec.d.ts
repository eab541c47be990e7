/** The package ships its zod schemas without types; what we read of them is declared where it is read. */
declare module 'discord-api-spec/zod';
