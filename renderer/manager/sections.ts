import { type ComponentType, lazy } from 'react';
import type { IconName } from '../components/icon.tsx';
import type { PageProps } from './page-props.ts';
import type { SectionName } from './section-name.ts';

/** One part of the manager's page. Its code comes when it is opened. */
export type Section = { readonly icon: IconName; readonly Page: ComponentType<PageProps> };

/** In the rail's order. A part without a page is not in the rail. */
export const SECTIONS: Readonly<Partial<Record<SectionName, Section>>> = {
  overview: { icon: 'chart', Page: lazy(() => import('./reports/overview-page.tsx')) },
  shifts: { icon: 'clock', Page: lazy(() => import('./shifts/shifts-page.tsx')) },
  records: { icon: 'list', Page: lazy(() => import('./records/records-page.tsx')) },
  refunds: { icon: 'undo', Page: lazy(() => import('./refunds/refunds-page.tsx')) },
  reconciliation: { icon: 'flag', Page: lazy(() => import('./reconciliation/reconciliation-page.tsx')) },
  reports: { icon: 'file', Page: lazy(() => import('./reports/reports-page.tsx')) },
  scanners: { icon: 'scan', Page: lazy(() => import('./scanners/scanners-page.tsx')) },
  settings: { icon: 'sliders', Page: lazy(() => import('./settings/settings-page.tsx')) },
};

/** Where the manager begins. */
export const FIRST_SECTION = Object.keys(SECTIONS)[0] as SectionName;
