import { readFile } from 'node:fs/promises'
import { type Outside, verifyArchive } from '#desk/dossier/server'
import { EXIT, answer, wrongUse } from './io.ts'

/**
 * `dossier verify FILE [--root HASH] [--key HASH]`: checks an exported case archive with no database. Root is the one printed at
 * the export, key the fingerprint the bank shows beside its exports; with neither, an archive made by someone else is whole too.
 * Exit code 1 when anything in the archive does not hold.
 */
export async function run(argv: string[]): Promise<number> {
  const [verb, file, ...options] = argv
  const outside = readOutside(options)
  if (verb !== 'verify' || file === undefined || outside === undefined) return wrongUse('用法：dossier verify FILE [--root 打印的根] [--key 本行密钥指纹]')
  let bytes: Buffer
  try {
    bytes = await readFile(file)
  } catch {
    return wrongUse(`文件无法读取：${file}`)
  }
  const report = await verifyArchive(bytes, outside)
  if (report.comparedWith.length === 0) process.stderr.write('未给出 --root 或 --key：只核对了压缩包自相一致，没有核对它出自本行\n')
  const code = await answer(() => report)
  return report.whole ? code : EXIT.refused
}

/** The options in any order, each a SHA-256; undefined where they are none. */
function readOutside(options: readonly string[]): Outside | undefined {
  const outside: { root?: string; key?: string } = {}
  for (let at = 0; at < options.length; at += 2) {
    const [name, hash] = [options[at]?.replace('--', ''), options[at + 1] ?? '']
    if ((name !== 'root' && name !== 'key') || !/^[0-9a-f]{64}$/.test(hash)) return undefined
    outside[name] = hash
  }
  return outside
}
