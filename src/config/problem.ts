/** What is wrong with the configuration: one line for a person. Never carries a value: it may be a secret in the wrong place. */
export type ConfigProblem = {
  readonly field: string; // `gateway.endpoints[0]`; empty when it is the file as such
  readonly message: string; // the whole line: `config.json: gateway.endpoints[0]: …`
};

/** Where in the file something stands. */
export type FieldPath = readonly (string | number)[];

/** Writes a place as people write it: `gateway.endpoints[0]`. */
export function fieldName(path: FieldPath): string {
  return path.reduce<string>((name, key) => (typeof key === 'number' ? `${name}[${key}]` : name === '' ? key : `${name}.${key}`), '');
}
