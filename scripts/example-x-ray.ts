// node scripts/example-x-ray.ts: writes examples/x-ray/, the folder a newcomer drops into 上线体检. Shops of examples/ with faults planted in them, the sheet of an invented bank, its loan list.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { CaseFile, type CaseFileInput } from '#common/assessment/domain'
import { buildBook } from '#common/workbook/domain'
import { writeXlsx } from '#common/workbook/server'
import { read } from '#kernel'
import { loadIndustry, loadShippedPack } from '#platform/packs'

const FOLDER = new URL('../examples/x-ray/', import.meta.url)

interface Planted { readonly file: string; readonly from: string; readonly id: string; readonly spoil: (caseFile: CaseFile) => void }

/** What was planted where. */
export const PLANTED: readonly Planted[] = [
  { file: '01-王建国-副食批发.xlsx', from: 'gc-01', id: 'HC-2401', spoil: () => undefined },
  { file: '02-刘志强-餐饮.xlsx', from: 'catering', id: 'HC-2402', spoil: (one) => { one.checks = one.checks.filter(({ account, method }) => account !== 'sales' || method === 'X34') } },
  { file: '03-谢建军-建材.xlsx', from: 'hardware-materials', id: 'HC-2403', spoil: soldTransfers },
  { file: '04-陈桂芳-便利店.json', from: 'grocery-retail', id: 'HC-2404', spoil: (one) => { for (const line of one.income.sales) line.monthlyFen = Array.isArray(line.monthlyFen) ? line.monthlyFen.map((each) => each + each / 4) : line.monthlyFen + line.monthlyFen / 4 } },
  { file: '05-周敏-服装.json', from: 'clothing-retail', id: 'HC-2405', spoil: (one) => { one.visit = { visitedOn: null, evidence: [] } } },
  { file: '06-罗建平-运输.json', from: 'transport', id: 'HC-2406', spoil: (one) => { one.history = null; one.bankFlows = []; one.checks = one.checks.filter(({ method }) => method !== 'X14') } },
  { file: '07-何大明-生鲜.json', from: 'fresh-produce', id: 'HC-2407', spoil: (one) => { const [first] = one.equity!.initial; first!.amountFen += one.equity!.initial.reduce((sum, { amountFen }) => sum + amountFen, 0) } },
  { file: '08-林晓-网店.json', from: 'e-commerce', id: 'HC-2408', spoil: () => undefined },
]

/** The stated sales are what came in, own transfers and all. */
function soldTransfers(one: CaseFile): void {
  const stated = one.income.sales.flatMap(({ monthlyFen }) => (Array.isArray(monthlyFen) ? monthlyFen : Array.from({ length: 12 }, () => monthlyFen))).reduce((sum, each) => sum + each, 0)
  for (const check of one.checks) {
    if (check.method !== 'X14') continue
    const through = Math.round(stated * (1 - Number(check.cashShare)))
    Object.assign(check, { creditsFen: through, ownTransfersFen: Math.round(through / 6), loansFen: 0, otherFen: 0 })
  }
}

export function spoilt({ from, id, spoil }: Planted): CaseFile {
  const caseFile = read(CaseFile, JSON.parse(readFileSync(new URL(`../examples/${from}.json`, import.meta.url), 'utf8')) as CaseFileInput)
  spoil(caseFile)
  return { ...caseFile, id }
}

