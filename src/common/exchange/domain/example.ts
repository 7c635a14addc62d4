import { fromNumber, toNumber, type Day } from '#kernel'
import type { Cell, FileContent, Values } from './file.ts'
import { type FactSpec, FILE_FACTS, ROW_FACTS } from './kinds.ts'
import type { FileMapping } from './mapping.ts'

const NAMES = ['王建国', '李娜', '张𬭎', '阿依古丽·买买提']
const TEXTS: Readonly<Record<string, (index: number) => string>> = {
  orderId: (index) => `WD2025031200000${index}`, noteNumber: (index) => `JJ20250000000${index}`, coreNumber: (index) => `CB88000${index}`, contractNumber: (index) => `JK-2025-00000${index}`, customerName: (index) => NAMES[(index - 1) % NAMES.length] ?? '', counterName: (index) => NAMES[(index - 1) % NAMES.length] ?? '',
  account: (index) => `622848000012340${index}`, counterAccount: (index) => `622848000012340${index}`, accountBank: () => '103100000026', ownBank: () => '402100000018', ownAccount: () => '2010001', ownName: () => '本行', partner: () => 'HC001', reference: (index) => `LS2025031200${index}`, productCode: () => 'MICRO',
  purpose: () => '进货', remark: () => '还款扣款', resultText: () => '成功', mandateId: (index) => `KK00${index}`, messageId: () => 'WD20250312001', originalMessageId: () => 'WD20250311001', createdAt: () => '2025-03-12T18:30:00', schemeId: () => 'HC001',
}
const AMOUNT = 1_022_104
const RATE = '0.072'

/** A small file with invented lines, to see what a mapping makes of it. */
export function exampleFile(mapping: FileMapping, lines: number, on: Day): FileContent & { readonly rows: readonly Values[] } {
  const rows = Array.from({ length: lines }, (_, index) => Object.fromEntries(ROW_FACTS[mapping.kind].map((fact) => [fact.name, exampleOf(fact, index + 1, on, mapping)])))
  const openingFen = 0
  const closingFen = rows.reduce((sum, row) => sum + (row['flow'] === 'OUT' ? -1 : 1) * Number(row['amountFen'] ?? 0), openingFen)
  const facts = Object.fromEntries(FILE_FACTS.map((fact) => [fact.name, exampleOf(fact, 1, on, mapping)]))
  return { head: { ...facts, businessDay: on, sequence: 1, openedOn: fromNumber(toNumber(on) - 1), openingFen, closingFen }, rows }
}

function exampleOf(fact: FactSpec, index: number, on: Day, mapping: FileMapping): Cell {
  switch (fact.type) {
    case 'TEXT': return TEXTS[fact.name]?.(index) ?? ''
    case 'MONEY': return fact.needed || fact.name === 'paidFen' ? AMOUNT + index : 0
    case 'COUNT': return 0
    case 'RATE': return RATE
    case 'DAY': return on
    case 'CODE': {
      if (fact.name === 'reason') return null
      const codes = mapping.row.find(({ name }) => name === fact.name)?.codes ?? []
      return codes.find(({ code }) => code !== '*')?.means ?? null
    }
  }
}
