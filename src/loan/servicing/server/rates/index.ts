export { knownRates } from './known-rates.ts'
export { repricingStep } from './repricing-step.ts'
export { rateRoutes } from './routes.ts'
