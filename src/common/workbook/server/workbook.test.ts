import { beforeAll, describe, expect, it } from 'vitest'
import { CaseFile, assess } from '#common/assessment/domain'
import { type Basis, answersOf, buildBook, changesOf, identify, overwritten, readBook, storeResults } from '#common/workbook/domain'
import { InvalidInput, Refusal } from '#kernel'
import { openArchive, readXml } from '#platform/archive'
import { exampleCase, packFor } from '../../../../sim/cases.ts'
import { Chance } from '../../../../sim/chance.ts'
import { answerSpoilt, partsOfExample } from '../../../../sim/fuzz-workbooks.ts'
import { randomCase } from '../../../../sim/random-case.ts'
import { zipOf } from '../../../../sim/spoilt-workbook.ts'
import { findOffice } from '../../../../scripts/office.mjs'
import { compareBooks } from '../../../../sim/workbook-parity.ts'
import { type ReadBook, type ReadCell, readCells, writeXlsx } from './index.ts'

const seed = Number(process.env['WEIDAI_SEED'] ?? 20_250_312)
console.log(`workbooks: seed ${seed} (WEIDAI_SEED repeats it; npm run proof -- workbook compares 500 cases, npm run proof -- fuzz-workbooks reads 10,000 spoilt ones)`)
const program = findOffice()
if (program === null) console.log('workbooks: LibreOffice is not installed here, so their formulas are not worked out; the proof does so where it is')

const gc01 = exampleCase('gc-01')
/** Principal said month by month, for another amount than is asked for: the shape is fitted to every amount. */
const IRREGULAR = { '/request/method': 'IRREGULAR', '/request/shape': { principalsFen: [0, 0, 1_000_000, 2_500_000, 0, 3_333_333, 0, 0, 4_000_000, 166_667, 4_000_000, 5_000_001] } }
const basisOf = (caseFile: CaseFile): Basis => ({ pack: packFor(caseFile.business.trade), policy: 'default' })
let file: ReadBook

beforeAll(async () => {
  file = await readCells(await writeXlsx(buildBook(basisOf(gc01), gc01)))
})

/** The file with a cell of GC-01 typed over; a place is a sheet, a title in the first column or a head, and a row below it. */
function withCell(sheet: string, at: string, cell: Partial<ReadCell> | null): ReadBook {
  const cells = new Map(file.get(sheet))
  if (cell === null) cells.delete(at)
  else cells.set(at, { text: '', kind: 'TEXT', formula: false, ...cell })
  return new Map([...file, [sheet, cells]])
}

/** `row:column` of the first value below a head of a list, or beside a label. */
function placed(sheet: string, heading: string, label: string): string {
  const cells = [...file.get(sheet)!].map(([at, { text }]) => ({ row: Number(at.split(':')[0]), column: Number(at.split(':')[1]), text }))
  const start = cells.find(({ text, column }) => column === 1 && text === heading)!.row
  const found = cells.filter(({ row, text }) => row > start && text.replace(' *', '') === label).sort((a, b) => a.row - b.row)[0]!
  return found.column === 1 && sheet === '基本' ? `${found.row}:2` : `${found.row + 1}:${found.column}`
}

/** Each cell of a sheet carried to another row and column. */
function carried(sheet: string, to: (row: number, column: number) => readonly [number, number]): ReadBook {
  return new Map([...file, [sheet, new Map([...file.get(sheet)!].map(([at, cell]) => {
    const [row, column] = at.split(':').map(Number)
    return [to(row!, column!).join(':'), cell]
  }))]])
}

function back(book: ReadBook): { caseFile: CaseFile; changes: ReturnType<typeof changesOf> } {
  const identity = identify(book)
  const caseFile = readBook(book, identity, gc01)
  return { caseFile, changes: changesOf(gc01, caseFile, identity) }
}

