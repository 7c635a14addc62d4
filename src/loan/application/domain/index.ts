export * from './states.ts'
export * from './requests.ts'
export * from './first-case-file.ts'
export * from './facts.ts'
