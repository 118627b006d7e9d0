import type { OfficeClient } from '../client/office-client.ts';

/** Fetches a file from the office and hands it to the browser's downloads. @returns null, or why not */
export async function takeFile(
  office: Pick<OfficeClient, 'takeFile'>,
  name: string,
  query: Readonly<Record<string, string>>,
): Promise<string | null> {
  const taken = await office.takeFile(name, query);
  if (!taken.ok) return taken.code;
  const address = URL.createObjectURL(taken.value.blob);
  Object.assign(document.createElement('a'), { href: address, download: taken.value.name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000); // not before the browser has begun to read it
  return null;
}
