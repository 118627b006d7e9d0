import type { Cancel } from '../../src/basics/clock.ts';
import type { OfficeAnswer } from '../../src/contract/office.ts';
import type { OfficeCommand, OfficeView } from '../../src/contract/office-view.ts';
import type { Channel, Watched } from './channel.ts';

/** A command waits for a PIN to be checked, behind a few others at most. */
const COMMAND_MS = 10_000;

/** Something to take away, as the host gave it. */
export type TakenFile = { readonly name: string; readonly blob: Blob };

/** The office, as a screen holds it. */
export type OfficeClient = {
  /** Shows the office at once and after each change, until canceled. */
  watchOffice(listener: (news: Watched<OfficeView>) => void): Cancel;
  /** @returns the office's answer; `no_answer` when none came: it may or may not have been done, so the same request id goes again */
  sendOffice(command: OfficeCommand): Promise<OfficeAnswer>;
  /** A list or a report. @returns its `value`, or why not: as of a command. */
  readOffice<T>(
    name: string,
    query?: Readonly<Record<string, string>>,
    signal?: AbortSignal,
  ): Promise<{ readonly ok: true; readonly value: T } | Extract<OfficeAnswer, { ok: false }>>;
  /** A report as a file. */
  takeFile(
    name: string,
    query?: Readonly<Record<string, string>>,
  ): Promise<{ readonly ok: true; readonly value: TakenFile } | Extract<OfficeAnswer, { ok: false }>>;
};

/** Speaks with the office over the page's own channel, so that page and office share one session. */
export function createOfficeClient(channel: Channel): OfficeClient {
  async function get(name: string, query: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<Response | string> {
    const search = new URLSearchParams(query).toString();
    try {
      const answer = await channel.ask(`/ui/v1/office/read/${name}${search && `?${search}`}`, signal ? { signal } : {});
      if (answer === 'refused') return 'refused';
      return answer.ok ? answer : `http_${answer.status}`;
    } catch {
      return 'no_answer';
    }
  }

  return {
    watchOffice: (listener) => channel.watch<OfficeView>('/ui/v1/office/view', listener),
    sendOffice: (command) => channel.post<OfficeAnswer>('/ui/v1/office/commands', command, COMMAND_MS),
    async readOffice<T>(name: string, query = {}, signal?: AbortSignal) {
      const answer = await get(name, query, signal);
      if (typeof answer === 'string') return { ok: false, code: answer };
      try {
        return (await answer.json()) as { ok: true; value: T } | Extract<OfficeAnswer, { ok: false }>;
      } catch {
        return { ok: false, code: 'no_answer' };
      }
    },
    async takeFile(name, query = {}) {
      const answer = await get(name, query);
      if (typeof answer === 'string') return { ok: false, code: answer };
      try {
        const disposition = answer.headers.get('content-disposition');
        if (disposition === null) return (await answer.json()) as Extract<OfficeAnswer, { ok: false }>;
        const [, encoded = ''] = /filename\*=UTF-8''([^;]+)/.exec(disposition) ?? [];
        return { ok: true, value: { name: decodeURIComponent(encoded), blob: await answer.blob() } };
      } catch {
        return { ok: false, code: 'no_answer' };
      }
    },
  };
}
