export { ApplicationPage } from './application-page.tsx'
export { ApplicationStage } from './application-stage.tsx'
