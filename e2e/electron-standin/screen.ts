/** Two where a test says so with STANDIN_SCREENS, side by side; they neither come nor go. */
const displays = Array.from({ length: Number(process.env.STANDIN_SCREENS ?? 1) }, (_, at) => ({
  id: at + 1,
  bounds: { x: at * 1366, y: 0, width: at === 0 ? 1366 : 1024, height: 768 },
}));

export const screen = {
  getAllDisplays: () => displays,
  getPrimaryDisplay: () => displays[0],
  on(): void {},
};
