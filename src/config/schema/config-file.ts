import * as v from 'valibot';
import { Display } from './display.ts';
import { Gateway } from './gateway.ts';
import { Manager } from './manager.ts';
import { Office } from './office.ts';
import { Payment } from './payment.ts';
import { Printers, Receipt } from './printer.ts';
import { Scanners } from './scanner.ts';
import { Store } from './store.ts';
import { section } from './strict.ts';
import { Till } from './till.ts';

/** The configuration file, whole. Source: interface of the terminal, "Configuration". What is left out has a default. */
export const ConfigFile = section({
  store: v.optional(Store, {}),
  gateway: v.optional(Gateway, { kind: 'sandbox' }),
  payment: v.optional(Payment, {}),
  scanners: v.optional(Scanners, [{ kind: 'hid' }]),
  printers: v.optional(Printers, []),
  receipt: v.optional(Receipt, {}),
  office: v.optional(Office, {}),
  display: v.optional(Display, {}),
  till: v.optional(Till, {}),
  manager: v.optional(v.nullable(Manager), null),
});
export type ConfigFile = v.InferOutput<typeof ConfigFile>;
