export { ServicingStage } from './servicing-stage.tsx'
export { NotesPage } from './notes-page.tsx'
export { CustomerLinkPage } from './customer-link-page.tsx'
