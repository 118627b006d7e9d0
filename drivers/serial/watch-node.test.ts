import { mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { watchNode } from './watch-node.ts';

let folder: string;
let node: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'saoma-node-'));
  node = path.join(folder, 'ttyUSB0');
  writeFileSync(node, '');
});

afterEach(() => rmSync(folder, { recursive: true }));

test('a node that vanishes is told once', async () => {
  await new Promise<void>((gone, twice) => {
    let count = 0;
    void watchNode(node, () => (++count === 1 ? gone() : twice(new Error('told twice')))).then(() => rmSync(node));
  });
});

test('another device behind the same name is another device', async () => {
  const link = path.join(folder, 'by-id');
  symlinkSync(node, link);
  const other = path.join(folder, 'other');
  writeFileSync(other, '');
  await new Promise<void>((gone) => void watchNode(link, gone).then(() => renameSync(other, node)));
});

test('a node that stays, and a name that is no file, are never told', async () => {
  let told = 0;
  const stops = [await watchNode(node, () => told++), await watchNode('COM3', () => told++)];
  await new Promise((resolve) => setTimeout(resolve, 1_200)); // two looks
  for (const stop of stops) stop();
  expect(told).toBe(0);
});
