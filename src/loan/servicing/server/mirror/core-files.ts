import { type FileDifference, type FileKind, type FileRow, ROW_FACTS } from '#common/exchange/domain'
import { type FileToWork, eachRows, filesToWork, settleFile } from '#common/exchange/server'
import type { Day } from '#kernel'
import { type Database, type Tx, holdBusinessDate } from '#platform/db'
import type { FileStore } from '#platform/files'
import { type LongJob, tryPiece } from '#platform/jobs'
import { takeAnswers } from '../debit/answers.ts'
import { type DrawdownLine, takeDrawdownAnswers } from '../debit/drawdown-orders.ts'
import { noteAnswered } from '../debit/files-answered.ts'
import { debitsToSend, sendDebits, sendDrawdowns } from '../debit/send-orders.ts'
import { settleWaiting } from '../debit/settle-answers.ts'
import type { ResultLine } from '#loan/servicing/domain'
import { compareLate } from './compare-late.ts'
import { type BalanceLine, endBalances, takeBalances } from './take-balances.ts'
import { type StatementLine, endStatement, recordTransactions, takeStatement } from './take-statement.ts'

/** What applying a file is told. */
interface Applying {
  readonly files: FileStore
  readonly on: Day
  readonly now: Date
}

/** Drawdowns before the debits of their notes, transactions before the balances they explain. */
const KINDS: readonly FileKind[] = ['DRAWDOWN_RESULT', 'DEBIT_RESULT', 'STATEMENT', 'BALANCES']

/**
 * What a worker does with the files of the core bank: applies those that came, each wholly in one transaction, and sends the
 * orders that are made up. Cut anywhere and asked again it goes on where it was.
 */
export function coreFilesJob(files: FileStore, now: () => Date = () => new Date()): LongJob {
  return {
    kind: 'core-files',
    run: async (database, bankId, ending) => {
      const failed: unknown[] = []
      await applyFiles(database, bankId, { files, now, ending, onError: (error) => failed.push(error) })
      await sendOrders(database, bankId, { files, now, ending })
      // The orders are out; the log of the server has it too.
      if (failed.length > 0) throw failed[0]
    },
  }
}

interface Around {
  readonly files: FileStore
  readonly now: () => Date
  readonly ending?: AbortSignal
  readonly onError?: (error: unknown) => void
}

/** What a file being applied is called among the jobs. */
export const CORE_FILE = 'core-file'

/** Applies every file whose turn it is, each on the open day, which stays open until it is booked: sums of a closed day would lack its money. One that cannot be applied is left after some tries, and people are told. */
export async function applyFiles(database: Database, bankId: number, { files, now, ending, onError = () => undefined }: Around): Promise<number> {
  let applied = 0
  for (const kind of KINDS) {
    for (const file of await database.inBank(bankId, (tx) => filesToWork(tx, kind))) {
      if (ending?.aborted === true) return applied
      const outcome = await tryPiece(database, bankId, { kind: CORE_FILE, subject: file.fileId, day: file.businessDay }, async (tx) => applyFile(tx, file, { files, on: await holdBusinessDate(tx), now: now() }))
      if (outcome.state === 'DONE') applied++
      if (outcome.state !== 'FAILED') continue
      onError(outcome.cause)
      // Later files of a kind rest on the earlier ones; other kinds go on.
      break
    }
  }
  return applied
}

/** Sends what waits to leave, a transaction a product. */
export async function sendOrders(database: Database, bankId: number, { files, now, ending }: Around): Promise<void> {
  await database.inBank(bankId, async (tx) => sendDrawdowns(tx, files, await holdBusinessDate(tx), now()))
  for (const one of await database.inBank(bankId, debitsToSend)) {
    if (ending?.aborted === true) return
    await database.inBank(bankId, (tx) => sendDebits(tx, files, one, now()))
  }
}

/** One file, wholly: its lines are taken in, its money is set off, and what was not applied is named in the exchange. */
async function applyFile(tx: Tx, file: FileToWork, at: Applying): Promise<void> {
  // Whoever took the file up meanwhile has settled it.
  const turn = await tx.selectFrom('exchange_file').select('state').where('bank_id', '=', tx.bankId).where('file_id', '=', file.fileId).forUpdate().executeTakeFirstOrThrow()
  if (turn.state !== 'RECEIVED') return
  const differences: FileDifference[] = []
  await eachRows(tx, at.files, file.fileId, async (rows) => void differences.push(...await takeRows(tx, file, rows, at)))
  if (file.kind === 'DEBIT_RESULT') await settleWaiting(tx, { fileId: file.fileId }, { on: at.on, now: at.now.toISOString() })
  if (file.kind === 'STATEMENT') {
    await endStatement(tx, { fileId: file.fileId, day: file.businessDay }, stamp(at))
    await recordTransactions(tx, { fileId: file.fileId }, at.on)
  }
  if (file.kind === 'BALANCES') {
    await endBalances(tx, { fileId: file.fileId, day: file.businessDay }, stamp(at))
    await compareLate(tx, file.businessDay)
  }
  await settleFile(tx, file.fileId, differences, at.on, at.now)
  if (file.kind === 'DEBIT_RESULT' || file.kind === 'DRAWDOWN_RESULT') await noteAnswered(tx, at)
}

const stamp = ({ on, now }: Applying): { on: Day; now: string } => ({ on, now: now.toISOString() })

async function takeRows(tx: Tx, file: FileToWork, rows: readonly FileRow[], at: Applying): Promise<FileDifference[]> {
  switch (file.kind) {
    case 'DEBIT_RESULT': {
      const lines = linesOf<ResultLine>(file.kind, rows)
      const { contradictory } = await takeAnswers(tx, { fileId: file.fileId, lines }, stamp(at))
      return contradictory.map((line) => ({ line, field: 'paidFen', value: String(lines.find((one) => one.line === line)?.values.paidFen ?? ''), expected: '同一核心流水号只有一个金额', message: '该流水号此前回盘的金额不同，本行未采用' }))
    }
    case 'DRAWDOWN_RESULT': return takeDrawdownAnswers(tx, linesOf<DrawdownLine>(file.kind, rows), at.on)
    case 'STATEMENT':
      await takeStatement(tx, { fileId: file.fileId, lines: linesOf<StatementLine>(file.kind, rows) }, at.on)
      return []
    case 'BALANCES':
      await takeBalances(tx, { day: file.businessDay, lines: linesOf<BalanceLine>(file.kind, rows) })
      return []
    case 'DRAWDOWN_ORDER': case 'DEBIT_ORDER': return []
  }
}

/** Lines with every fact of their kind: what the mapping does not carry is null. */
function linesOf<L extends object>(kind: FileKind, rows: readonly FileRow[]): { line: number; values: L }[] {
  const absent = Object.fromEntries(ROW_FACTS[kind].map(({ name }) => [name, null]))
  return rows.map(({ line, values }) => ({ line, values: { ...absent, ...values } as unknown as L }))
}
