import type { Example } from '#platform/http'
import type { Rows } from '../rows.ts'
import { applicationExamples } from './application.ts'
import { contractExamples } from './contract.ts'
import { coreExamples } from './core.ts'
import { customerExamples } from './customer.ts'
import { decisionExamples } from './decision.ts'
import { deskExamples } from './desk.ts'
import { exchangeExamples } from './exchange.ts'
import { houseExamples } from './house.ts'
import { investigationExamples } from './investigation.ts'
import { noteActExamples } from './note-acts.ts'
import { ledgerExamples } from './ledger.ts'

/** For each route that names rows of a bank a request that its own bank accepts. */
export function examplesOf(rows: Rows): Record<string, Example> {
  return {
    ...houseExamples(rows), ...customerExamples(rows), ...applicationExamples(rows), ...investigationExamples(rows), ...decisionExamples(rows), ...contractExamples(rows), ...noteActExamples(rows), ...deskExamples(rows), ...exchangeExamples(rows), ...ledgerExamples(rows), ...coreExamples(rows),
  }
}
