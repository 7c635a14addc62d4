import './today.css'
import { fen } from '#kernel'
import { may, useMe } from '#common/staff/web'
import { DueMark, ErrandLine } from '#common/task/web'
import { CaseStateBadge, viewOf } from '#desk/worklist/web'
import { PILES, type Today, type TodayRow } from '#desk/today/domain'
import { Go, Icon, Money, RefusalText, SkeletonRows, api, paths, refusalsIn, useRead } from '#ui'
import { useWords } from './words.ts'

type Pile = Today['piles'][number]

/** What waits for me: returned first, then what I have in hand, then what others wait for. */
export function TodayPage() {
  const say = useWords()
  const me = useMe()
  const today = useRead<Today>(api.today())
  const piles = today.data?.piles ?? []
  const waiting = piles.filter((pile) => pile.id !== 'rejected').reduce((sum, pile) => sum + pile.count, 0) + (today.data?.errandCount ?? 0)
  const name = me.data?.name ?? ''
  return (
    <div className="page stack">
      <div className="page-head">
        <div>
          <h1>{today.data === undefined ? say('title') : waiting === 0 ? say('nothing', { name }) : say('greeting', { name, count: waiting })}</h1>
          {today.data ? <p>{longDay(today.data.businessDate)}{today.data.bank.demonstration ? ` · ${say('demonstration')}` : ''}</p> : null}
        </div>
        <Go className="button" to={paths.tasks()}>{say('allTasks')}</Go>
        {may(me.data, 'case.open') ? <Go className="button" to={paths.customers()}><Icon name="plus" size={16} />{say('newCase')}</Go> : null}
      </div>
      <RefusalText refusals={refusalsIn(today.error)} />
      {today.isPending ? <div className="panel"><SkeletonRows rows={5} /></div> : null}
      <div className="today-piles">
        {today.data === undefined || today.data.errandCount === 0 ? null : <Decisions today={today.data} />}
        {piles.filter((pile) => pile.count > 0).map((pile) => <PileOf key={pile.id} pile={pile} />)}
        <Nothing piles={piles.filter((pile) => pile.count === 0)} />
      </div>
    </div>
  )
}

function PileOf({ pile }: { pile: Pile }) {
  const say = useWords()
  return (
    <section className={`panel today-pile today-${pile.id}`} aria-labelledby={`pile-${pile.id}`}>
      <header className="panel-head">
        <h2 id={`pile-${pile.id}`}>{pile.name} <span className="today-count">{pile.count}</span></h2>
        <span className="small muted">{say('sum')} <Money fen={fen(pile.sumFen)} /></span>
      </header>
      <ul>{pile.first.map((row) => <li key={row.caseId}><Row row={row} /></li>)}</ul>
      {pile.count > pile.first.length ? <Go className="today-all" to={worklistOf(pile)}>{say('seeAll', { count: pile.count })}<Icon name="right" size={12} /></Go> : null}
    </section>
  )
}

/** What colleagues asked for on running loans. */
function Decisions({ today: { errands, errandCount } }: { today: Today }) {
  const say = useWords()
  return (
    <section className="panel today-pile" aria-labelledby="pile-decisions">
      <header className="panel-head"><h2 id="pile-decisions">{say('decisions')} <span className="today-count">{errandCount}</span></h2></header>
      <ul className="task-list">{errands.map((one) => <li key={one.errandId}><ErrandLine errand={one} /></li>)}</ul>
      {errandCount > errands.length ? <Go className="today-all" to={paths.tasks()}>{say('seeAll', { count: errandCount })}<Icon name="right" size={12} /></Go> : null}
    </section>
  )
}

/** Piles with nothing in them, one line each. */
function Nothing({ piles }: { piles: readonly Pile[] }) {
  const say = useWords()
  if (piles.length === 0) return null
  return <ul className="panel">{piles.map((pile) => <li key={pile.id} className="today-nothing"><span>{pile.name}</span><small>{say(pile.id === 'returned' || pile.id === 'draft' || pile.id === 'admission' || pile.id === 'review' || pile.id === 'rejected' ? `${pile.id}_empty` : 'empty')}</small></li>)}</ul>
}

/** The whole pile: in the inbox, or the library in the worklist. */
function worklistOf({ id }: Pile): string {
  const pile = PILES.find((one) => one.id === id)
  return pile === undefined || pile.steps.length > 0 ? paths.tasks() : paths.cases(viewOf(pile.states))
}

function Row({ row }: { row: TodayRow }) {
  const say = useWords()
  return (
    <Go className="today-row" to={paths.case(row.caseId)}>
      <span className="today-who"><b>{row.customer.name}</b><small>{row.number} · {say('on')} {row.appliedOn} · {row.lead.name}</small></span>
      <span className="today-figures">
        <Money fen={fen(row.amountFen)} />
        {row.due.mark === 'NONE' ? null : <DueMark due={row.due} />}
        {row.limitFen === null ? <CaseStateBadge state={row.state} /> : <small>{say('limit')} <Money fen={fen(row.limitFen)} /></small>}
      </span>
      {row.waits.length === 0 ? null : <span className="today-waits">{row.waits.join('、')}</span>}
      {row.reason === null ? null : <span className="today-reason">{say('returnedAs')}：{row.reason}</span>}
    </Go>
  )
}

const LONG_DAY = new Intl.DateTimeFormat('zh-CN', { dateStyle: 'full', timeZone: 'UTC' })

/** `2025-03-13` → 2025年3月13日星期四; a civil day has no zone, so it is read and shown in the same one. */
function longDay(day: string): string {
  return LONG_DAY.format(new Date(`${day}T00:00:00Z`))
}
