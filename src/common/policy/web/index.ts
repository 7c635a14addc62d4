export { ChangePage } from './change-page.tsx'
export { ChangesPage } from './changes-page.tsx'
export { PolicyPage } from './policy-page.tsx'
export { ProposePage } from './propose-page.tsx'
