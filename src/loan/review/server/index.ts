export { reviewRoutes, type ReviewSurroundings } from './routes.ts'
export { openReview } from './open-review.ts'
