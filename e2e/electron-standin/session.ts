type BeforeRequest = (details: { url: string }, answer: (verdict: { cancel?: boolean }) => void) => void;

let beforeRequest: BeforeRequest = (_details, answer) => answer({});

export const session = {
  defaultSession: {
    // Headless Chromium grants nothing by itself; that the shell refuses everything is shown by a unit test.
    setPermissionRequestHandler(): void {},
    setPermissionCheckHandler(): void {},
    setDevicePermissionHandler(): void {},
    webRequest: {
      onBeforeRequest(listener: BeforeRequest): void {
        beforeRequest = listener;
      },
      onHeadersReceived(): void {},
    },
  },
};

/** Whether the shell lets a request out. */
export function mayRequest(url: string): Promise<boolean> {
  return new Promise((resolve) => beforeRequest({ url }, ({ cancel }) => resolve(!cancel)));
}
