import type { Charge } from '../../src/contract/charge.ts';
import type { SignName } from '../components/sign.tsx';

/** The shape of each status in rows and lists. */
export const ROW_SIGNS: Readonly<Record<Charge['status'], SignName>> = {
  awaiting_code: 'scan',
  queued: 'queued',
  submitting: 'busy',
  awaiting_customer: 'password',
  reversing: 'reversing',
  unresolved: 'unresolved',
  paid: 'paid',
  declined: 'declined',
  reversed: 'reversed',
  canceled: 'canceled',
};
