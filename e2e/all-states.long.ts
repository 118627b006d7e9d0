import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { STORY_PAGES, type StoryPages, startStoryPages } from './parts/story-pages.ts';
import { textsThatDoNotFit } from './parts/text-fit.ts';

test.describe.configure({ mode: 'default', timeout: 900_000 });
test.use({ contextOptions: { reducedMotion: 'reduce' }, trace: 'off', screenshot: 'off' });

let pages: StoryPages;
test.beforeAll(async () => {
  pages = await startStoryPages();
});
test.afterAll(() => pages.close());

for (const name of STORY_PAGES) {
  test(`${name}: whoever listens or sees badly is served in every state`, async ({ context }) => {
    const found: string[] = [];
    await pages.each(context, name, {
      async look(page, state) {
        const { violations } = await new AxeBuilder({ page }).analyze();
        found.push(...violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${state}: ${id}: ${html.slice(0, 200)}`)));
      },
    });
    expect(found).toEqual([]);
  });

  for (const language of ['zh-CN', 'en', 'ko'] as const)
    test(`${name}: every word of every state fits in ${language}`, async ({ context }) => {
      const found: string[] = [];
      await pages.each(context, name, {
        language,
        async look(page, state) {
          found.push(...(await textsThatDoNotFit(page)).map((text) => `${state}: ${text}`));
        },
      });
      expect(found).toEqual([]);
    });
}

test('a word that is cut, or leaves its box, is found; what only listeners hear is not', async ({ page }) => {
  await page.setContent(`<style>div { width: 60px; border: 1px solid; white-space: nowrap }</style>
    <div>fits</div><div>leaves its box by far</div><div style="overflow: hidden">is cut by its box</div>
    <div>a<span style="position: absolute; width: 1px; height: 1px; overflow: hidden">only for those who listen</span></div>`);
  expect(await textsThatDoNotFit(page)).toEqual(['leaves its box: leaves its box by far', 'cut: is cut by its box']);
});
