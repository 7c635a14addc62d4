export { CasesPage } from './cases-page.tsx'
export { CaseStateBadge } from './case-state-badge.tsx'
export { CaseTable } from './case-table.tsx'
export { viewOf } from './views.ts'
