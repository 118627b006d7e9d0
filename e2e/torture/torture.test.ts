import { expect, test } from 'vitest';
import { seededDice } from './dice.ts';
import { tortureHid } from './hid-guns.ts';
import { tortureRealLine } from './real-line.ts';
import { tortureSerial } from './serial-guns.ts';
import { tortureTwoPaths } from './two-paths.ts';
import { tortureTyping } from './typing-guns.ts';

// A share of `npm run torture`, with a seed of its own each time: it is in the name of what failed.
const seed = Date.now() % 1_000_000;

test(`serial guns, seed ${seed}: none lost, none split, none doubled`, async () => {
  expect((await tortureSerial(seededDice(seed), 3_000)).cutByUnplug).toBeGreaterThan(5);
});

test(`USB guns, seed ${seed}: none lost, none split, none doubled`, async () => {
  expect((await tortureHid(seededDice(seed), 3_000)).cutByUnplug).toBeGreaterThan(5);
});

test(`one gun by two paths, seed ${seed}: each sale is submitted once`, async () => {
  expect((await tortureTwoPaths(seededDice(seed), 300)).scans).toBe(300);
});

test(`typing guns, seed ${seed}: none lost, and nothing in the amount but what was typed`, () => {
  expect(tortureTyping(seededDice(seed), 2_000).scans).toBe(2_000);
});

test(`a real line, seed ${seed}: none lost but the one that was cut`, async () => {
  expect((await tortureRealLine(seededDice(seed), 150, 1)).cutByUnplug).toBe(1);
});
