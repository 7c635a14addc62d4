export { useMe, may } from './use-me.ts'
export { useStepUp } from './step-up.tsx'
