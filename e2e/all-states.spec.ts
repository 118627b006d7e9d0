import { expect, test } from '@playwright/test';
import { STORY_PAGES, type StoryPages, startStoryPages } from './parts/story-pages.ts';

// Every state of every page is drawn without an error; axe looks at each in all-states.long.ts (`npm run e2e:long`).

test.describe.configure({ timeout: 240_000 }); // begun early by its name: the counter's states alone take a minute
test.use({ contextOptions: { reducedMotion: 'reduce' }, trace: 'off', screenshot: 'off' });

let pages: StoryPages;
test.beforeAll(async () => {
  pages = await startStoryPages();
});
test.afterAll(() => pages.close());

for (const name of STORY_PAGES)
  test(`${name}: every state is drawn`, async ({ context }) => {
    const errors: string[] = [];
    const count = await pages.each(context, name, {
      meet(page, state) {
        page.on('pageerror', ({ message }) => errors.push(`${state}: ${message}`));
        page.on('console', (line) => {
          if (line.type() === 'error' && !line.location().url.endsWith('/favicon.ico'))
            errors.push(`${state}: ${line.text().slice(0, 300)}`);
        });
      },
    });
    expect(count).toBeGreaterThan(3);
    expect(errors).toEqual([]);
  });
