import './product.css'
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { DifferenceTable, linesOf } from '#common/policy/web'
import { FORMS, type ProductPageAnswer, SERVICES } from '#common/product/domain'
import { may, useMe } from '#common/staff/web'
import { Button, EmptyState, Facts, Go, Icon, Money, RefusalText, SkeletonRows, StateBadge, api, paths, percentText, refusalsIn, useGo, useRead } from '#ui'
import type { Fen } from '#kernel'
import { Standing } from './products-page.tsx'
import { Versions } from './versions.tsx'
import { amountsText, monthsText, productIn, said, tagsText, typesText } from './texts.ts'
import { useWords } from './words.ts'

/** One product: for whom and how much, where its rules differ, its price, its monitoring plan, its pilot, its versions. */
export function ProductPage() {
  const { code = '' } = useParams({ strict: false })
  const page = useRead<ProductPageAnswer>(api.catalogueProduct(code))
  if (page.data) return <Shown page={page.data} />
  return <div className="page">{page.isError ? <RefusalText refusals={refusalsIn(page.error)} /> : <div className="panel"><SkeletonRows rows={8} /></div>}</div>
}

function Shown({ page }: { page: ProductPageAnswer }) {
  const say = useWords()
  const go = useGo()
  const me = useMe()
  const product = productIn(page)
  const drafts = may(me.data, 'policy.draft')
  return (
    <div className="page stack">
      <div className="page-head">
        <div><Go to={paths.products()} className="small product-back"><Icon name="left" size={12} /> {say('title')}</Go><h1>{product.name} <span className="product-code">{product.code}</span></h1><p>{product.brand} · {product.series} · {product.says}</p></div>
        {page.isInForce ? <Standing row={page} /> : <StateBadge tone="quiet">{say('notYet')}</StateBadge>}
        {drafts ? <Button kind="act" onClick={() => go(paths.changeProduct(product.code))}>{say('change')}</Button> : null}
      </div>
      <section className="panel"><div className="panel-head"><h2>{say('whom')}</h2></div><div className="panel-body"><Facts facts={factsOf(page, say)} /></div></section>
      {product.kind === 'LOAN' ? (
        <>
          <div className="product-columns">
            <Says title={say('riskStrategy')} lines={product.riskStrategy} />
            <Says title={say('monitoringPlan')} lines={product.monitoringPlan}><Plan page={page} /></Says>
          </div>
          <Differences page={page} />
        </>
      ) : null}
      <Versions page={page} />
    </div>
  )
}

function factsOf(page: ProductPageAnswer, say: ReturnType<typeof useWords>): readonly (readonly [string, ReactNode])[] {
  const product = productIn(page)
  const scenes: readonly (readonly [string, ReactNode])[] = product.tags.length === 0 ? [] : [[say('scene'), tagsText(product.tags).join('、')]]
  const who = [say('customerTypes'), typesText(product.customerTypes)] as const
  if (product.kind === 'SERVICE') return [who, [say('service'), SERVICES[product.service]], ...scenes, [say('source'), product.source]]
  const { terms, lent, pilot } = page
  return [
    who, [say('guarantees'), said('guarantee', product.guarantees)], [say('purposes'), said('purpose', product.purposes)], [say('needs'), product.needs.join('、')],
    ...(terms === null ? [] : [[say('amounts'), amountsText(terms)] as const, [say('months'), monthsText(terms)] as const, [say('methods'), said('method', terms.methods)] as const]),
    [say('form'), FORMS[product.form]], ...(product.clientele === 'OWN' ? [[say('clientele'), say('ownOnly')] as const] : []), ...scenes,
    ...(pilot === null ? [] : [[say('pilot'), pilot.length === 0 ? say('noPilot') : pilot.map(({ unitName, from, until }) => `${unitName}（${from} 至 ${until ?? say('open')}）`).join('、')] as const]),
    ...(lent === null ? [] : [[say('lent'), <span key="lent">{say('lentShort', { notes: lent.notes })} <Money fen={lent.lentFen as Fen} unit />，{say('average')} <Money fen={lent.averageFen as Fen} unit />，{say('balance')} <Money fen={lent.balanceFen as Fen} unit />，{say('bad')} {lent.nonPerforming === null ? '—' : `${percentText(lent.nonPerforming)} %`}<span className="small muted"> {say('until', { day: page.lentUntil ?? '' })}</span></span>] as const]),
    [say('source'), product.source],
  ]
}

function Says({ title, lines, children }: { title: string; lines: readonly string[]; children?: ReactNode }) {
  return <section className="panel"><div className="panel-head"><h2>{title}</h2></div><div className="panel-body stack"><ul className="product-says">{lines.map((line) => <li key={line}>{line}</li>)}</ul>{children}</div></section>
}

const TIERS: Readonly<Record<string, string>> = { CREDIT: '信用', GUARANTEED: '有担保', GOOD: '优良', POOR: '较差' }
const METHODS: Readonly<Record<string, string>> = { ON_SITE: '上门', PHONE: '电话' }
const UNITS: Readonly<Record<string, string>> = { CALENDAR_DAY: '天', WORKING_DAY: '个工作日', HOUR: '小时' }

function Plan({ page: { monitoring, firstCheckDays } }: { page: ProductPageAnswer }) {
  const say = useWords()
  return (
    <table className="product-plan">
      <thead><tr><th scope="col">{say('tier')}</th><th scope="col">{say('how')}</th><th scope="col">{say('howOften')}</th></tr></thead>
      <tbody>
        <tr><th scope="row">{say('firstCheck')}</th><td>{say('afterMoney')}</td><td>{firstCheckDays} 天内</td></tr>
        {monitoring.map(({ tier, method, every, evidenceAtLeast }) => <tr key={tier}><th scope="row">{TIERS[tier] ?? tier}</th><td>{METHODS[method] ?? method}{evidenceAtLeast === 0 ? '' : `，${say('evidence', { count: evidenceAtLeast })}`}</td><td>每 {every.value} {UNITS[every.unit] ?? every.unit}</td></tr>)}
      </tbody>
    </table>
  )
}

/** The rules of this product where they are not those of every other loan, by the groups of the policy. */
function Differences({ page }: { page: ProductPageAnswer }) {
  const say = useWords()
  const groups = [...new Set(page.differences.map(({ group }) => group))]
  return (
    <section className="panel product-differences">
      <div className="panel-head"><h2>{say('differences')}</h2><span className="small muted">{say('differencesSay')}</span></div>
      {groups.length === 0 ? <EmptyState says={say('noDifferences')} /> : null}
      {groups.map((group) => (
        <div key={group}><h3 className="product-group">{group}</h3><DifferenceTable lines={page.differences.filter((each) => each.group === group).flatMap((each) => linesOf(each, each.without, each.with))} heads={[say('withoutIt'), say('withIt')]} /></div>
      ))}
    </section>
  )
}
