import type { CaseFile, JudgementPack } from '#common/assessment/domain'
import { buildBook } from '#common/workbook/domain'
import { readCells } from './read-cells.ts'
import { writeXlsx } from './write-xlsx.ts'

/** Sheets a reading of what people typed does not need. */
const NOT_TYPED = new Set(['计算', '明细', '词表'])

/** The tasks that `untrusted.ts` sends into a capped child process: reading a stranger's file, and the half second writing one takes. */
export async function cells(bytes: Buffer): Promise<Buffer> {
  const book = await readCells(bytes)
  return Buffer.from(JSON.stringify([...book].filter(([sheet]) => !NOT_TYPED.has(sheet)).map(([sheet, own]) => [sheet, [...own].map(([at, { text, kind, formula }]) => [at, text, kind, formula])])))
}

export async function workbook(bytes: Buffer): Promise<Buffer> {
  const { pack, policy, caseFile } = JSON.parse(bytes.toString()) as { pack: JudgementPack; policy: string; caseFile: CaseFile | null }
  return Buffer.from(await writeXlsx(buildBook({ pack, policy }, caseFile)))
}
