export { useMe, may } from './use-me.ts'
