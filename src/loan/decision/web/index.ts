export { DecisionStage } from './decision-stage.tsx'
export { SignPage, type Votes } from './sign-page.tsx'
export { TermsShown } from './terms-shown.tsx'
