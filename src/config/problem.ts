/** What is wrong with the configuration: one line for a person. Never carries a value: it may be a secret in the wrong place. */
export type ConfigProblem = {
  readonly field: string; // `gateway.endpoints[0]`; empty when it is the file as such
  readonly message: string; // the whole line: `config.json: gateway.endpoints[0]: …`
};

/** Where in the file something stands. */
export type FieldPath = readonly (string | number)[];

/** Our longest field has 17 letters. What is longer may be a key or a token that slipped into a field's place. */
const LONGEST_KEY = 24;
const KEY_BEGINNING = 4;
/** Deeper than any field of ours. */
const DEEPEST = 8;

/** Writes a place as people write it: `gateway.endpoints[0]`. */
export function fieldName(path: FieldPath): string {
  const name = path.slice(0, DEEPEST).reduce<string>((above, key) => {
    if (typeof key === 'number') return `${above}[${key}]`;
    return above === '' ? keyName(key) : `${above}.${keyName(key)}`;
  }, '');
  return path.length > DEEPEST ? `${name}…` : name;
}

/** A name out of the file within a line for a person. What looks like a key is cut: `$ENV{the key itself}` is soon written. */
export function oneLine(text: string): string {
  return text
    .replace(/[0-9A-Za-z]{25,}/g, (word) => `${word.slice(0, KEY_BEGINNING)}…`)
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .toWellFormed();
}

/** Whoever misspelt a key knows it by its beginning. */
function keyName(key: string): string {
  return oneLine(key.length > LONGEST_KEY ? `${key.slice(0, KEY_BEGINNING)}…` : key);
}
