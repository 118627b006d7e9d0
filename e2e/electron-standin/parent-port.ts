// Loaded into the stand-in's utility processes: what Electron gives them as `process.parentPort`.
const port = {
  on(_event: 'message', listener: (message: { readonly data: unknown }) => void): void {
    process.on('message', (data) => listener({ data }));
  },
  postMessage(message: unknown): void {
    process.send?.(structuredClone(message));
  },
};

Object.assign(process, { parentPort: port });
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL')); // a utility process does not outlive Electron