const SHEET = `衡川某农商行微贷台账（2024 年下半年放款）,,,,,,,,,,,
业务编号,客户名称,手机号码,担保人,担保人电话,放款金额（万元）,放款日期,认定年营业额（万元）,进货反推营业额（万元）,流水贷方合计（万元）,本人互转（万元）,上门日期
T-01,张海,13900010001,孙立,13700020001,8,2024/7/3,120,118,110,12,2024/6/28
T-02,李娟,13900010002,孙立,13700020001,10,2024/7/9,150,148,138,8,2024/7/1
T-03,吴刚,13900010003,孙立,13700020001,6,2024/7/15,96,95,90,4,2024/7/10
T-04,郑梅,13900010004,冯伟,13700020004,12,2024/8/2,200,150,170,,2024/7/26
T-05,王芳,13900010005,陈建,13700020005,5,2024/8/9,60,,,,
T-06,赵敏,13900010006,何勇,13700020006,9,2024/8/20,130,128,131,26,2024/8/15
T-07,钱坤,13900010007,许静,13700020007,7,2024/9/3,100,99,95,5,2024/8/28
T-08,孙倩,13900010007,曹阳,13700020008,6,2024/9/11,88,,80,2,2024/9/5
T-09,周斌,13900010009,魏丽,13700020009,8,2024/9/25,110,108,104,6,2024/9/18
T-10,朱琳,13900010010,蒋涛,13700020010,10,2024/10/15,140,139,130,9,2024/10/9
T-11,徐亮,13900010011,沈洁,13700020011,5,2024/11/6,70,69,66,3,2024/10/30
T-12,马超,13900010012,韩冰,13700020012,9,2024/12/4,125,122,118,7,2024/11/27
T-13,曾凯,13900010013,彭飞,13700020013,6,2024/7/22,80,,76,3,2024/7/16
T-14,萧红,13900010014,董洁,13700020014,8,2024/8/27,105,,98,5,2024/8/21
T-15,程伟,13900010015,袁丽,13700020015,7,2024/9/17,92,,86,4,2024/9/11
T-16,邓超,13900010016,傅强,13700020016,5,2024/10/22,66,,62,2,2024/10/16
合计,,,,,121,,,,,,
`

const LOANS = `贷款编号,借款人,手机号,借款金额（元）,贷款余额（元）,逾期天数,担保人
HC-2401,王建国,13600030001,110000,82000,0,李强
HC-2402,刘志强,13600030002,36000,21000,0,刘志刚
HC-2403,谢建军,13600030003,80000,64000,45,谢建国
HC-2404,陈桂芳,13600030004,38000,30000,12,陈桂兰
HC-2405,周敏,13600030005,48000,30000,0,周建
HC-2406,罗建平,13600030006,26000,18000,8,罗建兵
HC-2407,何大明,13600030007,55000,40000,0,何大山
HC-2408,林晓,13600030008,42000,26000,0,林海
T-01,张海,13900010001,80000,52000,31,孙立
T-02,李娟,13900010002,100000,70000,66,孙立
T-03,吴刚,13900010003,60000,41000,0,孙立
T-04,郑梅,13900010004,120000,98000,92,冯伟
T-05,王芳,13900010005,50000,36000,20,陈建
T-06,赵敏,13900010006,90000,66000,17,何勇
T-07,钱坤,13900010007,70000,50000,0,许静
T-08,孙倩,13900010007,60000,44000,5,曹阳
T-09,周斌,13900010009,80000,60000,0,魏丽
T-10,朱琳,13900010010,100000,78000,0,蒋涛
,徐亮,13900010011,50000,42000,0,沈洁
T-13,曾凯,13900010013,60000,45000,37,彭飞
T-14,萧红,13900010014,80000,64000,0,董洁
T-15,程伟,13900010015,70000,58000,14,袁丽
T-16,邓超,13900010016,50000,41000,0,傅强
T-12,马朝,13900010012,90000,80000,0,韩冰
`

async function write(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true })
  const pack = loadShippedPack('default')
  for (const one of PLANTED) {
    const caseFile = spoilt(one)
    const bytes = one.file.endsWith('.json') ? Buffer.from(`${JSON.stringify(caseFile, null, 1)}\n`) : await writeXlsx(buildBook({ pack: { ...pack, industry: loadIndustry(caseFile.business.trade) }, policy: 'default' }, caseFile))
    writeFileSync(new URL(one.file, FOLDER), bytes)
  }
  writeFileSync(new URL('本行台账.csv', FOLDER), SHEET)
  writeFileSync(new URL('贷款清单.csv', FOLDER), LOANS)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await write()
