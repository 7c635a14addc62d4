import { readCells } from './read-cells.ts'

/** Sheets a reading of what people typed does not need. */
const NOT_TYPED = new Set(['计算', '明细', '词表'])

/** The task that `untrusted.ts` sends into a capped child process. It loads the reader and nothing of the judgement: starting is most of what reading takes. */
export async function cells(bytes: Buffer): Promise<Buffer> {
  const book = await readCells(bytes)
  return Buffer.from(JSON.stringify([...book].filter(([sheet]) => !NOT_TYPED.has(sheet)).map(([sheet, own]) => [sheet, [...own].map(([at, { text, kind, formula }]) => [at, text, kind, formula])])))
}
