import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { STORY_PAGES, type StoryPages, startStoryPages } from './parts/story-pages.ts';

test.describe.configure({ mode: 'default', timeout: 900_000 });
test.use({ contextOptions: { reducedMotion: 'reduce' }, trace: 'off', screenshot: 'off' });

let pages: StoryPages;
test.beforeAll(async () => {
  pages = await startStoryPages();
});
test.afterAll(() => pages.close());

for (const name of STORY_PAGES)
  test(`${name}: whoever listens or sees badly is served in every state`, async ({ context }) => {
    const found: string[] = [];
    await pages.each(
      context,
      name,
      () => undefined,
      async (page, state) => {
        const { violations } = await new AxeBuilder({ page }).analyze();
        found.push(...violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${state}: ${id}: ${html.slice(0, 200)}`)));
      },
    );
    expect(found).toEqual([]);
  });
