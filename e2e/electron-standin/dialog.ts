/** Says on standard error what a person would read. */
export const dialog = {
  showErrorBox(title: string, content: string): void {
    process.stderr.write(`dialog: ${title}: ${content}\n`);
  },
};
