import { err, ok, type Result } from '../basics/result.ts';

/** What a fake terminal has of one kind, and which request began what. */
export type FakeShelf<Item> = {
  readonly items: ReadonlyMap<string, Item>;
  /** Puts it there, or in its own place again, and tells everybody. */
  keep(item: Item): Item;
  /** Keeps what this request asked for. */
  begin(request: KeyedRequest, item: Item): Item;
  /** What the request's key had begun before, if anything. */
  begunBefore(request: KeyedRequest): Result<Item, 'idempotency_key_reused'> | null;
};

type KeyedRequest = { readonly idempotencyKey: string | null; readonly fingerprint: string | null };

export function createFakeShelf<Item extends { readonly id: string }>(tell: (item: Item) => void): FakeShelf<Item> {
  const items = new Map<string, Item>();
  const byKey = new Map<string, { readonly id: string; readonly fingerprint: string | null }>();

  function keep(item: Item): Item {
    items.set(item.id, item);
    tell(item);
    return item;
  }

  return {
    items,
    keep,
    begin({ idempotencyKey, fingerprint }, item) {
      if (idempotencyKey !== null) byKey.set(idempotencyKey, { id: item.id, fingerprint });
      return keep(item);
    },
    begunBefore({ idempotencyKey, fingerprint }) {
      const before = idempotencyKey === null ? undefined : byKey.get(idempotencyKey);
      if (!before) return null;
      return before.fingerprint === fingerprint ? ok(items.get(before.id) as Item) : err('idempotency_key_reused');
    },
  };
}
