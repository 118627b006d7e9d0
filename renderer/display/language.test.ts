import { expect, test } from 'vitest';
import { chooseLanguage, IDLE_CHOICE_MS, keepLanguage } from './language.ts';

test('chosen in a sale: lasts for it, and ends with it', () => {
  const choice = chooseLanguage('en', 'sale-1', 0);
  expect(keepLanguage(choice, 'sale-1', 500_000)?.locale).toBe('en');
  expect(keepLanguage(choice, 'sale-2', 1_000)).toBeNull();
  expect(keepLanguage(choice, null, 1_000)).toBeNull();
});

test('chosen before a sale: becomes the language of that sale, not of the one after it', () => {
  const begun = keepLanguage(chooseLanguage('ko', null, 0), 'sale-1', 2_000);
  expect(begun).toMatchObject({ locale: 'ko', sceneId: 'sale-1' });
  expect(keepLanguage(begun, 'sale-1', 500_000)?.locale).toBe('ko');
  expect(keepLanguage(begun, 'sale-2', 3_000)).toBeNull();
});

test('chosen by somebody who left again: gone after a minute', () => {
  const choice = chooseLanguage('ko', null, 0);
  expect(keepLanguage(choice, null, IDLE_CHOICE_MS - 1)).toBe(choice);
  expect(keepLanguage(choice, null, IDLE_CHOICE_MS)).toBeNull();
  expect(keepLanguage(choice, 'sale-1', IDLE_CHOICE_MS)).toBeNull();
});

test('nothing chosen stays nothing', () => {
  expect(keepLanguage(null, 'sale-1', 0)).toBeNull();
});
