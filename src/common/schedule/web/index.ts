export { ExposureCurve, type Point, pointsOf } from './exposure-curve.tsx'
export { PlanRows } from './plan-rows.tsx'
