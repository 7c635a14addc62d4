/**
 * How long the server takes for everything a case page asks when it opens, with 200 pieces of evidence on the case.
 * Prints JSON: milliseconds for each address and for the page as a whole (asked one after the other), median and 95th percentile.
 */
import { setup } from '../scripts/database/test-setup.ts'

const EVIDENCE = 200
const ROUNDS = 30
const PLENTY = 600_000

const end = await setup()
const { fillGc01, openBranch, openCase } = await import('../src/loan/investigation/server/testing/branch.ts')
const branch = await openBranch()
const caseId = await openCase(branch)
await fillGc01(branch, caseId)
const { evidence } = (await branch.as(branch.officer, 'GET', `/api/cases/${caseId}/evidence`)).json<{ evidence: unknown[] }>()
for (let at = evidence.length; at < EVIDENCE; at++) {
  const photo = { filename: `${at}.png`, mediaType: 'image/png', bytes: Buffer.from(`\u0089PNG\r\n\u001A\nbench ${at}`, 'latin1') }
  const answer = await branch.as(branch.officer, 'POST', `/api/cases/${caseId}/evidence`, { body: { class: 'SEEN', kind: 'PHOTO', title: `照片 ${at}`, placeMissing: '室内无信号' }, file: photo })
  if (answer.statusCode >= 300) throw new Error(answer.body)
}
const parts = ['', '/draft', '/pack', '/evidence', '/tasks', '/versions']
const took = new Map<string, number[]>(parts.map((part) => [part, []]))
const whole: number[] = []
for (let round = 0; round < ROUNDS; round++) {
  const from = performance.now()
  for (const part of parts) {
    const at = performance.now()
    const answer = await branch.as(branch.officer, 'GET', `/api/cases/${caseId}${part}`)
    if (answer.statusCode !== 200) throw new Error(`${part}: ${answer.body}`)
    took.get(part)!.push(performance.now() - at)
  }
  whole.push(performance.now() - from)
}
const at = (sorted: readonly number[], share: number): number => Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? PLENTY) * 10) / 10
const figures = (times: number[]) => { const sorted = times.toSorted((a, b) => a - b); return { medianMs: at(sorted, 0.5), p95Ms: at(sorted, 0.95) } }
console.log(JSON.stringify({ evidence: EVIDENCE, rounds: ROUNDS, page: figures(whole), parts: Object.fromEntries([...took].map(([part, times]) => [part === '' ? '/' : part, figures(times)])) }, null, 2))
await branch.close()
await end()
process.exit(0)
