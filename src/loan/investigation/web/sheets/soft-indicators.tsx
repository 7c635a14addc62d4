import { INDICATORS, type IndicatorGroup } from '#common/assessment/domain'
import { ListLedger, useCase, usePlace, wordOf } from '#common/assessment/web'
import { Button } from '#ui'

const GROUPS: Readonly<Record<IndicatorGroup, string>> = {
  CHARACTER: '品行', HABITS: '嗜好', FAMILY: '家庭', EXPERIENCE: '经历', TIES: '根基', BUSINESS_SENSE: '生意头脑', INTERVIEW: '面谈表现', REQUEST: '申请', BANKING: '银行往来',
}

interface Row { readonly indicator: string; readonly concern: boolean }

/** 软信息指标: each answered with its source and day; what nobody asked yet waits as a tag (chapter 5.2). */
export function Indicators() {
  const store = useCase()
  const rows = usePlace<readonly Row[]>('/soft/indicators')
  const answered = new Set(rows.map(({ indicator }) => indicator))
  const worries = rows.filter(({ concern }) => concern).length
  const add = (indicator: string): void => store.append('/soft/indicators', { indicator, says: '（待记）', concern: false, source: '客户面谈', foundOn: store.caseFile.cutOffOn, evidence: [] })
  return (
    <div className="stack-tight">
      <ListLedger
        title="软信息指标" list="/soft/indicators" name="says" unit={null} most={100} hint={`已答 ${answered.size} 项，有疑点 ${worries} 项；每项写明来源与日期`} addLabel="添加指标"
        blank={{ indicator: 'REPUTATION', says: '（待记）', concern: false, source: '客户面谈', foundOn: store.caseFile.cutOffOn, evidence: [] }}
        columns={[{ field: 'indicator', kind: 'choice', width: 176 }, { field: 'concern', kind: 'check', width: 72 }, { field: 'source', kind: 'text', width: 136 }, { field: 'foundOn', kind: 'day', width: 112 }]}
      />
      {store.isOpen ? (
        <details className="indicator-open"><summary>还没有问的指标</summary>
          {Object.entries(INDICATORS).map(([group, ids]) => {
            const open = ids.filter((id) => !answered.has(id))
            return open.length === 0 ? null : <p key={group}><span className="muted small">{GROUPS[group as IndicatorGroup]}</span>{open.map((id) => <Button key={id} kind="quiet" icon="plus" onClick={() => add(id)}>{wordOf('indicator', id)}</Button>)}</p>
          })}
        </details>
      ) : null}
    </div>
  )
}
