/** The pictures of the bot and the readers, by path: SVG, a white shape on a coloured ground. */
export const AVATARS: ReadonlyMap<string, string> = new Map([
  ['/avatars/docent.svg', picture('#9c6b3c', box())],
  ['/avatars/ada.svg', picture('#5865f2', letter('A'))],
  ['/avatars/ben.svg', picture('#248046', letter('B'))],
  ['/avatars/other.svg', picture('#747f8d', letter('?'))],
]);

function picture(color: string, shape: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40" fill="none" stroke="#fff" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round"><rect width="40" height="40" fill="${color}" stroke="none"/>${shape}</svg>`;
}

/** An archive box with its label. */
function box(): string {
  return '<path d="M10 17v13h20V17M8 11h24v6H8zM16 22h8"/>';
}

/** A letter drawn as lines, so that it does not depend on fonts. */
function letter(of: 'A' | 'B' | '?'): string {
  const lines = {
    A: 'M13 29l7-18 7 18M15.5 23h9',
    B: 'M15 11v18h6.5a4.5 4.5 0 0 0 0-9H15h5.5a4.5 4.5 0 0 0 0-9z',
    '?': 'M15 16a5 5 0 1 1 7 4.6q-2 1-2 3.4M20 29v.1',
  };
  return `<path d="${lines[of]}"/>`;
}