function refused(book: ReadBook): Refusal {
  try {
    back(book)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('nothing was refused')
}

describe.skipIf(program === null)('worked out by LibreOffice', () => {
  it('every figure of every sheet is that of the domain code, money to the fen [S1-01]', async () => {
    const cases = [{ name: 'gc-01', caseFile: gc01 }, { name: 'irregular', caseFile: exampleCase('gc-01', IRREGULAR) }, { name: `case ${seed}`, caseFile: randomCase(new Chance(seed)) }]
    const { faults, figures, shown, uncarried } = await compareBooks(cases.map((each) => ({ ...each, pack: packFor(each.caseFile.business.trade) })), program!)
    expect(faults.slice(0, 10)).toEqual([])
    expect(uncarried).toEqual([])
    expect(figures).toBeGreaterThan(3000)
    expect(shown).toBeGreaterThan(3000)
  }, 300_000)
})

describe('a workbook that comes back', () => {
  it('untouched changes nothing', async () => {
    expect(back(file).changes).toEqual([])
    for (let at = 0; at < 2; at++) {
      const caseFile = randomCase(new Chance(seed + at))
      const cells = await readCells(await writeXlsx(buildBook(basisOf(caseFile), caseFile)))
      expect(readBook(cells, identify(cells), caseFile)).toEqual(caseFile)
    }
  }, 60_000)

  it('says what it changes before anything is accepted: cell, place, old and new', () => {
    const at = placed('应收', '应收账款', '金额')
    const { changes, caseFile } = back(withCell('应收', at, { text: '180000.5', kind: 'NUMBER' }))
    expect(changes).toEqual([{ sheet: '应收', cell: expect.stringMatching(/^B\d+$/), place: '应收账款 第1行「连锁便利店 3 家」 金额', before: '201,600.00', after: '180,000.50' }])
    expect(caseFile.balance.receivables[0]!.amountFen).toBe(18_000_050)
  })

  it('of amounts by month names the month that changed, not the year', () => {
    const [row] = placed('损益表', '营业额', '名称').split(':')
    expect(back(withCell('损益表', `${row}:5`, { text: '470000', kind: 'NUMBER' })).changes).toEqual([{ sheet: '损益表', cell: `E${row}`, place: '营业额 第1行「批发销售」 月金额 第 3 个月', before: '465,000.00', after: '470,000.00' }])
  })

  it('takes amounts, shares, days and words as people write them', () => {
    const { caseFile } = back(withCell('基本', placed('基本', '经营主体', '最大客户占比'), { text: '15%' }))
    expect(caseFile.business.largestCustomerShare).toBe('0.15')
    expect(back(withCell('基本', placed('基本', '经营主体', '租约到期日'), { text: '2027/7/1' })).caseFile.business.leaseEndsOn).toBe('2027-07-01')
    expect(back(withCell('基本', placed('基本', '经营主体', '经营场所'), { text: '自有' })).caseFile.business.premises).toBe('OWN')
  })

  it('is refused cell by cell, all of them at once', () => {
    const wrong = [['应收', placed('应收', '应收账款', '金额'), '二十万'], ['基本', placed('基本', '经营主体', '开业日期'), '2017-02-30'], ['基本', placed('基本', '借款人', '婚姻状况'), '订婚']] as const
    const book = wrong.reduce<ReadBook>((all, [sheet, at, text]) => new Map([...all, [sheet, new Map([...all.get(sheet)!, [at, { text, kind: 'TEXT', formula: false }]])]]), file)
    const refusal = refused(book)
    expect(refusal).toBeInstanceOf(InvalidInput)
    expect((refusal as InvalidInput).errors.map(({ at, value, expected }) => [at?.split('/')[1], value, expected])).toEqual(expect.arrayContaining([
      ['应收', '二十万', '金额，单位元，最多两位小数'], ['基本', '2017-02-30', '日期，如 2025-03-12'], ['基本', '订婚', '已婚、再婚、离异、丧偶、未婚'],
    ]))
  })

  it('names the cell of a value that is missing or out of range', () => {
    const at = placed('基本', '贷款需求', '期数')
    const [row] = at.split(':')
    expect((refused(withCell('基本', at, null)) as InvalidInput).errors[0]).toMatchObject({ code: 'workbook.cell', at: `/基本/B${row}` })
    expect((refused(withCell('基本', at, { text: '999', kind: 'NUMBER' })) as InvalidInput).errors[0]).toMatchObject({ at: `/基本/B${row}`, value: 999 })
  })

  it.each([
    ['a row put in', 'workbook.moved', () => carried('应收', (row, column) => [row > 12 ? row + 1 : row, column]), '应收'],
    ['a row taken out of single values', 'workbook.moved', () => carried('基本', (row, column) => [row > 7 ? row - 1 : row, column]), '基本'],
    ['two columns that changed places', 'workbook.moved', () => carried('存货', (row, column) => [row, column === 3 ? 4 : column === 4 ? 3 : column]), '存货'],
    ['two months that changed places', 'workbook.moved', () => carried('损益表', (row, column) => [row, column === 5 ? 6 : column === 6 ? 5 : column]), '损益表'],
    ['a sheet renamed', 'workbook.sheet', () => new Map([...file].map(([name, cells]) => [name === '应收' ? '应收款' : name, cells])), '应收'],
    ['rows pasted over the end of a list', 'workbook.room', () => {
      const [row] = placed('应收', '应收账款', '金额').split(':').map(Number)
      return new Map([...file, ['应收', new Map([...file.get('应收')!, ...Array.from({ length: 2000 }, (_, at): [string, ReadCell] => [`${row! + at}:1`, { text: '赊账户', kind: 'TEXT', formula: false }])])]])
    }, '应收'],
  ])('%s is refused before anything is read', (_, code, book, sheet) => {
    const [first, ...others] = (refused(book()) as InvalidInput).errors
    expect(others).toEqual([])
    expect([first?.code, first?.at?.split('/')[1]]).toEqual([code === 'workbook.room' ? expect.stringMatching(/^workbook\.(room|moved)$/) : code, sheet])
    expect(first?.expected).toContain('保持导出时的工作表、行与列')
  })

  it('a formula nobody worked out is asked for its value, not read as empty', () => {
    const at = placed('应收', '应收账款', '金额')
    expect((refused(withCell('应收', at, { kind: 'NUMBER', formula: true })) as InvalidInput).errors[0]).toMatchObject({ at: expect.stringMatching(/^\/应收\/B\d+$/), expected: expect.stringContaining('在 Excel 或 WPS 中打开并保存') })
    expect(back(withCell('应收', at, { text: '1800', kind: 'NUMBER', formula: true })).changes).toMatchObject([{ after: '1,800.00' }])
  })

  it('the trade is told by its name and comes back as its code', () => {
    expect(file.get('基本')!.get(placed('基本', '经营主体', '行业'))!.text).toBe(basisOf(gc01).pack.industry.name)
    expect(back(file).caseFile.business.trade).toBe(gc01.business.trade)
  })

  it('cells merged over one another are refused by the cell that lies below; merged elsewhere they are read', async () => {
    const at = placed('应收', '应收账款', '金额')
    const [row] = at.split(':').map(Number)
    const parts = new Map(await partsOfExample())
    const sheet = `xl/worksheets/sheet${[...file.keys()].indexOf('应收') + 1}.xml`
    const merged = async (range: string) => readCells(zipOf(new Map([...parts, [sheet, Buffer.from(parts.get(sheet)!.toString().replace('</sheetData>', `</sheetData><mergeCells count="1"><mergeCell ref="${range}"/></mergeCells>`))]])))
    expect((refused(await merged(`B${row!}:B${row! + 1}`)) as InvalidInput).errors).toMatchObject([{ at: `/应收/B${row! + 1}`, expected: '单独的单元格：取消合并，逐格填写' }])
    expect(back(await merged('A1:C1')).changes).toEqual([])
    await expect(merged('A1:NN20000')).rejects.toMatchObject({ code: 'workbook.cells' })
  })

  it('answers merged on the checklist of the trade are refused too, its title may be', () => {
    const { checklist } = basisOf(gc01).pack.industry
    const merged = (...at: string[]): ReadBook => new Map([...file, ['行业清单', new Map([...file.get('行业清单')!, ...at.map((each): [string, ReadCell] => [each, { text: '', kind: 'MERGED', formula: false }])])]])
    const refusal = (() => { try { return answersOf(merged('5:6', '5:7'), checklist) } catch (error) { return error } })()
    expect((refusal as InvalidInput).errors).toMatchObject([{ at: '/行业清单/F5', expected: '单独的单元格：取消合并，逐格填写' }, { at: '/行业清单/G5' }])
    expect(answersOf(merged('1:6', '1:7', `${checklist.length + 9}:6`), checklist)).toEqual({ answers: [], strangers: [] })
  })

  it('of another form, or none of ours, is known as such', () => {
    expect(refused(new Map([['Sheet1', new Map()]])).code).toBe('workbook.unknown')
    const identity = file.get('标识')!.get('1:1')!
    expect(refused(withCell('标识', '1:1', { ...identity, text: identity.text.replace('weidai-workbook/1', 'weidai-workbook/0') })).code).toBe('workbook.form')
  })

  it('spoilt in any way is refused in words or read, and brings nothing down', async () => {
    const { faults, answers } = await answerSpoilt(await partsOfExample(), new Chance(seed), 30)
    expect(faults).toEqual([])
    expect(Object.keys(answers).length).toBeGreaterThan(2)
  }, 60_000)
})

describe('shown by a program that works nothing out', () => {
  const shownBeside = (book: ReadBook, sheet: string, label: string) => {
    const [at] = [...book.get(sheet)!].find(([place, { text }]) => text === label && book.get(sheet)!.get(right(place))?.formula === true)!
    return book.get(sheet)!.get(right(at))!.text
  }
  const right = (place: string) => { const [row, column] = place.split(':').map(Number); return `${row}:${column! + 1}` }

  it('it says what the judgement says, amounts to the fen and truths in words; only steps between figures stay empty [S1-01]', async () => {
    const book = await readCells(await writeXlsx(storeResults(buildBook(basisOf(gc01), gc01), gc01)))
    const { limit, instalmentFen, statements, score } = assess(gc01, basisOf(gc01).pack)
    expect([shownBeside(book, '说明', '额度'), shownBeside(book, '说明', '月供')].map(Number)).toEqual([limit!.amountFen / 100, instalmentFen! / 100])
    expect([shownBeside(book, '资产负债表', '总资产'), shownBeside(book, '说明', '评分')].map(Number)).toEqual([statements.totalAssetsFen / 100, score!.total])
    expect(shownBeside(book, '说明', '起约束的一项')).toMatch(/^[\u4e00-\u9fff]+$/)
    expect([...book.get('还款计划')!].filter(([at, { text }]) => at.endsWith(':5') && Number(text) > 0)).toHaveLength(gc01.request.periods)
    for (const [sheet, cells] of book) if (sheet !== '计算' && sheet !== '明细') for (const { text, kind } of cells.values()) if (kind === 'NUMBER') expect(text).toMatch(/^(-?\d+(\.\d{1,12})?)?$/)
  })

  it('a result gone stale changes nothing and is nobody typing over a formula: what is typed counts', async () => {
    const book = await readCells(await writeXlsx(storeResults(buildBook(basisOf(gc01), gc01), gc01)))
    const typed = new Map([...book, ['应收', new Map([...book.get('应收')!, [placed('应收', '应收账款', '金额'), { text: '180000', kind: 'NUMBER', formula: false }]])]]) as ReadBook
    expect(back(typed).changes).toMatchObject([{ sheet: '应收', after: '180,000.00' }])
    expect(overwritten(buildBook(basisOf(gc01), gc01), typed)).toEqual([])
  })

  it('an empty workbook has no results to show', async () => {
    const book = await readCells(await writeXlsx(buildBook(basisOf(gc01), null)))
    expect([...book.values()].flatMap((cells) => [...cells.values()]).filter(({ formula, text }) => formula && text !== '')).toEqual([])
  })
})

describe('the file', () => {
  it('is sound XML in every part; where a person types is open, the rest is locked, and a cell for a day takes days', async () => {
    const archive = await openArchive(Buffer.from(await writeXlsx(buildBook(basisOf(gc01), gc01))))
    const [open, rules, faces] = [new Set<string>(), [] as string[], [] as string[]]
    let inRule = false
    for (const part of archive.names) {
      let declared = false
      await readXml(archive.stream(part), part, {
        open(tag, attributes) {
          declared = true
          if (tag === 'protection') faces.push(attributes.locked ?? '')
          if (tag === 'c' && part.endsWith('sheet2.xml') && attributes.r === 'B4') open.add(attributes.s ?? '')
          inRule = tag === 'formula1'
        },
        text(piece) { if (inRule && part.endsWith('sheet2.xml')) rules.push(piece) },
        close() { inRule = false },
      })
      expect(declared).toBe(true)
    }
    // The first style is the plain one of the format, which says nothing of protection.
    expect([...open].map((style) => faces[Number(style) - 1])).toEqual(['0'])
    expect(faces).toContain('1')
    expect(rules).toContain('61')
  })
})

describe('an empty workbook', () => {
  it('of a trade holds its checklist and no case', async () => {
    const pack = packFor('fmcg-wholesale')
    const cells = await readCells(await writeXlsx(buildBook({ pack, policy: 'default' }, null)))
    expect(identify(cells)).toMatchObject({ caseId: null, trade: 'fmcg-wholesale' })
    expect([...cells.get('行业清单')!.values()].map(({ text }) => text)).toEqual(expect.arrayContaining([expect.stringContaining(pack.industry.checklist[0]!.asks)]))
  })
})
