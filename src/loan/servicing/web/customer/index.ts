export { PapersPanel } from './papers-panel.tsx'
export { RemindersPage } from './reminders-page.tsx'
