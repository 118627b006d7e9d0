/** More than any view can be; beyond it the stream is not ours. */
const MAX_EVENT_CHARS = 4 * 1024 * 1024;

/**
 * Reads server-sent events from pieces of text. Source: HTML standard, "Server-sent events"; of it only `data` and comments are used.
 *
 * @param onData called with the data of each whole event
 * @returns a function to feed the next piece to; throws when an event grows beyond all measure
 */
export function createEventReader(onData: (data: string) => void): (piece: string) => void {
  let rest = '';
  let data: string[] = [];

  function line(text: string): void {
    if (text === '') {
      if (data.length) onData(data.join('\n'));
      data = [];
    } else if (text.startsWith('data:')) {
      data.push(text.slice(text.startsWith('data: ') ? 6 : 5));
    }
  }

  return (piece) => {
    const lines = (rest + piece).split(/\r?\n/);
    rest = lines.pop() ?? '';
    if (rest.length > MAX_EVENT_CHARS) throw new Error('event too long');
    for (const text of lines) line(text);
  };
}
