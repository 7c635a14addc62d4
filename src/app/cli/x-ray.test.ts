import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { run } from './x-ray.ts'

const [command, folder] = [fileURLToPath(new URL('../../../scripts/weidai.mjs', import.meta.url)), fileURLToPath(new URL('../../../examples/x-ray', import.meta.url))]
const weidai = (...args: string[]) => { const { status, stdout, stderr } = spawnSync(process.execPath, [command, 'x-ray', ...args], { encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 }); return { status, stdout, stderr } }

interface Answer { refused: unknown[]; loans: number; joined: { count: number; ambiguous: string[] }; findings: { id: string; known: number; cases: { key: string }[]; overdue: unknown }[] }

/** What scripts/example-x-ray.ts plants; when the form of workbooks changes, run it again. */
it('finds in the examples what was planted there, and nothing else', () => {
  const { status, stdout } = weidai(folder, '--json')
  expect(status).toBe(0)
  const { refused, loans, joined, findings } = JSON.parse(stdout) as Answer
  expect({ refused, loans, joined: joined.count }).toEqual({ refused: [], loans: 24, joined: 23 })
  expect(joined.ambiguous).toEqual(['编号相同而姓名不同：本行台账.csv 第 14 行「马超」与贷款清单.csv 第 25 行「马朝」'])
  const [own, shop] = [(row: number) => `本行台账.csv#${row}`, (at: number) => expect.stringMatching(new RegExp(`^0${at}-`)) as string]
  expect(Object.fromEntries(findings.map(({ id, cases }) => [id, cases.map(({ key }) => key)]))).toEqual({
    'few-checks': [shop(2), own(7), own(10), own(15), own(16), own(17), own(18)], deviation: [shop(3), shop(4), own(6)], equity: [shop(7)], 'own-transfers': [shop(3), own(8)],
    'shared-guarantor': [own(3), own(4), own(5)], 'shared-phone': [own(9), own(10)], 'above-policy': [shop(4), shop(7)], 'no-cash-flow': [shop(6), own(7)], 'no-visit': [shop(5), own(7)],
  })
  expect(findings[0]!.overdue).toMatchObject({ having: { cases: 7, overdue: 4 }, others: { cases: 16, overdue: 7 } })
})

it('refuses wrong use', async () => {
  expect([await run([]), await run(['a', 'b']), await run([folder, '--nonsense'])]).toEqual([2, 2, 2])
})

it('a folder that is not there, one without files, a mapping that is none are refused; of a mixed folder each file that cannot be read', async () => {
  const empty = mkdtempSync(path.join(tmpdir(), '空文件夹-'))
  try {
    expect([await run([path.join(empty, '没有'), '--json']), await run([empty, '--json'])]).toEqual([1, 1])
    mkdirSync(path.join(empty, '城关支行'))
    for (const [name, text] of [['城关支行/台账.csv', '客户名称,担保人,放款金额\n张三,李四,5'], ['~$台账.xlsx', 'x'], ['坏.xlsx', 'PK坏'], ['空.csv', ''], ['缺.json', '{"id":1}'], ['对应.json', '{']] as const) writeFileSync(path.join(empty, name), text)
    expect(await run([empty, '--mapping', path.join(empty, '对应.json'), '--json'])).toBe(1)
    const { status, stdout } = weidai(empty, '--json')
    const { cases, refused } = JSON.parse(stdout) as { cases: { case: { file: string } }[]; refused: { file: string }[] }
    expect([status, cases.map((each) => each.case.file), refused.map(({ file }) => file).toSorted()]).toEqual([0, ['城关支行/台账.csv'], ['坏.xlsx', '对应.json', '空.csv', '缺.json'].toSorted()])
  } finally {
    rmSync(empty, { recursive: true })
  }
})
