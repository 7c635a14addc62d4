export { committeeRoutes } from './routes.ts'
export type { CommitteeSurroundings } from './surroundings.ts'
export { leaveCommittee, referTakenUp, referToCommittee } from './referrals.ts'
