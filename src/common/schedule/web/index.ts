export { ExposureCurve, type Point, pointsOf } from './exposure-curve.tsx'
