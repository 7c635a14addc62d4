import './audit.css'
import { useState } from 'react'
import { Guarded } from '#desk/frame/web'
import type { Samples, Verification } from '#desk/audit/domain'
import type { Day, Fen } from '#kernel'
import { Banner, Button, type Column, CountField, DataTable, DayField, Drawer, MoneyField, NoteField, RefusalText, api, paths, refusalsIn, useGo, useRead, useWrite } from '#ui'

type Head = Samples['samples'][number]

const COLUMNS: readonly Column<Head>[] = [
  { id: 'number', label: '抽样编号', kind: 'text', of: ({ number }) => number, render: ({ number }) => <b>{number}</b> },
  { id: 'purpose', label: '目的', kind: 'text', of: ({ purpose }) => purpose },
  { id: 'size', label: '样本', kind: 'count', of: ({ size }) => size },
  { id: 'population', label: '总体', kind: 'count', of: ({ population }) => population },
  { id: 'worked', label: '已核', kind: 'count', of: ({ worked }) => worked },
  { id: 'findings', label: '发现', kind: 'count', of: ({ findings }) => findings, sum: true },
  { id: 'drawnOn', label: '抽样日', kind: 'day', of: ({ drawnOn }) => drawnOn },
  { id: 'drawnBy', label: '抽样人', kind: 'text', of: ({ drawnBy }) => drawnBy },
  { id: 'seed', label: '随机种子', kind: 'text', of: ({ seed }) => seed, optional: true },
]

/** Internal audit: draw cases, work through them, see what is still open, check every chain with one click. */
export function AuditPage() {
  return <Guarded needs={['audit.sample']}><Desk /></Guarded>
}

function Desk() {
  const go = useGo()
  const read = useRead<Samples>(api.auditSamples())
  const [drawing, setDrawing] = useState(false)
  return (
    <div className="page stack">
      <header className="page-head"><h1>稽核</h1><Button kind="act" onClick={() => setDrawing(true)}>抽样</Button></header>
      <Chains />
      <RefusalText refusals={refusalsIn(read.error)} />
      <DataTable title="抽样" rows={read.data?.samples ?? (read.isError ? [] : null)} rowKey={({ sampleId }) => sampleId} columns={COLUMNS} onOpen={({ sampleId }) => go(paths.auditSample(sampleId))}
        empty={{ says: '还没有抽过样。', act: <Button onClick={() => setDrawing(true)}>抽一次样</Button> }} />
      {drawing ? <Draw onClose={() => setDrawing(false)} onDrawn={(sampleId) => go(paths.auditSample(sampleId))} /> : null}
    </div>
  )
}

/** One click over every chain and seal of the bank. */
function Chains() {
  const verify = useWrite<Verification>()
  const { data } = verify
  return (
    <section className="panel" aria-label="办理链">
      <header className="panel-head"><h2>办理链</h2><Button busy={verify.isPending} onClick={() => verify.mutate({ path: api.auditVerification() })}>一键核对</Button></header>
      <div className="panel-body stack">
        <RefusalText refusals={refusalsIn(verify.error)} />
        {data === undefined ? <p className="muted">逐条核对全行每一案的办理记录、每日封账与签名，任何改动、删除、插入、调换都会指明位置。</p> : data.whole
          ? <Banner tone="info">全部相符：{data.chains} 条链、{data.links} 条记录、{data.seals} 个封账日，用时 {(data.milliseconds / 1000).toFixed(1)} 秒。</Banner>
          : <Banner tone="stop">发现 {data.findings.length} 处不符<ul>{data.findings.map(({ chain, at, says }) => <li key={`${chain} ${at} ${says}`}>{says}　<span className="small">链 {chain}</span></li>)}</ul></Banner>}
      </div>
    </section>
  )
}

const SIZE = 10

function Draw({ onClose, onDrawn }: { onClose: () => void; onDrawn: (sampleId: string) => void }) {
  const write = useWrite<{ sampleId: string }>({ changes: [api.auditSamples()] })
  const [purpose, setPurpose] = useState('')
  const [size, setSize] = useState<number | null>(SIZE)
  const [appliedFrom, setFrom] = useState<Day | null>(null)
  const [appliedUntil, setUntil] = useState<Day | null>(null)
  const [amountFrom, setAmountFrom] = useState<Fen | null>(null)
  const [amountUntil, setAmountUntil] = useState<Fen | null>(null)
  const [seed, setSeed] = useState('')
  const go = (): void => write.mutate(
    { path: api.auditSamples(), body: { purpose, size, filter: { appliedFrom, appliedUntil, amountFrom, amountUntil }, ...(seed === '' ? {} : { seed }) } },
    { onSuccess: ({ sampleId }) => onDrawn(sampleId) },
  )
  const why = purpose.trim().length < 4 ? '请写明抽样目的' : size === null ? '请填样本数' : null
  return (
    <Drawer title="抽样" open onClose={onClose} foot={<><Button onClick={onClose}>不抽了</Button><Button kind="act" busy={write.isPending} disabledReason={why} onClick={go}>抽样</Button></>}>
      <div className="stack">
        <RefusalText refusals={refusalsIn(write.error)} />
        <NoteField label="抽样目的" value={purpose} onChange={setPurpose} required maxLength={500} />
        <CountField label="样本数" value={size} onChange={setSize} unit="件" required />
        <DayField label="申请日起" value={appliedFrom} onChange={setFrom} />
        <DayField label="申请日止" value={appliedUntil} onChange={setUntil} />
        <MoneyField label="金额下限" fen={amountFrom} onChange={setAmountFrom} />
        <MoneyField label="金额上限" fen={amountUntil} onChange={setAmountUntil} />
        <label className="field"><span className="field-label">随机种子</span><input value={seed} onChange={(event) => setSeed(event.target.value)} placeholder="留空则新生成；填以前的种子可重现抽样" /></label>
      </div>
    </Drawer>
  )
}
