import { useState } from 'react'
import { type Fen, type Month, fen } from '#kernel'
import { COST_KINDS, type CostKind, type CostLine, type KeepCost, type UnitCosts } from '#loan/servicing/domain'
import { Button, ChoiceField, Drawer, Money, MoneyField, NoteField, RefusalText, TextField, announce, api, refusalsIn, useRead, useWrite } from '#ui'

interface Typed { readonly kind: CostKind; readonly says: string; readonly amountFen: Fen | null }
const BLANK: readonly Typed[] = [{ kind: 'PEOPLE', says: '工资与社保', amountFen: null }, { kind: 'RENT', says: '房租与水电', amountFen: null }, { kind: 'TRANSPORT', says: '油费与车补', amountFen: null }, { kind: 'OTHER', says: '通讯与杂费', amountFen: null }]

/** 登记机构费用: the cost of a unit in a month as lines; what was registered is corrected by a further version with its reason. */
export function CostDrawer({ data, onClose }: { data: UnitCosts; onClose: () => void }) {
  const [unitId, setUnit] = useState(data.choices.units[0]?.unitId ?? '')
  const [month, setMonth] = useState(data.choices.months[0] ?? '')
  return (
    <Drawer title="登记机构费用" open onClose={onClose}>
      <div className="stack">
        <ChoiceField label="机构" value={unitId} onChange={setUnit} choices={data.choices.units.map((unit) => ({ value: unit.unitId, label: unit.name }))} />
        <ChoiceField label="月份" value={month} onChange={setMonth} choices={data.choices.months.map((value) => ({ value, label: value }))} hint="只登记已经结束的月份" />
        <OneMonth key={`${unitId} ${month}`} unitId={unitId} month={month} onClose={onClose} />
      </div>
    </Drawer>
  )
}

function OneMonth({ unitId, month, onClose }: { unitId: string; month: string; onClose: () => void }) {
  const read = useRead<UnitCosts>(api.unitCosts({ from: month, until: month, unitId }))
  if (read.data === undefined) return <RefusalText refusals={refusalsIn(read.error)} />
  const kept = read.data.kept.find((one) => one.unitId === unitId && one.month === month)
  return <Lines key={kept?.version ?? 0} unitId={unitId} month={month} version={kept?.version ?? 0} before={kept?.lines ?? []} onClose={onClose} />
}

function Lines({ unitId, month, version, before, onClose }: { unitId: string; month: string; version: number; before: readonly CostLine[]; onClose: () => void }) {
  const [lines, setLines] = useState<readonly Typed[]>(version === 0 ? BLANK : before.map((line) => ({ ...line, amountFen: fen(line.amountFen) })))
  const [reason, setReason] = useState('')
  const write = useWrite<UnitCosts>({ changes: [api.unitCosts()] })
  const put = (at: number, next: Partial<Typed>): void => setLines(lines.map((line, each) => (each === at ? { ...line, ...next } : line)))
  const filled = lines.flatMap(({ kind, says, amountFen }): CostLine[] => (amountFen === null || amountFen === 0 ? [] : [{ kind, says: says.trim(), amountFen }]))
  const total = filled.reduce((sum, { amountFen }) => sum + amountFen, 0)
  const off = version === 0 && filled.length === 0 ? '至少填一行金额' : filled.some(({ says }) => says === '') ? '每行写明是什么费用' : version > 0 && reason.trim().length < 2 ? '更正须说明原因' : null
  const body: KeepCost = { unitId, month: month as Month, version, lines: filled, reason }
  const act = (): void => write.mutate({ path: api.unitCosts(), body }, { onSuccess: () => { announce(`已登记 ${month} 的费用`); onClose() } })
  return (
    <>
      {version === 0 ? null : <p className="small muted">已登记第 {version} 版；保存后成为第 {version + 1} 版，前版留存。{filled.length === 0 ? '没有金额即撤下这个月。' : ''}</p>}
      {lines.map((line, at) => (
        <div key={at} className="cost-line">
          <ChoiceField label="类别" value={line.kind} onChange={(kind) => put(at, { kind })} choices={(Object.keys(COST_KINDS) as CostKind[]).map((value) => ({ value, label: COST_KINDS[value] }))} />
          <TextField label="说明" value={line.says} onChange={(says) => put(at, { says })} maxLength={60} />
          <MoneyField label="金额" fen={line.amountFen} onChange={(amountFen) => put(at, { amountFen })} echo={false} />
          <Button kind="plain" onClick={() => setLines(lines.filter((_, each) => each !== at))}>移除</Button>
        </div>
      ))}
      <div className="row"><Button kind="plain" onClick={() => setLines([...lines, { kind: 'OTHER', says: '', amountFen: null }])}>加一行</Button><span>合计 <Money fen={fen(total)} /> 元</span></div>
      {version === 0 ? null : <NoteField label="更正原因" value={reason} onChange={setReason} rows={2} maxLength={200} required />}
      <RefusalText refusals={refusalsIn(write.error)} />
      <div className="row"><Button onClick={onClose}>取消</Button><Button kind="act" busy={write.isPending} disabledReason={off} onClick={act}>{version === 0 ? '登记' : '更正'}</Button></div>
    </>
  )
}
