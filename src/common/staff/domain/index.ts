export * from './post.ts'
export * from './permission.ts'
export * from './password.ts'
export * from './requests.ts'
