import { useState } from 'react'
import { type AddRate, PUBLICATION_STATES, type RateShown, type Rates } from '#loan/servicing/domain'
import { may, useMe } from '#common/staff/web'
import { Banner, Button, DataTable, DayField, Modal, NoteField, RateField, RefusalText, announce, api, percentText, refusalsIn, useRead, useWrite } from '#ui'
import { RateChart } from './rate-chart.tsx'
import './rates.css'

const CHANGES = ['/api/rates', '/api/repricing']
const SHORTEST = 4

/** 贷款市场报价利率: each publication, what the bank entered itself and by whom, and which one is missing. */
export function RatesPanel() {
  const me = useMe()
  const read = useRead<Rates>(api.rates())
  const [isAdding, setAdding] = useState(false)
  const [judged, setJudged] = useState<RateShown | null>(null)
  const keeps = may(me.data, 'rate.keep')
  const data = read.data
  const waiting = data?.others.filter(({ entered }) => entered?.state === 'PROPOSED') ?? []
  const rows = data === undefined ? null : [...data.rates, ...data.others.filter(({ entered }) => entered?.state !== 'PROPOSED')]
  return (
    <section className="stack" aria-label="贷款市场报价利率">
      {data?.isMissing === true ? <Banner tone="warning">{`${data.nextOn} 应公布的一期尚未登记，此后的重定价暂不能试算${data.due === 0 ? '' : `（${data.due} 笔借据在等）`}。`}</Banner> : null}
      <RefusalText refusals={refusalsIn(read.error)} />
      {data === undefined ? null : <RateChart rates={data.rates} />}
      {waiting.map((row) => (
        <Banner key={row.entered?.publicationId} tone="info">
          {row.entered?.by.name} 登记了 {row.publishedOn} 公布的一期：一年期 {percentText(row.oneYear)}，五年期以上 {percentText(row.fiveYears)}{' '}
          <Button kind="quiet" disabledReason={keeps ? null : '您的岗位不复核报价利率'} onClick={() => setJudged(row)}>复核</Button>
        </Banner>
      ))}
      <div className="row end"><Button disabledReason={keeps ? null : '由集中作业、后台或风险岗登记'} onClick={() => setAdding(true)}>登记一期报价</Button></div>
      <DataTable<RateShown>
        title="贷款市场报价利率" rows={rows ?? (read.isError ? [] : null)} rowKey={(row) => `${row.publishedOn} ${row.entered?.publicationId ?? ''}`} empty={{ says: '还没有报价利率。' }}
        columns={[
          { id: 'on', label: '公布日', kind: 'day', of: (row) => row.publishedOn },
          { id: 'one', label: '一年期', kind: 'text', of: (row) => `${percentText(row.oneYear)}%` },
          { id: 'five', label: '五年期以上', kind: 'text', of: (row) => `${percentText(row.fiveYears)}%` },
          { id: 'source', label: '来源', kind: 'text', of: (row) => row.entered?.source ?? '随程序提供' },
          { id: 'by', label: '登记、复核', kind: 'text', of: (row) => (row.entered === null ? '' : `${row.entered.by.name}${row.entered.decidedBy === null ? '' : `、${row.entered.decidedBy.name}`}`) },
          { id: 'state', label: '状态', kind: 'text', of: (row) => (row.entered === null ? '有效' : `${PUBLICATION_STATES[row.entered.state]}${row.entered.state === 'DROPPED' ? `：${row.entered.decision ?? ''}` : ''}`) },
        ]}
      />
      {isAdding && data !== undefined ? <AddModal on={data.on} onClose={() => setAdding(false)} /> : null}
      {judged === null ? null : <JudgeModal row={judged} mine={judged.entered?.by.staffId === me.data?.staffId} onClose={() => setJudged(null)} />}
    </section>
  )
}

function AddModal({ on, onClose }: { on: string; onClose: () => void }) {
  const [typed, setTyped] = useState<{ publishedOn: string | null; oneYear: string | null; fiveYears: string | null; source: string }>({ publishedOn: on, oneYear: null, fiveYears: null, source: '' })
  const write = useWrite({ changes: CHANGES })
  const { publishedOn, oneYear, fiveYears, source } = typed
  const change = (part: Partial<typeof typed>): void => setTyped({ ...typed, ...part })
  const off = publishedOn === null || oneYear === null || fiveYears === null ? '须填公布日与两个期限的利率' : [...source.trim()].length < SHORTEST ? `来源至少 ${SHORTEST} 个字` : null
  const add = (): void => { if (publishedOn !== null && oneYear !== null && fiveYears !== null) write.mutate({ path: api.rates(), body: { publishedOn, oneYear, fiveYears, source: source.trim() } satisfies AddRate }, { onSuccess: () => { announce('已登记，待另一人复核'); onClose() } }) }
  return (
    <Modal title="登记一期报价利率" open onClose={onClose} foot={<><Button onClick={onClose}>取消</Button><Button kind="act" busy={write.isPending} disabledReason={off} onClick={add}>提交复核</Button></>}>
      <div className="stack">
        <DayField label="公布日" value={publishedOn as Parameters<typeof DayField>[0]['value']} onChange={(value) => change({ publishedOn: value })} required />
        <div className="form-grid"><RateField label="一年期" value={oneYear} onChange={(value) => change({ oneYear: value })} required /><RateField label="五年期以上" value={fiveYears} onChange={(value) => change({ fiveYears: value })} required /></div>
        <NoteField label="来源" value={source} onChange={(value) => change({ source: value })} maxLength={200} required />
        <p className="small muted">照全国银行间同业拆借中心公告抄录。公布日与已有一期相同的，复核后替换那一期，原值留存。</p>
        <RefusalText refusals={refusalsIn(write.error)} />
      </div>
    </Modal>
  )
}

function JudgeModal({ row, mine, onClose }: { row: RateShown; mine: boolean; onClose: () => void }) {
  const [says, setSays] = useState('')
  const write = useWrite({ changes: CHANGES })
  const id = row.entered!.publicationId
  const send = (act: 'confirmation' | 'refusal'): void => write.mutate({ path: api.rates(id, act), body: act === 'confirmation' ? { says: says.trim() } : { reason: says.trim() } }, { onSuccess: () => { announce(act === 'confirmation' ? '已复核，自此有效' : mine ? '已撤回' : '已退回'); onClose() } })
  return (
    <Modal
      title={`复核 ${row.publishedOn} 公布的一期`} open onClose={onClose}
      foot={<><Button busy={write.isPending} disabledReason={[...says.trim()].length < SHORTEST ? `原因至少 ${SHORTEST} 个字` : null} onClick={() => send('refusal')}>{mine ? '撤回' : '退回'}</Button><Button kind="act" busy={write.isPending} disabledReason={mine ? '由登记人以外的人复核' : null} onClick={() => send('confirmation')}>与公告一致</Button></>}
    >
      <div className="stack"><p>一年期 {percentText(row.oneYear)}，五年期以上 {percentText(row.fiveYears)}；来源：{row.entered!.source}；{row.entered!.by.name} {row.entered!.on} 登记</p><NoteField label="意见或原因" value={says} onChange={setSays} maxLength={200} /><RefusalText refusals={refusalsIn(write.error)} /></div>
    </Modal>
  )
}
