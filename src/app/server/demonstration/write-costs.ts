import { monthOf, shiftMonth } from '#kernel'
import { type CostLine, type KeepCost, monthsFrom } from '#loan/servicing/domain'
import { type Stage, act } from './act.ts'
import type { Scene } from './scene.ts'

const MONTHS = 12
const FEN_A_YUAN = 100
/** Yuan a month of the two teams, shared out to the few loans of the demonstration; the spring festival costs overtime. */
const TEAMS = [{ code: 'XW-E', people: 820, rent: 210, transport: 95, other: 40 }, { code: 'XW-W', people: 760, rent: 180, transport: 130, other: 35 }] as const
const DEARER: Readonly<Record<string, number>> = { '01': 160, '06': 45, '09': 60, '12': 80 }
const CORRECTED = { code: 'XW-E', month: '2025-02', reason: '房租调价，漏登差额', yuan: 25 }

/** Finance registers what the teams cost in the last twelve months, and corrects one of them. */
export async function registerCosts(scene: Scene, stage: Stage): Promise<void> {
  const units = await scene.tx.selectFrom('unit').select(['unit_id', 'code']).where('bank_id', '=', scene.tx.bankId).execute()
  const last = shiftMonth(monthOf(scene.on), -1)
  for (const { code, people, rent, transport, other } of TEAMS) {
    const unitId = units.find((unit) => unit.code === code)!.unit_id
    const keep = (body: Omit<KeepCost, 'unitId'>) => act(scene, stage, 'ding.yi', 'servicing.keep-cost', { body: { unitId, ...body } })
    for (const month of monthsFrom(shiftMonth(last, 1 - MONTHS), last)) {
      const lines: CostLine[] = [
        { kind: 'PEOPLE', says: '演示数据：人员工资与社保分摊', amountFen: (people + (DEARER[month.slice('YYYY-'.length)] ?? 0)) * FEN_A_YUAN }, { kind: 'RENT', says: '演示数据：房租水电分摊', amountFen: rent * FEN_A_YUAN },
        { kind: 'TRANSPORT', says: '演示数据：下户油费与车补', amountFen: transport * FEN_A_YUAN }, { kind: 'OTHER', says: '演示数据：通讯与打印', amountFen: other * FEN_A_YUAN },
      ]
      await keep({ month, version: 0, lines, reason: '' })
      if (code === CORRECTED.code && month === CORRECTED.month) await keep({ month, version: 1, lines: lines.map((line) => (line.kind === 'RENT' ? { ...line, amountFen: line.amountFen + CORRECTED.yuan * FEN_A_YUAN } : line)), reason: CORRECTED.reason })
    }
  }
}
