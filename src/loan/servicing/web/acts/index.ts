export { NoteHistory } from './note-history.tsx'
export { RequestsPanel, NoteRequestsPage } from './requests.tsx'
export { RepricingPage } from './repricing-page.tsx'
