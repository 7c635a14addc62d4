export { runCapped, poolLoad, type CappedOptions } from './pool.ts'
export type { Caps, Task } from './run-child.ts'
