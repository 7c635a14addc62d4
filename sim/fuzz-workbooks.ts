import { buildBook, changesOf, identify, readBook } from '#common/workbook/domain'
import { readCells, writeXlsx } from '#common/workbook/server'
import { openArchive } from '#platform/archive'
import { Refusal } from '#kernel'
import { exampleCase, packFor } from './cases.ts'
import type { Chance } from './chance.ts'
import { type Parts, spoilt } from './spoilt-workbook.ts'

/** How spoilt workbooks were answered: by the code of the refusal, or as read after all. */
export interface Answered { readonly answers: Readonly<Record<string, number>>; readonly faults: readonly string[]; readonly mostMegabytes: number }

/** GC-01's workbook without the sheets that only compute, unpacked. */
export async function partsOfExample(): Promise<Parts> {
  const caseFile = exampleCase('gc-01')
  const book = buildBook({ pack: packFor(caseFile.business.trade), policy: 'fuzz' }, caseFile)
  for (const grid of book.grids) if (['计算', '明细'].includes(grid.name)) grid.cells.clear()
  const archive = await openArchive(Buffer.from(await writeXlsx(book)))
  const parts = new Map<string, Buffer>()
  for (const name of archive.names) parts.set(name, await archive.read(name))
  return parts
}

/** Reads so many spoilt workbooks: each is refused in words or read, none brings anything down. */
export async function answerSpoilt(parts: Parts, chance: Chance, count: number): Promise<Answered> {
  const answers: Record<string, number> = {}
  const faults: string[] = []
  const held = exampleCase('gc-01')
  let most = 0
  for (let at = 0; at < count; at++) {
    const answer = await answerTo(spoilt(parts, chance), held).catch((error: unknown) => (error instanceof Refusal ? (error.message === '' ? 'SILENT' : error.code) : `FAULT ${error instanceof Error ? error.stack ?? error.message : String(error)}`))
    if (answer.startsWith('FAULT') || answer === 'SILENT') faults.push(`${at}: ${answer}`)
    else answers[answer] = (answers[answer] ?? 0) + 1
    if (at % 50 === 0) most = Math.max(most, process.memoryUsage.rss() / 2 ** 20)
  }
  return { answers, faults, mostMegabytes: Math.round(most) }
}

async function answerTo(bytes: Buffer, held: ReturnType<typeof exampleCase>): Promise<string> {
  const cells = await readCells(bytes)
  const identity = identify(cells)
  return changesOf(held, readBook(cells, identity, held), identity).length === 0 ? 'read, nothing changed' : 'read, changes shown'
}
