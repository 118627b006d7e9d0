import { expect, test } from 'vitest';
import { isTrivialPin } from './trivial-pin.ts';

test.each([
  '0000',
  '1111',
  '99999999',
  '1212',
  '123123',
  '12341234',
  '1122',
  '112233',
  '1234',
  '123456',
  '12345678',
  '4321',
  '7890',
  '0987',
  '3210',
  '2580',
  '1314',
])('%s is what everybody tries first', (pin) => expect(isTrivialPin(pin)).toBe(true));

test.each(['4071', '8246', '90210', '135792', '40718246', '1235', '8891'])('%s is not', (pin) => expect(isTrivialPin(pin)).toBe(false));
