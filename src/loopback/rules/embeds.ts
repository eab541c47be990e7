import type { APIEmbed } from 'discord.js';
import type { Issue } from '../rest/refusal.ts';

/** The most characters of all embeds in a message together (Discord, "Embed limits"). */
const EMBEDS_TOTAL = 6_000;

/** The issues in a message's embeds that the schema misses: their total length, blank fields, empty embeds, links. */
export function embedIssues(embeds: APIEmbed[], base: (string | number)[]): Issue[] {
  let total = 0;
  return embeds.flatMap((embed, index) => {
    const path = [...base, 'embeds', index];
    total += length(embed);
    const message = 'Embed size exceeds maximum size of 6000';
    const excess = total > EMBEDS_TOTAL ? [{ path, code: 'MAX_EMBED_SIZE_EXCEEDED', message }] : [];
    return [...blanks(embed, path), ...links(embed, path), ...excess];
  });
}

/** The characters of an embed that count towards the total. */
function length({ title, description, fields, footer, author }: APIEmbed): number {
  const texts = [
    title,
    description,
    footer?.text,
    author?.name,
    ...(fields ?? []).flatMap((f) => [f.name, f.value]),
  ];
  return texts.reduce((sum, text) => sum + (text?.length ?? 0), 0);
}

function blanks(embed: APIEmbed, path: (string | number)[]): Issue[] {
  const required = (at: (string | number)[]) => ({
    path: [...path, ...at],
    code: 'BASE_TYPE_REQUIRED',
    message: 'This field is required',
  });
  const missing = (embed.fields ?? []).flatMap((field, index) =>
    (['name', 'value'] as const)
      .filter((key) => typeof field[key] === 'string' && field[key].trim() === '')
      .map((key) => required(['fields', index, key])),
  );
  if (embed.footer && !embed.footer.text?.trim()) missing.push(required(['footer', 'text']));
  if (embed.author && !embed.author.name?.trim()) missing.push(required(['author', 'name']));
  const shown =
    embed.title?.trim() ||
    embed.description?.trim() ||
    embed.fields?.length ||
    embed.footer ||
    embed.author ||
    embed.image ||
    embed.thumbnail ||
    embed.timestamp;
  return shown ? missing : [...missing, required(['description'])];
}

/** The issues in links. They must be http or https; images may also be attachments. */
function links(embed: APIEmbed, path: (string | number)[]): Issue[] {
  const given: [(string | number)[], string | undefined][] = [
    [['url'], embed.url],
    [['author', 'url'], embed.author?.url],
    [['author', 'icon_url'], embed.author?.icon_url],
    [['footer', 'icon_url'], embed.footer?.icon_url],
    [['image', 'url'], embed.image?.url],
    [['thumbnail', 'url'], embed.thumbnail?.url],
  ];
  return given.flatMap(([at, url]) => {
    const allowed = at.at(-1) === 'url' && at.length === 1 ? /^https?:/i : /^(https?|attachment):/i;
    const scheme = url?.split(':')[0];
    const message = `Scheme "${scheme}" is not supported. Scheme must be one of ('http', 'https').`;
    const code = 'URL_TYPE_INVALID_SCHEME';
    return typeof url !== 'string' || allowed.test(url) ? [] : [{ path: [...path, ...at], code, message }];
  });
}
