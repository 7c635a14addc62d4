import { existsSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { CaseFile } from '#common/assessment/domain'
import { Refusal } from '#kernel'
import { type InvoiceProfile, shownProfile } from '#common/statement/domain'
import { exampleInvoices } from '../../../../scripts/example-invoices.ts'
import { pack, unpack } from './bundle.ts'
import { type ZipPart, zipOf } from './files-for-tests.ts'
import { invoiceFiles } from './files-on-disk.ts'
import { parseInvoices } from './parse-invoices.ts'
import { readInvoices } from './read-untrusted.ts'
import { unzipInvoices } from './unzip-invoices.ts'

const REAL = path.resolve(process.env['WEIDAI_REAL_DATA'] ?? '../shared/data', 'sme_invoices')
const SALES = ',企业代号,发票号码,开票日期,购方单位代号,金额,税额,价税合计,发票状态'
const PURCHASES = SALES.replace('购方', '销方')
const file = (name: string, lines: readonly string[]) => ({ name, bytes: Buffer.from(`\uFEFF${lines.join('\r\n')}`) })
const refused = (work: () => unknown): Refusal => {
  try {
    work()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('was not refused')
}

describe('invoices worked out by hand', () => {
  const [first] = parseInvoices([
    file('out/E1.csv', [
      SALES, '1,E1,100,2023/1/5,B1,90.0,10.0,100.0,有效发票', '2,E1,101,2023/3/2,B1,,,300.0,有效发票', '3,E1,102,2023/3/9,B2,,,200.0,有效发票', '4,E1,102,2023/12/31,B2,,,-50.0,有效发票',
      '5,E1,104,2023/12/31,B3,,,999.0, 作废发票', '6,E1,105,2022/12/31,B3,,,450.0,有效发票', '7,E1,106,2024/2/1,B9,,,1.0,作废发票',
    ]),
    file('in/E1.csv', [PURCHASES, '1,E1,7,2023/1/5,A1,,,60.0,有效发票', '2,E1,8,2023/1/5,A2,,,40.0,作废发票', '3,E1,9,2023/1/6,A1,,,-10.0,有效发票']),
    file('notes.csv', ['企业代号,企业名称,信誉评级,是否违约', 'E1,x,A,否']),
  ])

  it('sales are valid invoices net of returns; the 12 months end with the last valid one', () => {
    // 100 + 300 + 200 − 50 + 450; of them from 2023-01 to 2023-12: 100, 500, −50
    expect(first).toMatchObject({ id: 'E1', salesFen: 100_000, sales12mFen: 55_000, activeMonths12: 3, customers: 3, suppliers: 1, salesInvoices: 5, purchasesFen: 5_000, returnsFen: 5_000 })
    expect(first?.salesMonths.map(({ month, salesFen }) => `${month} ${salesFen}`)).toEqual(['2022-12 45000', '2023-01 10000', '2023-03 50000', '2023-12 -5000'])
  })

  it('rates have four decimals', () => {
    // void 2 of 7; B3 450 of 1,000; returns 50 of 1,050; shares 0.4, 0.15, 0.45; mean 550/12, squares 100² + 500² + 50²
    expect(first).toMatchObject({ voidRate: '0.2857', topCustomerShare: '0.4500', returnRate: '0.0476', customerConcentration: '0.3850', monthlyCv: Math.sqrt((12 * (12 * 262_500 - 550 ** 2)) / (11 * 550 ** 2)).toFixed(4), longestGapMonths: 8 })
  })

  it('a year shows its season', () => {
    expect(first?.seasonIndex).toEqual(['0.1818', '0.0000', '0.9091', '0.0000', '0.0000', '0.0000', '0.0000', '0.0000', '0.0000', '0.0000', '0.0000', '-0.0909'])
  })

  it('a firm without valid sales has no rates', () => {
    const [none] = parseInvoices([file('out/E2.csv', [SALES, '1,E2,1,2023/1/5,B1,,,5.0,作废发票'])])
    expect(shownProfile(none!)).toEqual({ id: 'E2', salesFen: 0, sales12mFen: 0, activeMonths12: 0, voidRate: '1.0000', topCustomerShare: null, monthlyCv: null, customers: 0, suppliers: 0 })
  })

  it('firms stand in the order of their numbers', () => {
    const lines = ['E11', 'E2', 'E100'].map((firm, i) => `${i},${firm},1,2023/1/5,B1,,,5.0,有效发票`)
    expect(parseInvoices([file('all.csv', [SALES, ...lines])]).map(({ id }) => id)).toEqual(['E2', 'E11', 'E100'])
  })
})

describe('invoices that cannot be read', () => {
  it.each([
    ['1,E1,100,2023/2/30,B1,,,100.0,有效发票', '/out~1E1.csv/rows/2/开票日期', '2023/2/30'], ['1,E1,100,2023/1/5,B1,,,一百,有效发票', '/out~1E1.csv/rows/2/价税合计', '一百'],
    ['1,E1,100,2023/1/5,B1,,,100.0,待定', '/out~1E1.csv/rows/2/发票状态', '待定'], ['1,E1,100,2023/1/5,,,,100.0,有效发票', '/out~1E1.csv/rows/2/购方单位代号', ''], ['1,,100,2023/1/5,B1,,,100.0,有效发票', '/out~1E1.csv/rows/2/企业代号', ''],
  ])('%s refuses the folder, with file, row and column', (line, at, value) => {
    expect(refused(() => parseInvoices([file('out/E1.csv', [SALES, line])]))).toMatchObject({ code: 'statement.row', at, value })
  })

  it('sums beyond what adds up exactly are refused with file, row and column', () => {
    const lines = Array.from({ length: 8 }, (_, i) => `${i},E1,${i},2023/1/5,B1,,,999999999999.99,有效发票`)
    expect(refused(() => parseInvoices([file('out/E1.csv', [SALES, ...lines.slice(0, 4)]), file('out/E2.csv', [SALES, ...lines.slice(4)])]))).toMatchObject({ code: 'statement.row', at: '/out~1E2.csv/rows/5/价税合计', value: '999999999999.99', message: expect.stringContaining('使合计超出') as string })
    expect(refused(() => parseInvoices([file('a.csv', [SALES, '1,E1,1,2023/1/5,B1,,,90071992547409.91,有效发票'])]))).toMatchObject({ at: '/a.csv/rows/2/价税合计', value: '90071992547409.91', expected: expect.stringContaining('小于一万亿') as string })
  })

  it('a list without one column is named, a folder without lists is refused', () => {
    expect(refused(() => parseInvoices([file('x.csv', [SALES.replace('发票状态', '状态')])]))).toMatchObject({ code: 'invoices.layout-unknown', message: 'x.csv 像是发票清单，但缺少 发票状态' })
    expect(refused(() => parseInvoices([file('x.csv', ['a,b', '1,2'])]))).toMatchObject({ code: 'statement.no-invoices' })
  })

  it('a file that is no text is named', () => {
    const sound = file('a.csv', [SALES, '1,E1,1,2023/1/5,B1,,,1.00,有效发票'])
    expect(refused(() => parseInvoices([sound, { name: 'out/b.csv', bytes: Buffer.from([0x31, 0xff, 0xff, 0x0a, 0, 7, 0xff]) }]))).toMatchObject({ message: expect.stringContaining('「out/b.csv」') as string, at: '/out~1b.csv/rows/1' })
  })

  it('files travel to the child as one run of bytes', () => {
    const files = [file('a.csv', ['x']), { name: '空.csv', bytes: Buffer.alloc(0) }, file('b.csv', ['y', 'z'])]
    expect([...unpack(pack(files))]).toEqual(files)
  })
})

describe('a zip of invoices', () => {
  const sales = [SALES, '1,E1,100,2023/1/5,B1,90.0,10.0,100.0,有效发票'].join('\r\n')
  const purchases = [PURCHASES, '1,E1,7,2023/1/5,A1,,,60.0,有效发票'].join('\r\n')
  const asZip = (parts: readonly ZipPart[], name = 'invoices.zip') => [{ name, bytes: zipOf(parts) }]
  const bulk = `${SALES}\r\n${'1,E1,100,2023/1/5,B1,90.0,10.0,100.0,有效发票\r\n'.repeat(600_000)}`

  it('reads like the folder it was made of; content decides what is sales and what is a zip', async () => {
    const [profile, ...others] = await readInvoices(asZip([{ name: 'in/', data: '' }, { name: 'in/a.csv', data: sales }, { name: 'out/b.csv', data: purchases }, { name: '说明.pdf', data: '%PDF' }, { name: '__MACOSX/in/._a.csv', data: '\0\0' }], 'E1.csv'))
    expect([profile, others]).toMatchObject([{ id: 'E1', salesFen: 10_000, purchasesFen: 6_000, suppliers: 1 }, []])
    expect([profile]).toEqual(parseInvoices([file('a.csv', sales.split('\r\n')), file('b.csv', purchases.split('\r\n'))]))
  })

  it.each<[string, readonly ZipPart[], string]>([
    ['a zip in it', [{ name: 'out/E1.csv', data: sales }, { name: 'older.zip', data: 'PK' }], 'statement.nested'],
    ['a name that climbs out', [{ name: '../E1.csv', data: sales }], 'statement.zip'],
    ['a password', [{ name: 'out/E1.csv', data: sales, flags: 1 }], 'statement.encrypted'],
    ['more than 200 files', Array.from({ length: 201 }, (_, nth) => ({ name: `out/E${nth}.csv`, data: sales })), 'statement.zip-bomb'],
    ['a ratio over 100', [{ name: 'out/E1.csv', data: bulk }], 'statement.zip-bomb'],
    ['a file that claims to be small', [{ name: 'out/E1.csv', data: bulk, claimedSize: 400_000 }], 'statement.zip'],
    ['no invoices', [{ name: 'readme.txt', data: 'nothing' }], 'statement.no-invoices'],
  ])('with %s is refused', async (_, parts, code) => {
    await expect(readInvoices(asZip(parts))).rejects.toMatchObject({ code })
  })

  it('names the row of the file in it that cannot be read', async () => {
    await expect(readInvoices(asZip([{ name: 'out/E1.csv', data: sales.replace('2023/1/5', '2023/13/5') }]))).rejects.toMatchObject({ code: 'statement.row', at: '/out~1E1.csv/rows/2/开票日期' })
  })
})

describe('examples/invoices-gc-01.zip', () => {
  const example = new URL('../../../../examples/invoices-gc-01.zip', import.meta.url)
  const gc01 = CaseFile.parse(JSON.parse(readFileSync(new URL('../../../../examples/gc-01.json', import.meta.url), 'utf8')))

  it('is what its script writes', async () => {
    const shipped = await unzipInvoices([{ name: 'shipped.zip', bytes: readFileSync(example) }])
    expect(shipped.map(({ name, bytes }) => [name, bytes.toString('utf8')]).reverse()).toEqual(exampleInvoices(gc01).map(({ name, data }) => [name, data]))
  })

  it('holds 1,080,000.00 of valid sales in the 12 months before the cut-off', async () => {
    const profiles = await readInvoices(invoiceFiles(fileURLToPath(example)))
    // 65 rows of sales; void: April, September and March 2025; red: July and January, 3,600.00 each
    expect(profiles).toMatchObject([{ id: 'JG01', salesFen: 108_000_000, sales12mFen: 108_000_000, activeMonths12: 12, voidRate: '0.0462', returnsFen: 720_000, customers: 7, suppliers: 4, salesInvoices: 62 }])
  })
})

/** The same figures by another way: arrays of months since year 0, floating point for the rates. */
function secondWay(folder: string, firm: string): Record<string, unknown> {
  const rows = (side: string) => readFileSync(path.join(folder, side, `${firm}.csv`), 'utf8').trim().split(/\r?\n/).slice(1).map((line) => {
    const [, , , on = '', partner = '', , , total = '', status = ''] = line.split(',')
    const [year = '', month = ''] = on.split('/')
    return { month: Number(year) * 12 + Number(month) - 1, partner, fen: Math.round(Number(total) * 100), valid: status.trim() === '有效发票' }
  })
  const sales = rows('out')
  const valid = sales.filter((row) => row.valid)
  const end = Math.max(...valid.map(({ month }) => month))
  const months = Array.from({ length: 12 }, (_, i) => valid.filter(({ month }) => month === end - i))
  const sums = months.map((of) => of.reduce((sum, { fen }) => sum + fen, 0))
  const mean = sums.reduce((a, b) => a + b, 0) / 12
  const total = valid.reduce((sum, { fen }) => sum + fen, 0)
  const partners = [...new Set(valid.map(({ partner }) => partner))]
  return {
    id: firm, salesFen: total, sales12mFen: sums.reduce((a, b) => a + b, 0), activeMonths12: months.filter((of) => of.length > 0).length, voidRate: ((sales.length - valid.length) / sales.length).toFixed(4),
    topCustomerShare: (Math.max(...partners.map((name) => valid.reduce((sum, { partner, fen }) => sum + (partner === name ? fen : 0), 0))) / total).toFixed(4),
    monthlyCv: (Math.sqrt(sums.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 11) / mean).toFixed(4), customers: partners.length, suppliers: new Set(rows('in').filter((row) => row.valid).map(({ partner }) => partner)).size,
  }
}

if (!existsSync(REAL)) console.log('skipped: sme_invoices is not in WEIDAI_REAL_DATA')

describe('30 real firms', { skip: !existsSync(REAL) }, () => {
  it('agree with a second computation', async () => {
    const profiles: InvoiceProfile[] = await readInvoices(invoiceFiles(REAL))
    const firms = readdirSync(path.join(REAL, 'out')).map((name) => path.basename(name, '.csv')).sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)))
    expect(firms).toHaveLength(30)
    expect(profiles.map(shownProfile)).toEqual(firms.map((firm) => secondWay(REAL, firm)))
  })

  it('show their season where they have a year', () => {
    const profiles = parseInvoices(invoiceFiles(REAL))
    const [e11] = profiles
    expect(e11?.seasonIndex).toHaveLength(12)
    for (const { seasonIndex } of profiles) {
      if (seasonIndex !== null) expect(seasonIndex.reduce((sum, share) => sum + Math.round(Number(share) * 10_000), 0)).toBeGreaterThan(9_990)
    }
  })
})
