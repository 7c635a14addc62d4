export { type NewLine, openLine } from './open-line.ts'
export { drawLine, giveBack, undoDraw } from './draw-line.ts'
export { exposureOf, linesOf } from './reads.ts'
export { lineRoutes } from './routes.ts'
