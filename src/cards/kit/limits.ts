/**
 * Discord's limits on a message and its parts, in UTF-16 code units, which is never less strict than the way
 * Discord counts (Discord API v10: Message, Embed, Components, Application Commands).
 */
export const LIMITS = {
  content: 2000,
  embedTitle: 256,
  embedDescription: 4096,
  embedFields: 25,
  fieldName: 256,
  fieldValue: 1024,
  embedFooter: 2048,
  /** Our own, below Discord's: beside a description of 4096, an embed stays under 6000. */
  listFooter: 400,
  /** All embeds of a message: titles, descriptions, fields and footers together. */
  embedsTogether: 6000,
  link: 512,
  rows: 5,
  buttonsInRow: 5,
  buttonLabel: 80,
  customId: 100,
  menuOptions: 25,
  menuPlaceholder: 150,
  optionLabel: 100,
  optionValue: 100,
  optionDescription: 100,
  choices: 25,
  choiceName: 100,
  choiceValue: 100,
  threadName: 100,
} as const;
