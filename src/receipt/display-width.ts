/** What takes no room, or would make a printer do something: marks that sit on another letter, joiners, controls. */
const NOTHING = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}\p{Cs}]$/u;

/**
 * How many columns a character takes. ASCII takes one, everything else two: the printer's double-byte code pages have nothing
 * narrower, and what they cannot write is replaced in the same width.
 */
export function columnsOf(character: string): 0 | 1 | 2 {
  if (character >= ' ' && character <= '~') return 1;
  return NOTHING.test(character) ? 0 : 2;
}

/** How many columns a text takes. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += columnsOf(character);
  return width;
}

/** A text without what takes no room. */
export function printable(text: string): string {
  return [...text].filter((character) => columnsOf(character) > 0).join('');
}

/** Breaks a text into lines of at most so many columns: after a blank where there is one, else where the line is full. */
export function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let rest = [...printable(text)];
  while (rest.length > 0) {
    const fits = howManyFit(rest, columns);
    const blank = fits < rest.length ? rest.lastIndexOf(' ', fits) : -1;
    const cut = blank > 0 ? blank : fits;
    lines.push(rest.slice(0, cut).join('').trimEnd());
    rest = rest.slice(cut);
    while (rest[0] === ' ') rest.shift();
  }
  return lines;
}

function howManyFit(characters: readonly string[], columns: number): number {
  let width = 0;
  for (const [index, character] of characters.entries()) {
    width += columnsOf(character);
    if (width > columns) return Math.max(1, index);
  }
  return characters.length;
}
