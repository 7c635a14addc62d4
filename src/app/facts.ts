import type { ApplicationFact } from '#loan/application/domain'
import { startInvestigation } from '#loan/investigation/server'
import type { Tx } from '#platform/db'

/** Who listens to what. A fact is handled in the transaction of the act; a listener that fails fails the act. */
const LISTENERS: { readonly [F in Fact['fact']]: readonly ((tx: Tx, fact: Extract<Fact, { fact: F }>) => Promise<void>)[] } = {
  'application.filed': [],
  'application.documents-complete': [],
  'application.admitted': [startInvestigation],
  'application.assigned': [],
  'application.declined': [],
  'application.withdrawn': [],
  'application.reopened': [],
}

export type Fact = ApplicationFact

/** Tells a fact to everyone who listens, in the order of the path. */
export async function tell(tx: Tx, fact: Fact): Promise<void> {
  const listeners: readonly ((tx: Tx, fact: never) => Promise<void>)[] = LISTENERS[fact.fact]
  for (const listener of listeners) await listener(tx, fact as never)
}
