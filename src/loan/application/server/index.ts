export { applicationRoutes, type ApplicationSurroundings } from './routes.ts'
export { fileApplication } from './file-application.ts'
export { moveApplicationOf, touchApplication } from './move-application.ts'
export { type CaseScope, caseScope, inScope, readApplication, refuseNotAdmitted } from './scope.ts'
