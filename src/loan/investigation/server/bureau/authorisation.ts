import type { Person } from '#loan/investigation/domain'
import { bureauSubjects } from '#loan/application/server'
import type { Tx } from '#platform/db'

/** Everyone of the application, with the day of the bureau authorisation in force; a consent taken back does not count. */
export async function personsOf(tx: Tx, caseId: string): Promise<Person[]> {
  return (await bureauSubjects(tx, caseId)).map(({ subject, role, name, authorisedOn }) => ({ subject, role, name, authorisedOn }))
}
