import { createHmac } from 'node:crypto';
import type { WooshAccount } from './desk.ts';

/** The merchant's keys of play money, the same over restarts. @param seed secret of the data folder, never told */
export function makeAccount(seed: string): WooshAccount {
  function derive(use: string): string {
    return createHmac('sha256', seed).update(`wooshpay ${use}`).digest('hex').slice(0, 32);
  }
  return {
    secretKey: `sk_test_${derive('secret key')}`,
    publishableKey: `pk_test_${derive('publishable key')}`,
    webhookSecret: `whsec_${derive('webhook secret')}`,
    appId: `wx${derive('app').slice(0, 16)}`,
    payKey: derive('pay key'),
  };
}
