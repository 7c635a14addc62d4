export * from './password.ts'
export * from './session.ts'
export * from './sign-in.ts'
