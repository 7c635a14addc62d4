export { factsStep } from './facts-step.ts'
