import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Vite serves and builds files; a page made by a plugin would be more to read than the page. So they are held alike here. */
const PAGES = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.html'));

test.each(PAGES)('%s differs from the others by its script alone, which is of its own name', (page) => {
  const [, name, stories = ''] = /^(\w+?)(-stories)?\.html$/.exec(page) ?? [];
  const script = `./${name}/${stories.slice(1)}${stories && '-'}main.tsx`;
  expect(readFileSync(`${import.meta.dirname}/${page}`, 'utf8').replace(script, 'SCRIPT')).toBe(shape());
});

function shape(): string {
  return readFileSync(`${import.meta.dirname}/cashier.html`, 'utf8').replace('./cashier/main.tsx', 'SCRIPT');
}
