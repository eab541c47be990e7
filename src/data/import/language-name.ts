/**
 * The English name of a language code (BCP 47, as CSL and Dublin Core have it). Any other text stays as it is.
 *
 * @example languageName('en-GB') // 'English'
 */
export function languageName(text: string): string {
  const code = text.trim();
  if (!/^[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*$/i.test(code)) return text;
  const [language = ''] = code.toLowerCase().split(/[-_]/);
  return NAMES.of(language) ?? text;
}

const NAMES = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
