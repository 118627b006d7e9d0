import { expect, test } from 'vitest';
import type { PhoneAction } from '../../src/contract/sandbox.ts';
import { chooseCustomer } from './choose-customer.ts';
import { CUSTOMER_PLANS } from './customers.ts';
import type { FaultsLink } from './faults-link.ts';

/** Writes down what is asked of it, and fails at one deed if told so. */
function recorder(failsAt = '') {
  const deeds: string[] = [];
  function note(deed: string): Promise<boolean> {
    deeds.push(deed);
    return Promise.resolve(deed !== failsAt);
  }
  const link: FaultsLink = {
    watch: () => () => undefined,
    plant: ({ call, kind }) => note(`${call} ${kind}`),
    removeAll: () => note('remove all'),
    switchLine: (line) => note(`line ${line}`),
  };
  return { deeds, link, act: ({ kind }: PhoneAction) => note(kind) };
}

test('the old faults are gone before the new customer comes', async () => {
  const { deeds, link, act } = recorder();
  expect(await chooseCustomer(CUSTOMER_PLANS.cut, link, act)).toBe(true);
  expect(deeds).toEqual(['remove all', 'network', 'balance', 'password_above', 'micropay drop_after', 'orderquery drop_before', 'line up']);
});

test('a deed that fails is told', async () => {
  const { link, act } = recorder('micropay drop_after');
  expect(await chooseCustomer(CUSTOMER_PLANS.cut, link, act)).toBe(false);
});
