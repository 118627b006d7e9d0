/** A name that nobody else has, for a request that may be repeated. `randomUUID` is missing where a page came over plain HTTP from elsewhere in the shop. */
export function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
