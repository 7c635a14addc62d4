import { READS_CASES } from '#common/staff/domain'
import { NoteMonitoring, NoteRef } from '#loan/servicing/domain'
import { type Route, route } from '#platform/http'
import { readMonitoring } from './read-monitoring.ts'

/** What is to be watched after the money went out. */
export function monitoringRoutes(): Route[] {
  return [
    route({
      act: 'servicing.note-monitoring', says: '一笔借据的贷后方案：产品的方案、多久一次、到店问什么', method: 'GET', path: '/api/notes/:noteId/monitoring', may: READS_CASES, params: NoteRef, answer: NoteMonitoring,
      handle: ({ params, staff, businessDate, inBank }) => inBank((tx) => readMonitoring(tx, staff, params.noteId, businessDate)),
    }),
  ]
}
