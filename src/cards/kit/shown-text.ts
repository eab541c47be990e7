/**
 * What takes no room of its own and changes how the text around it is read: the controls of bidirectional text
 * (Unicode Standard Annex 9: embeddings, overrides, isolates and marks), deprecated format characters, interlinear
 * annotations, byte order marks, and control characters that are no white space. What joins or parts letters (ZWJ in
 * emoji, ZWNJ in Persian, the soft hyphen) stays, and so do the letters of right-to-left scripts: they turn by
 * themselves.
 */
const REORDERING = /[\u200E\u200F\u061C\u202A-\u202E\u2066-\u206F\uFFF9-\uFFFB\uFEFF]/gu;

/** Control characters; a line feed is the only one that means the same everywhere. */
const CONTROLS = /(?!\n)\p{Cc}/gu;

/** What breaks a line, or is white space: each becomes one space, since a title is one line. */
const BREAKS = /\r\n|[\t\v\f\r\u0085\u2028\u2029]/gu;

/** Whether anything needs to be changed; nearly no text does, and one look is cheaper than three. */
const SUSPECT =
  /(?!\n)[\p{Cc}\p{Surrogate}\u2028\u2029\u200E\u200F\u061C\u202A-\u202E\u2066-\u206F\uFFF9-\uFFFB\uFEFF]/u;

/**
 * A text from outside as it may stand among ours: without what would reorder or break the text around it, whole
 * characters only. What a record's author wrote to be read is left as it is. Done to a text twice, it changes nothing
 * the second time.
 */
export function shownText(text: string): string {
  if (!SUSPECT.test(text)) return text;
  return text
    .toWellFormed()
    .replace(BREAKS, (broken) => (broken === '\r\n' ? '\n' : ' '))
    .replace(CONTROLS, '')
    .replace(REORDERING, '');
}

/** What a person sees: neither white space nor a character that is drawn as nothing. */
const VISIBLE = /[^\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Whether a person sees anything of a text. Discord refuses many texts of which nobody does. */
export function isVisible(text: string): boolean {
  return VISIBLE.test(text);
}
