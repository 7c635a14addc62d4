import { statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { shownStatement } from '#common/statement/domain'
import { billFile, readStatement } from '#common/statement/server'
import { answer, wrongUse } from './io.ts'

const USAGE = '用法：weidai bill FILE [--owner NAME]'

/** `bill FILE [--owner NAME]`: a wallet's or bank's export as rows, sums and warnings. */
export function run(argv: string[]): Promise<number> {
  const asked = readArguments(argv)
  if (typeof asked === 'string') return Promise.resolve(wrongUse(asked))
  return answer(async () => shownStatement(await readStatement(billFile(asked.file), { owner: asked.owner })))
}

function readArguments(argv: string[]): { file: string; owner: string } | string {
  try {
    const { values, positionals } = parseArgs({ args: argv, allowPositionals: true, options: { owner: { type: 'string', default: '' } } })
    const [file, ...rest] = positionals
    if (file === undefined || rest.length > 0) return USAGE
    return statSync(file, { throwIfNoEntry: false })?.isFile() ? { file, owner: values.owner } : `没有文件「${file}」\n${USAGE}`
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n${USAGE}`
  }
}
