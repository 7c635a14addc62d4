export { Frame } from './frame.tsx'
export { NotFoundPage } from './not-found-page.tsx'
export { Guarded } from './guarded.tsx'
