export { reviewRoutes, type ReviewSurroundings } from './routes.ts'
export { openReview } from './open-review.ts'
export { beginReview } from './begin-review.ts'
export { passReview, returnReview } from './conclude-review.ts'
