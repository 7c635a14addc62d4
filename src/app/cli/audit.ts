import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { verifyAudit, type AuditReport, type KeptRoot } from '#platform/audit'
import { openInstallation, type Database } from '#platform/db'
import { EXIT, answer, wrongUse } from './io.ts'

const CHECKOUT = fileURLToPath(new URL('../../..', import.meta.url))

/** `audit verify [--roots FILE]`: FILE holds day-end roots kept outside, `[{"bank","day","root"}]`. Exit code 1 when something was tampered with. */
export async function run(argv: string[]): Promise<number> {
  const [verb, option, file, ...more] = argv
  const wellUsed = verb === 'verify' && more.length === 0 && (option === undefined || (option === '--roots' && file !== undefined))
  if (!wellUsed) return wrongUse('用法：audit verify [--roots FILE]')
  const roots = file === undefined ? [] : readRoots(file)
  if (roots === undefined) return wrongUse(`留存的封账根无法读取：${file}`)
  let whole = true
  const code = await answer(async () => {
    const installation = await openInstallation({ checkout: CHECKOUT, beside: true })
    try {
      const report = await auditVerifyCommand(installation.database, roots)
      whole = report.whole
      return report
    } finally {
      await installation.close()
    }
  })
  return whole ? code : EXIT.refused
}

/** Verifies every chain; what was done to which link is in `findings`. */
export async function auditVerifyCommand(database: Database, roots: readonly KeptRoot[]): Promise<AuditReport & { readonly whole: boolean }> {
  const report = await verifyAudit(database, roots)
  return { whole: report.findings.length === 0, ...report }
}

function readRoots(file: string): KeptRoot[] | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as KeptRoot[]
  } catch {
    return undefined
  }
}
