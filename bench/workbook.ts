import { performance } from 'node:perf_hooks'
import { buildBook, changesOf, identify, markOf, overwritten, readBook, storeResults } from '#common/workbook/domain'
import { readWorkbook, writeXlsx } from '#common/workbook/server'
import { exampleCase, packFor } from '../sim/cases.ts'

/** How long GC-01 takes as a workbook, out and back in, each as its route does it; the reader is a child process and starts cold. */
const TIMES = 5
const [EXPORT_MS, IMPORT_MS] = [1000, 2000]

const caseFile = exampleCase('gc-01')
const basis = { pack: packFor(caseFile.business.trade), policy: 'default' }
const [out, back, used] = [[] as number[], [] as number[], [] as number[]]
for (let time = 0; time < TIMES; time++) {
  const started = performance.now()
  const cpu = process.cpuUsage()
  const bytes = await writeXlsx(storeResults(buildBook(basis, caseFile), caseFile))
  const written = performance.now()
  const { user, system } = process.cpuUsage(cpu)
  used.push((user + system) / 1000)
  const cells = await readWorkbook(bytes)
  const identity = identify(cells)
  const changes = changesOf(caseFile, readBook(cells, identity, caseFile), identity)
  const over = identity.mark === markOf(basis.pack) ? overwritten(buildBook(basis, caseFile, identity.rooms), cells) : []
  if (changes.length + over.length > 0) throw new Error('an untouched workbook changes something')
  out.push(written - started)
  back.push(performance.now() - written)
}
const first = out[0]!
const middle = (of: number[]) => Math.round(of.sort((a, b) => a - b)[Math.floor(of.length / 2)]!)
console.log(`workbook of GC-01, ${TIMES} times: export ${middle(out)} ms (wanted ${EXPORT_MS}; ${middle(used)} ms of processor, the first ${Math.round(first)} ms), import ${middle(back)} ms (wanted ${IMPORT_MS})`)
