import { readFile } from 'node:fs/promises'
import { verifyArchive } from '#desk/dossier/server'
import { EXIT, answer, wrongUse } from './io.ts'

/**
 * `dossier verify FILE [--root HASH]`: checks an exported case archive with no database. HASH is the root printed at the
 * export. Exit code 1 when anything in the archive does not hold.
 */
export async function run(argv: string[]): Promise<number> {
  const [verb, file, option, root, ...more] = argv
  const wellUsed = verb === 'verify' && file !== undefined && more.length === 0 && (option === undefined || (option === '--root' && /^[0-9a-f]{64}$/.test(root ?? '')))
  if (!wellUsed) return wrongUse('用法：dossier verify FILE [--root 打印的根]')
  let bytes: Buffer
  try {
    bytes = await readFile(file)
  } catch {
    return wrongUse(`文件无法读取：${file}`)
  }
  const report = await verifyArchive(bytes)
  const findings = root === undefined || report.root === root ? report.findings : [{ at: 'manifest.json', says: '与打印的根不符：不是当时导出的那一份' }, ...report.findings]
  const whole = findings.length === 0
  const code = await answer(() => ({ ...report, whole, findings }))
  return whole ? code : EXIT.refused
}
