import { defineConfig } from '@playwright/test';
import usual from './playwright.config.ts';

/** What takes minutes and is asked for by hand: `npm run e2e:long`. */
export default defineConfig(usual, { testMatch: '**/*.long.ts' });
