import { ITEM_STATES, type Item, type Meeting } from '#loan/committee/domain'
import { GUARANTEE_NAMES, METHOD_NAMES, SIGNATORIES, type Signatory, lengthWords } from '#loan/decision/domain'
import { TermsShown } from '#loan/decision/web'
import { fen } from '#kernel'
import { Banner, Facts, Go, Money, StateBadge, clockTime, paths } from '#ui'
import { ItemActs } from './item-acts.tsx'
import { MinutesPanel } from './minutes-panel.tsx'
import { ResultPanel } from './result-panel.tsx'
import { ITEM_TONE } from './room-side.tsx'
import { SeatsPanel } from './seats-panel.tsx'
import { VetoBanner } from './veto-banner.tsx'

/** One case on the table: what is asked, what is said, who sits, what they came to. */
export function ItemTable({ item, meeting, me }: { item: Item; meeting: Meeting; me: string }) {
  return (
    <div className="stack">
      <VetoBanner mayVeto={item.mayVeto} vetoed={item.votes?.some(({ kind }) => kind === 'VETO') ?? false} />
      {item.state === 'ADJOURNED' ? <Banner tone="info">本案已延期：{item.endReason}。已投的票保持封存。</Banner> : null}
      <section className="panel">
        <div className="panel-head">
          <h2><Go to={paths.case(item.case.caseId, 'committee')}>{item.case.customer}　{item.case.number}</Go></h2>
          <Go to={`${paths.case(item.case.caseId, 'basics')}?version=${item.version}`}>打开第 {item.version} 版案卷</Go>
          <StateBadge tone={ITEM_TONE[item.state]}>{ITEM_STATES[item.state]}</StateBadge>
        </div>
        <div className="panel-body stack">
          <Facts facts={[
            ['申请', <Money key="asked" fen={fen(item.request.amountFen)} unit />], ['申请期限', lengthWords(item.request)], ['申请还款方式', METHOD_NAMES[item.request.method]], ['申请担保', GUARANTEE_NAMES[item.request.guarantee]],
            ['席位', `${item.seats} 席，至少 ${item.quorum} 人`], ['送阅', item.isReadable || item.state !== 'LISTED' ? '已满送阅时限' : `${clockTime(item.readableFrom)} 起可审议`], ['签批', item.signatures.length === 0 ? '无须签批' : item.signatures.map((post) => SIGNATORIES[post as Signatory]).join(' → ')], ['主办', item.case.lead],
          ]} />
          <h3>提交审议的建议</h3>
          <TermsShown terms={item.proposal} on={meeting.startsAt.slice(0, 'YYYY-MM-DD'.length)} />
        </div>
        <ItemActs item={item} me={me} />
      </section>
      <ResultPanel item={item} me={me} />
      <div className="committee-table-grid">
        <MinutesPanel item={item} meeting={meeting} me={me} />
        <SeatsPanel item={item} />
      </div>
    </div>
  )
}
