export { AuditPage } from './audit-page.tsx'
export { SamplePage } from './sample-page.tsx'
export { WorksheetPage } from './worksheet-page.tsx'
export { MyFindingsPage } from './my-findings-page.tsx'
