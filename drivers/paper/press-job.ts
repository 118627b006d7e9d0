import type { PressJob } from '../../src/report/press.ts';

/** Makes what a job asks for. What draws is loaded when it is first needed. */
export async function pressed(job: PressJob): Promise<Uint8Array> {
  switch (job.kind) {
    case 'z':
      return (await import('./z-page.ts')).drawZPage(job.reading);
    case 'report':
      return (await import('./report-page.ts')).drawReportPage(job.sheet);
    case 'receipt':
      return (await import('./receipt-page.ts')).drawReceiptPage(job);
    case 'xlsx':
      return (await import('./workbook.ts')).writeXlsx(job.table, job.timeZone);
  }
}
