import { CaseField, OptionalPart, Part, useCase, usePlace } from '#common/assessment/web'
import { LiveFigure } from '#common/figures/web'
import { StateBadge } from '#ui'
import { ManyOf } from '../many-of.tsx'

interface Asked { readonly at: string; readonly hint: string }
const asked = (at: string, hint: string): Asked => ({ at: `/soft/understandings/${at}`, hint })

/** The four understandings [S3-19…22], each with what it must speak of. */
const FOUR: readonly { readonly title: string; readonly fields: readonly Asked[] }[] = [
  { title: '一　了解基本情况', fields: [asked('basics', '家庭、个人信誉、征信与用信：查询次数、网贷、查而未贷、卡是否满额、资金是否长期紧张')] },
  { title: '二　了解贷款目的', fields: [asked('loanPurpose', '钱用在哪里，凭什么相信'), asked('loanBenefit', '这笔钱能多赚多少，够不够付利息'), asked('amountReason', '为什么是这个金额')] },
  { title: '三　了解经营状况', fields: [asked('operations', '卖什么、卖给谁、旺淡季、近年变化'), asked('sourceIsReal', '第一还款来源凭哪些方法核实，结果如何')] },
  { title: '四　了解资产负债', fields: [asked('assetsSeen', '哪些资产现场看到、清点过'), asked('debtsModerate', '资产状况是否正常，负债是否适度')] },
]

export function Understandings() {
  const said = usePlace<Readonly<Record<string, string>>>('/soft/understandings')
  const { pack } = useCase()
  const done = FOUR.filter(({ fields }) => fields.every(({ at }) => [...(said[at.split('/').at(-1) ?? ''] ?? '')].length >= pack.soft.explanationCharacters)).length
  return (
    <Part title="四个了解" hint={`每项至少 ${pack.soft.explanationCharacters} 字，用自己的话写`} tools={<StateBadge tone={done === FOUR.length ? 'holds' : 'warning'}>{done === FOUR.length ? '已写全' : `写了 ${done} / ${FOUR.length}`}</StateBadge>}>
      <div className="understandings">
        {FOUR.map(({ title, fields }) => <section key={title} aria-label={title}><h4>{title}</h4>{fields.map(({ at, hint }) => <CaseField key={at} at={at} kind="note" hint={hint} />)}</section>)}
      </div>
    </Part>
  )
}

const WAYS = ['BANK_FLOW', 'LEDGER', 'BUYERS', 'SUPPLIERS', 'SITE', 'CONTRACTS'] as const

/** What the instalments will come from, and how that was verified; mandatory [S1-20]. */
export function FirstSource() {
  return (
    <OptionalPart title="第一还款来源核实" at="/soft/firstSource" none="第一还款来源尚未核实，每案必须" add="登记核实" blank={() => ({ says: '（写明来源与金额）', verifiedBy: [], evidence: [] })}>
      <p className="small">月收入 <LiveFigure id="monthlyIncome" />　主营占比 <LiveFigure id="mainBusinessShare" />　月净利润 <LiveFigure id="netProfitMonthly" />　可承受月供 <LiveFigure id="maxInstalment" /></p>
      <CaseField at="/soft/firstSource/says" kind="note" label="来源与金额" hint="只有客户陈述不算核实，须附其他凭据" />
      <ManyOf at="/soft/firstSource/verifiedBy" words={WAYS} />
    </OptionalPart>
  )
}

/** The three conclusions every investigation ends in [S2-14]. */
export function Conclusions() {
  return <Part title="三项结论"><div className="notes-grid"><CaseField at="/soft/conclusions/onPurpose" kind="note" /><CaseField at="/soft/conclusions/onCapacity" kind="note" /><CaseField at="/soft/conclusions/onWillingness" kind="note" /></div></Part>
}
