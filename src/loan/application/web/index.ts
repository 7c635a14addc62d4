export { ApplicationPage } from './application-page.tsx'
export { ApplicationStage } from './application-stage.tsx'
export { CorrectionsPage } from './corrections-page.tsx'
