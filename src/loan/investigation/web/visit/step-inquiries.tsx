import { useState } from 'react'
import { type SearchTarget, type Searches, SEARCH_TARGETS, keysOf } from '#loan/investigation/domain'
import { Button, CheckField, ChoiceField, Icon, NoteField, RefusalText, StateBadge, TextField, announce, api, clockTime, refusalsIn, useRead, useWrite } from '#ui'
import type { StepProps } from './step-props.ts'

/** 侧面: the ear, and what the public records say. */
export function InquiriesStep(props: StepProps) {
  return <div className="stack"><Inquiries {...props} /><PublicSearches {...props} /></div>
}

const BLANK = { who: '', relation: '', positive: true, says: '' }

function Inquiries({ caseId, visits, visit, whyNot }: StepProps) {
  const [typed, setTyped] = useState(BLANK)
  const write = useWrite({ changes: [api.case(caseId)] })
  const lacking = typed.who.trim() === '' || typed.relation.trim() === '' || typed.says.trim().length < 2 ? '向谁、什么关系、怎么说，都要写' : null
  const add = (): void => write.mutate({ path: api.visit(caseId, visit.visitId, 'inquiries'), body: typed }, { onSuccess: () => { announce(`已记入案卷：${typed.who}`); setTyped(BLANK) } })
  return (
    <section className="panel">
      <div className="panel-head"><h3>侧面调查</h3><span className="muted small">至少 {visits.inquiriesAtLeast} 人，记下即入软信息表</span></div>
      <div className="panel-body stack">
        <ul className="visit-rows">{visit.inquiries.map(({ evidenceId, who, relation, positive, says, by, at }) => <li key={evidenceId}><StateBadge tone={positive ? 'holds' : 'warning'}>{positive ? '正面' : '负面'}</StateBadge><b>{who}</b><span className="muted">{relation}</span><span>{says}</span><small className="muted">{by.name} {clockTime(at)}</small></li>)}</ul>
        {whyNot === null ? (
          <>
            <div className="form-grid"><TextField label="向谁了解" value={typed.who} onChange={(who) => setTyped({ ...typed, who })} maxLength={40} /><TextField label="与客户的关系" value={typed.relation} onChange={(relation) => setTyped({ ...typed, relation })} maxLength={40} placeholder="邻居、供应商、雇员" /></div>
            <NoteField label="怎么说" value={typed.says} onChange={(says) => setTyped({ ...typed, says })} rows={2} maxLength={400} />
            <CheckField label="总的是正面评价" checked={typed.positive} onChange={(positive) => setTyped({ ...typed, positive })} />
            <RefusalText refusals={refusalsIn(write.error)} />
            <Button kind="act" wide busy={write.isPending} disabledReason={lacking} onClick={add}>记下一人</Button>
          </>
        ) : null}
      </div>
    </section>
  )
}

const TOOLS: Readonly<Record<SearchTarget, string>> = { NAME: '百度', PHONE: '百度', ENTERPRISE_CREDIT: '国家企业信用信息公示系统', EXECUTED_PERSON: '中国执行信息公开网', OTHER: '' }

function PublicSearches({ caseId, visits }: StepProps) {
  const read = useRead<Searches>(api.ofCase(caseId, 'searches'))
  const [typed, setTyped] = useState<{ target: SearchTarget; tool: string; asked: string; found: boolean; says: string }>({ target: 'NAME', tool: TOOLS.NAME, asked: '', found: false, says: '' })
  const write = useWrite({ changes: [api.case(caseId)] })
  const searches = read.data?.searches ?? []
  const missing = (read.data?.required ?? []).filter((target) => !searches.some((one) => one.target === target))
  const lacking = visits.acts.search ?? (typed.tool.trim().length < 2 || typed.asked.trim() === '' || typed.says.trim().length < 2 ? '工具、查询词、结果都要写' : null)
  const add = (): void => write.mutate({ path: api.ofCase(caseId, 'searches'), body: typed }, { onSuccess: () => { announce('已登记查询'); setTyped({ ...typed, asked: '', says: '', found: false }) } })
  return (
    <section className="panel">
      <div className="panel-head"><h3>公开查询</h3><span className="muted small">提交前必做</span></div>
      <div className="panel-body stack">
        {missing.length === 0 ? null : <p className="visit-lacking">还缺：{missing.map((target) => SEARCH_TARGETS[target]).join('、')}</p>}
        {searches.length === 0 ? <p className="muted">还没有查询记录。</p> : <ul className="visit-rows">{searches.map(({ searchId, target, tool, asked, found, says, by, at }) => <li key={searchId}>{found ? <StateBadge tone="warning">有疑点</StateBadge> : <Icon name="check" size={16} label="无疑点" />}<b>{SEARCH_TARGETS[target]}</b><span className="muted">{tool}「{asked}」</span><span>{says}</span><small className="muted">{by.name} {clockTime(at)}</small></li>)}</ul>}
        {visits.acts.search === null ? (
          <>
            <div className="form-grid">
              <ChoiceField label="查什么" value={typed.target} onChange={(target) => setTyped({ ...typed, target, tool: TOOLS[target] })} choices={keysOf(SEARCH_TARGETS).map((value) => ({ value, label: SEARCH_TARGETS[value] }))} />
              <TextField label="工具或网站" value={typed.tool} onChange={(tool) => setTyped({ ...typed, tool })} maxLength={60} />
              <TextField label="查询词" value={typed.asked} onChange={(asked) => setTyped({ ...typed, asked })} maxLength={100} hint="号码只写末四位" />
            </div>
            <NoteField label="结果" value={typed.says} onChange={(says) => setTyped({ ...typed, says })} rows={2} maxLength={400} />
            <CheckField label="发现疑点" checked={typed.found} onChange={(found) => setTyped({ ...typed, found })} />
            <RefusalText refusals={refusalsIn(write.error)} />
            <Button kind="act" wide busy={write.isPending} disabledReason={lacking} onClick={add}>登记查询</Button>
          </>
        ) : null}
      </div>
    </section>
  )
}
