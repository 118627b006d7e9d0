import type { OfficeClient } from '../../client/office-client.ts';
import { takeFile } from '../take-file.ts';

/** Fetches a report or an export and hands it to the browser's downloads. @returns null, or why not */
export function takeReport(office: Pick<OfficeClient, 'takeFile'>, query: Readonly<Record<string, string>>): Promise<string | null> {
  return takeFile(office, 'export', query);
}
