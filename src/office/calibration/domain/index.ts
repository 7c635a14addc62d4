export { stability, weigh, type BinCount, type BinWeight } from './counts.ts'
export { discriminate, type Discrimination, type Scored } from './rank.ts'
export { fitLogistic, logOdds, type Fit } from './logistic.ts'
export { binPoints, pointsOf, scaleOf, type Scale } from './points.ts'
