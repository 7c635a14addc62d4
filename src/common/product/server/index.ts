export { productRoutes } from './routes.ts'
export { reasonsNotOffered, refuseUnoffered } from './choice.ts'
