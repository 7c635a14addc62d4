import { CalibrationQuestion, CalibrationReport } from '#office/calibration/domain'
import { type Route, route } from '#platform/http'
import { decisionsCsv, readCalibration } from './read-calibration.ts'

/** How the scorecard has done, and the decisions it can be worked out from again. */
export function calibrationRoutes(): Route[] {
  return [
    route({
      act: 'calibration.read', says: '指标校准：证据权重、信息值、KS、AUC、稳定性、推翻率、各等级批准率与坏账率', method: 'GET', path: '/api/calibration', may: 'calibration.read', query: CalibrationQuestion, answer: CalibrationReport,
      handle: ({ query, businessDate, inBank }) => inBank((tx) => readCalibration(tx, businessDate, query)),
    }),
    route({
      act: 'calibration.export', says: '导出决策快照与其后表现（CSV），供校准', method: 'GET', path: '/api/calibration/decisions.csv', may: 'calibration.read', query: CalibrationQuestion, answer: 'file',
      handle: ({ query, businessDate, inBank }) => inBank(async (tx) => ({ bytes: new TextEncoder().encode(await decisionsCsv(tx, businessDate, query)), mediaType: 'text/csv; charset=utf-8', filename: `decisions-${businessDate}.csv` })),
    }),
  ]
}
