import { customerRoutes } from '#common/customer/server'
import { documentRoutes } from '#common/document/server'
import { ledgerRoutes } from '#common/ledger/server'
import { exchangeRoutes } from '#common/exchange/server'
import { layoutRoutes } from '#common/statement/server'
import { lineRoutes } from '#common/line/server'
import { policyRoutes } from '#common/policy/server'
import { productRoutes } from '#common/product/server'
import { taskRoutes } from '#common/task/server'
import { tradeRoutes } from '#common/trade/server'
import { secondFactorRoutes, sessionRoutes, staffRoutes } from '#common/staff/server'
import { auditRoutes } from '#desk/audit/server'
import { caseRoutes } from '#desk/case/server'
import { guideRoutes } from '#desk/guide/server'
import { dossierRoutes } from '#desk/dossier/server'
import { todayRoutes } from '#desk/today/server'
import { worklistRoutes } from '#desk/worklist/server'
import { xRayRoutes } from '#desk/x-ray/server'
import { applicationRoutes, readApplication } from '#loan/application/server'
import { type InvestigationSurroundings, investigationRoutes } from '#loan/investigation/server'
import { contractRoutes } from '#loan/contract/server'
import { decisionsWaiting, figuresOfMonth, servicingRoutes } from '#loan/servicing/server'
import { decisionRoutes } from '#loan/decision/server'
import { committeeRoutes } from '#loan/committee/server'
import { reviewRoutes } from '#loan/review/server'
import { calibrationRoutes } from '#office/calibration/server'
import type { Route } from '#platform/http'
import { openPorts } from '#platform/notices'
import { tell } from '../facts.ts'

/** Every route of the server, in the order of the path of a loan. */
export function routesOf(around: InvestigationSurroundings): Route[] {
  return [
    ...sessionRoutes, ...secondFactorRoutes, ...staffRoutes, ...policyRoutes(), ...calibrationRoutes(), ...productRoutes(), ...tradeRoutes(), ...guideRoutes(), ...documentRoutes({ ...around, mayRead: readApplication }),
    ...taskRoutes({ refuseOutOfSight: readApplication, errandsOf: decisionsWaiting, ports: openPorts(process.env) }),
    ...todayRoutes(), ...customerRoutes(), ...lineRoutes(), ...exchangeRoutes({ ...around, env: process.env }), ...layoutRoutes(), ...worklistRoutes(), ...caseRoutes(), ...dossierRoutes(around), ...auditRoutes(), ...xRayRoutes(),
    ...applicationRoutes({ ...around, tell }), ...investigationRoutes({ ...around, tell }), ...reviewRoutes({ tell }), ...decisionRoutes({ tell }), ...committeeRoutes({ tell }),
    ...contractRoutes({ ...around, tell }),
    ...servicingRoutes({ ...around, tell, smsWhy: openPorts(process.env).SMS.why }), ...ledgerRoutes({ figuresOfMonth }),
  ]
}
