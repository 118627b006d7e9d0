// Draws resources/icon.png from icon.svg: `node scripts/icon.ts`, after the drawing was changed.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { findBrowser } from '../src/app/window/find-browser.ts';
import { ROOT } from './house/root.mjs';

const SIZE = 1024;
const svg = readFileSync(path.join(ROOT, 'resources/icon.svg'), 'utf8');
const executablePath = findBrowser();
if (!executablePath) throw new Error('drawing needs an installed Chromium');
const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
const page = await browser.newPage({ viewport: { width: SIZE, height: SIZE } });
await page.setContent(`<style>*{margin:0}svg{display:block;width:${SIZE}px;height:${SIZE}px}</style>${svg}`);
await page.screenshot({ path: path.join(ROOT, 'resources/icon.png'), omitBackground: true });
await browser.close();
