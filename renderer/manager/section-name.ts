/** The parts of the manager's page, as the rail and the address name them. */
export type SectionName = 'overview' | 'shifts' | 'records' | 'refunds' | 'reconciliation' | 'reports' | 'scanners' | 'settings';
