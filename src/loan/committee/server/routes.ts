import type { Route } from '#platform/http'
import { bodyRoutes } from './body-routes.ts'
import { meetingRoutes } from './meeting-routes.ts'
import type { CommitteeSurroundings } from './surroundings.ts'
import { tableRoutes } from './table-routes.ts'

/** Bodies and members, meetings, one case at the table. */
export function committeeRoutes(around: CommitteeSurroundings): Route[] {
  return [...bodyRoutes(), ...meetingRoutes(around), ...tableRoutes(around)]
}
