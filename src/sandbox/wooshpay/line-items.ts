import { ok, type Result } from '../../basics/result.ts';
import type { Currency } from '../../money/currency.ts';
import type { WooshDesk } from './desk.ts';
import { asObject, asText, type Json, type JsonObject, withoutUnset } from './json.ts';
import { readCurrency } from './money.ts';
import { missing, type Refusal, wrong } from './refusal.ts';

export type LineItems = { readonly items: readonly JsonObject[]; readonly amount: number; readonly currency: Currency };

/** More than this on one receipt is a mistake of a script. */
const MOST_ITEMS = 100;

/** Reads the line items of a session, all of one currency. Source: WooshPay, create a session; items as the session object shows them. */
export function readLineItems(desk: WooshDesk, said: Json | undefined): Result<LineItems, Refusal> {
  if (!Array.isArray(said) || said.length === 0) return missing('line_items');
  if (said.length > MOST_ITEMS) return wrong('line_items');
  const items: JsonObject[] = [];
  let amount = 0;
  let currency: Currency | null = null;
  for (const [index, one] of (said as readonly Json[]).entries()) {
    const item = readItem(desk, asObject(one), `line_items[${index}]`);
    if (!item.ok) return item;
    if (currency && item.value.currency !== currency) return wrong(`line_items[${index}][price_data][currency]`);
    currency = item.value.currency;
    amount += item.value.amount;
    items.push(item.value.shown);
  }
  return currency ? ok({ items, amount, currency }) : missing('line_items');
}

type Item = { readonly shown: JsonObject; readonly amount: number; readonly currency: Currency };

function readItem(desk: WooshDesk, said: JsonObject | null, at: string): Result<Item, Refusal> {
  const price = asObject(said?.price_data);
  if (!price) return missing(`${at}[price_data]`);
  const currency = readCurrency(asText(price.currency) ?? '');
  if (!currency) return wrong(`${at}[price_data][currency]`);
  const product = asObject(price.product_data);
  const name = asText(product?.name);
  if (!name) return missing(`${at}[price_data][product_data][name]`);
  const { unit_amount: unitAmount } = price;
  const quantity = said?.quantity ?? 1;
  if (typeof unitAmount !== 'number' || !Number.isSafeInteger(unitAmount) || unitAmount <= 0)
    return wrong(`${at}[price_data][unit_amount]`, 'parameter_invalid_integer');
  if (typeof quantity !== 'number' || !Number.isSafeInteger(quantity) || quantity < 1 || quantity > 100_000)
    return wrong(`${at}[quantity]`, 'parameter_invalid_integer');

  const amount = unitAmount * quantity;
  const madeOf = { livemode: false, active: true };
  const item = desk.ids.issue('li');
  const ofPrice = desk.ids.issue('price');
  const ofProduct = desk.ids.issue('prod');
  const shown = {
    id: item.id,
    object: 'item',
    currency,
    description: name,
    quantity,
    amount_subtotal: amount,
    amount_total: amount,
    price: {
      id: ofPrice.id,
      object: 'price',
      created: ofPrice.createdMs,
      ...madeOf,
      currency,
      type: 'one_time',
      unit_amount: unitAmount,
      billing_scheme: 'per_unit',
      product: withoutUnset({
        id: ofProduct.id,
        object: 'product',
        created: ofProduct.createdMs,
        ...madeOf,
        name,
        url: product?.url,
        updated: ofProduct.createdMs,
      }),
    },
  };
  return ok({ shown, amount, currency });
}
