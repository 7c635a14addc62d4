import { TAUGHT_ROLES, TaughtLayout, faultsOf, preview, propose } from '#common/statement/domain'
import { Refusal } from '#kernel'
import { faultOf, mutantOf, shippedBills } from './mutations-for-tests.ts'
import { parseFile } from './parse-file.ts'
import { parseInvoices } from './parse-invoices.ts'
import { readSample } from './sample.ts'

/** One kind of file that is spoilt in many ways. `how` groups the outcomes; `fault` says what must not have happened. */
export interface FuzzSubject {
  readonly name: string
  readonly run: (number: number, random: () => number) => Promise<{ how: string; fault: string | null }>
}

const HAN = /\p{Script=Han}/u
const UNKNOWN = ['某行导出', '日,方向,数,余,谁,说明', ...Array.from({ length: 20 }, (_, at) => `2025-03-${String(at + 1).padStart(2, '0')},${at % 3 === 0 ? '出' : '进'},${100 + at}.00,${5000 + at}.00,甲,货款`)].join('\n')
const INVOICES = [',企业代号,发票号码,开票日期,购方单位代号,金额,税额,价税合计,发票状态', ...Array.from({ length: 20 }, (_, at) => `${at},E1,${at},2025/3/${at + 1},B${at % 4},90.0,10.0,${at % 5 === 0 ? '-' : ''}100.0,${at % 6 === 0 ? ' 作废发票' : '有效发票'}`)].join('\n')

/** Bills in all their shapes, exports nobody has seen with the layouts taught on them, lists of invoices. */
export async function fileSubjects(): Promise<FuzzSubject[]> {
  const sounds = await shippedBills()
  return [
    { name: 'bill', run: async (number, random) => { const made = mutantOf(sounds, number, random); return { how: made.how, fault: await faultOf(made) } } },
    { name: 'unknown export', run: (_, random) => judged(() => teach(Buffer.from(spoil(UNKNOWN, random)), random)) },
    { name: 'layout', run: (_, random) => judged(() => useLayout(random)) },
    { name: 'invoices', run: (_, random) => judged(() => Promise.resolve(void parseInvoices([{ name: 'E1.csv', bytes: Buffer.from(spoil(INVOICES, random)) }]))) },
  ]
}

/** A refusal is clear when it says in Chinese what is wrong and what would be right; anything else that is thrown is a fault. */
async function judged(work: () => Promise<void>): Promise<{ how: string; fault: string | null }> {
  try {
    await work()
    return { how: 'read', fault: null }
  } catch (error) {
    if (!(error instanceof Refusal)) return { how: 'thrown', fault: error instanceof Error ? error.stack ?? error.message : String(error) }
    const { code, message, expected = '' } = error.toJSON()
    return HAN.test(message) && expected !== '' ? { how: code, fault: null } : { how: code, fault: `unclear refusal: ${message} / ${expected}` }
  }
}

async function teach(bytes: Buffer, random: () => number): Promise<void> {
  const { rows } = await readSample(bytes)
  const { header, layout } = propose(rows.map(({ cells }) => cells))
  preview({ ...layout, name: '试' }, rows.slice(header + 1))
  if (faultsOf(layout).length > 0) throw new Refusal({ code: 'bill-layout.fault', message: faultsOf(layout)[0]!, expected: '每列一种含义' })
  await parseFile(bytes, { taught: [{ id: '1', layout: { ...layout, name: '试' } }], ...(random() < 0.5 ? { owner: '甲' } : {}) })
}

/** A layout as a careless person or another program would write it. */
async function useLayout(random: () => number): Promise<void> {
  const titles = ['日', '方向', '数', '余', '谁', '说明']
  const columns = Object.fromEntries(TAUGHT_ROLES.filter(() => random() < 0.5).map((role) => [role, Math.floor(random() * 8)]))
  const written: unknown = random() < 0.1 ? { name: '', titles: random() < 0.5 ? null : [1] } : { name: '版式', titles, columns, day: ['AUTO', 'YYMMDD', 'DMY', 'MDY'][Math.floor(random() * 4)], words: { in: random() < 0.8 ? ['进'] : [], out: ['出'] } }
  const layout = TaughtLayout.safeParse(written)
  if (!layout.success) throw new Refusal({ code: 'input.invalid', message: '版式的内容有误', expected: '名称、列名行与各列含义' })
  if (faultsOf(layout.data).length > 0) throw new Refusal({ code: 'bill-layout.fault', message: faultsOf(layout.data)[0]!, expected: '每列一种含义' })
  preview(layout.data, UNKNOWN.split('\n').map((line, at) => ({ row: at + 1, cells: line.split(',') })))
  await parseFile(Buffer.from(UNKNOWN), { taught: [{ id: '1', layout: layout.data }] })
}

const STRANGE = ['', ',', '"', '\n', '\t', ';', '1e5', '-', '（', '九', '2025-02-30', '\u0000', '\uFFFD', '=1+1', '9'.repeat(40), '１００．００', '合计', '\u202E']

/** The text with a few places cut, doubled, or filled with what does not belong. */
function spoil(text: string, random: () => number): string {
  let made = text
  for (let times = 1 + Math.floor(random() * 4); times > 0; times--) {
    const at = Math.floor(random() * (made.length + 1))
    const length = Math.floor(random() * 12)
    const put = random() < 0.3 ? made.slice(at, at + length).repeat(2) : STRANGE[Math.floor(random() * STRANGE.length)]!
    made = random() < 0.1 ? made.slice(0, at) : made.slice(0, at) + put + made.slice(random() < 0.5 ? at : at + length)
  }
  return made
}
