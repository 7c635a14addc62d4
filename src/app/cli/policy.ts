import { readFileSync } from 'node:fs'
import { diffPacks, policyKey, policyKeys, policyValue, resolvePack, unknownKey, unusedKeys, type PolicyKey, type PolicyPack } from '#common/policy/domain'
import { loadShippedPack, readKeys, readPackText, shippedFiles, shippedPackNames } from '#platform/packs'
import { Refusal } from '#kernel'
import { answer, wrongUse } from './io.ts'

const USAGE = `用法：
  policy show [KEY] [--pack NAME]   政策包的值、来源、锚定与锁定；KEY 如 limit.payRatio、limit 或 checks.methods.X01
  policy diff A B                   两个政策包的差别；A、B 为随附政策包的名称或 .yaml 文件
  policy unused                     程序没有读取的键；留给尚未建成环节的键单独列出
随附政策包：${shippedPackNames().join('、')}`

/** `weidai policy show|diff|unused` */
export async function run(argv: string[]): Promise<number> {
  const [act, ...rest] = argv
  switch (act) {
    case 'show': return show(rest)
    case 'diff': return rest.length === 2 ? answer(() => diff(rest[0] ?? '', rest[1] ?? '')) : wrongUse(USAGE)
    case 'unused': return rest.length === 0 ? answer(unused) : wrongUse(USAGE)
    default: return wrongUse(USAGE)
  }
}

async function show(argv: readonly string[]): Promise<number> {
  const option = argv.indexOf('--pack')
  const name = option < 0 ? 'default' : argv[option + 1]
  const [key, ...more] = option < 0 ? argv : argv.filter((_, i) => i !== option && i !== option + 1)
  if (name === undefined || more.length > 0) return wrongUse(USAGE)
  return answer(() => {
    const pack = packNamed(name)
    if (key !== undefined && policyKey(key) !== undefined) return row(pack, key)
    const rows = policyKeys.filter((each) => key === undefined || each.group === key)
    if (rows.length === 0) throw unknownKey(key ?? '')
    return { pack: name, keys: rows.map((each) => row(pack, each.key)) }
  })
}

function row(pack: PolicyPack, path: string): Omit<PolicyKey, 'group'> & { value: unknown } {
  const known = policyKey(path)
  if (known === undefined) throw unknownKey(path)
  const { group: _group, ...rest } = known
  return { ...rest, key: path, value: policyValue(pack, path) }
}

function diff(a: string, b: string): unknown {
  return { before: a, after: b, changes: diffPacks(packNamed(a), packNamed(b)) }
}

function unused(): unknown {
  const { unused: idle, reserved } = unusedKeys(readKeys())
  const brief = ({ key, name, source }: PolicyKey): unknown => ({ key, name, source })
  const readers = [...new Set(reserved.map((each) => each.reader))]
  return { unused: idle.map(brief), reserved: readers.map((reader) => ({ reader, keys: reserved.filter((each) => each.reader === reader).map(brief) })) }
}

/** A shipped pack by name, or a file that lies over the shipped pack it names. */
function packNamed(name: string): PolicyPack {
  if (!name.endsWith('.yaml')) return loadShippedPack(name)
  const { head, source } = readPackText(textOf(name), name)
  const [base, ...overlays] = head.inherits === undefined ? [] : shippedFiles(head.inherits).map((each) => each.source)
  return base === undefined ? resolvePack(source) : resolvePack(base, ...overlays, source)
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new Refusal({ code: 'file.unreadable', message: `读不到文件「${file.slice(0, 200)}」`, value: file, expected: '存在且可读的政策包 .yaml 文件' })
  }
}
