export { DossierStage } from './dossier-stage.tsx'
