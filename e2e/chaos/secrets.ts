import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Looks for secrets in every byte of a folder and in what was written to the log. @returns where one is, without saying it */
export function findSecrets(dir: string, output: readonly string[], secrets: readonly string[]): readonly string[] {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'ballast')
    .map((entry) => path.join(entry.parentPath, entry.name));
  const places = [
    ...files.map((file) => ({ place: path.relative(dir, file), text: readFileSync(file, 'latin1') })),
    { place: 'the log', text: output.join('\n') },
  ];
  return places.filter(({ text }) => secrets.some((secret) => text.includes(secret))).map(({ place }) => place);
}
