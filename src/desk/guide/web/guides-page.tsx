import './guide.css'
import { PaperSheet } from '#common/document/web'
import { type GuideAnswer, GUIDE_KINDS, type GuideKind, type IssuedGuide } from '#desk/guide/domain'
import { DOCUMENT_KINDS } from '#common/document/domain'
import { GUARANTEE_NAMES } from '#loan/decision/domain'
import { Button, ChoiceField, Chips, Go, Icon, RefusalText, SkeletonRows, announce, api, paths, refusalsIn, useAddressState, useRead, useWrite } from '#ui'

/** 作业指引: guide, blank sheets and procedure as the policy has them today, by trade, product and guarantee [S4-36]. */
export function GuidesPage() {
  const [address, change] = useAddressState()
  const kind = GUIDE_KINDS.find((one) => one === address['kind']) ?? GUIDE_KINDS[0]
  const read = useRead<GuideAnswer>(api.guides({ kind, trade: address['trade'], product: address['product'], guarantee: address['guarantee'], unit: address['unit'], on: address['on'] }))
  const { data } = read
  return (
    <div className="page stack">
      <div className="page-head no-print"><div><h1>作业指引</h1><p>由现行政策、行业包与产品生成；政策改了，内容随之改变。</p></div></div>
      <div className="no-print"><Chips label="哪一份" value={kind} onChange={(next) => change({ kind: next === GUIDE_KINDS[0] ? null : next })} choices={GUIDE_KINDS.map((value) => ({ value, label: DOCUMENT_KINDS[value].name }))} /></div>
      {data === undefined ? null : <Choices data={data} change={change} />}
      <RefusalText refusals={refusalsIn(read.error)} />
      {data === undefined ? (read.isError ? <p><Button kind="plain" onClick={() => change({ trade: null, product: null, guarantee: null, unit: null, on: null })}>重新选择</Button></p> : <div className="panel"><SkeletonRows rows={12} /></div>) : <><Issue data={data} /><PaperSheet paper={data.paper} /></>}
    </div>
  )
}

function Choices({ data, change }: { data: GuideAnswer; change: (next: Record<string, string | null>) => void }) {
  const { choices } = data
  return (
    <div className="guide-filters no-print">
      <ChoiceField label="产品" value={data.product} onChange={(product) => change({ product, guarantee: null })} choices={choices.products.map(({ code, name }) => ({ value: code, label: name }))} />
      <ChoiceField label="担保方式" value={data.guarantee} onChange={(guarantee) => change({ guarantee })} choices={choices.guarantees.map((value) => ({ value, label: GUARANTEE_NAMES[value] }))} />
      {data.trade === null ? null : <ChoiceField label="行业" value={data.trade} onChange={(trade) => change({ trade })} choices={choices.trades.map(({ trade, name }) => ({ value: trade, label: name }))} />}
      <ChoiceField label="机构" value={data.unitId} onChange={(unit) => change({ unit })} choices={choices.units.map(({ unitId, name }) => ({ value: unitId, label: name }))} />
    </div>
  )
}

/** Prints under a number, what was printed before, and the same sheets with formulas. */
function Issue({ data }: { data: GuideAnswer }) {
  const write = useWrite<IssuedGuide>({ changes: [api.guides()] })
  const { kind, trade, product, guarantee, unitId: unit, on } = data
  const issue = (): void => write.mutate({ path: api.guides(), body: { kind, trade, product, guarantee, unit, on } }, { onSuccess: ({ number }) => announce(`${DOCUMENT_KINDS[kind].name} ${number}`) })
  return (
    <section className="panel no-print" aria-label="出具">
      <div className="panel-head"><h2>出具</h2>
        <div className="guide-acts">
          {kind === SHEETS && trade !== null ? <a className="button button-plain" href={api.emptyWorkbook(trade)} download><Icon name="download" size={16} />带公式的工作簿（Excel）</a> : null}
          {trade === null ? null : <Go className="button button-plain" to={paths.trades(trade)}>看行业包</Go>}
          <Button kind="act" busy={write.isPending} onClick={issue}>编号出具</Button>
        </div>
      </div>
      <RefusalText refusals={refusalsIn(write.error)} />
      {data.issued.length === 0 ? <p className="panel-body muted small">编号出具后，Word 与 PDF 列在这里；编号与适用日说明依据的是哪一版政策。</p> : (
        <ul className="guide-issued">{data.issued.map(({ paperId, number, issuedOn, issuedBy }) => <li key={paperId}><b>{number}</b><span className="muted small">{issuedOn}　{issuedBy}</span><a href={api.guideFile(paperId, 'docx')} download>Word</a><a href={api.guideFile(paperId, 'pdf')} target="_blank" rel="noreferrer">PDF</a></li>)}</ul>
      )}
    </section>
  )
}

const SHEETS: GuideKind = 'ANALYSIS_SHEETS'
