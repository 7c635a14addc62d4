export { ContractStage } from './contract-stage.tsx'
export { RegistersPage } from './registers-page.tsx'
