export { type DrawWanted, type LineAtHand, availableOf, refusalToDraw } from './may-draw.ts'
export { type Exposure, type ExposureOfLine, sumExposure } from './exposure.ts'
export { CustomerExposure, LINE_STATES, LineShown, Lines, type LineState } from './lines.ts'
