export { ReviewStage } from './review-stage.tsx'
export { ReviewsPage } from './reviews-page.tsx'
