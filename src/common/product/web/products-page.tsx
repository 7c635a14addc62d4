import './product.css'
import { type MatrixAnswer, SERVICES, TAGS, type Tag } from '#common/product/domain'
import { may, useMe } from '#common/staff/web'
import { Button, Chips, EmptyState, Go, Money, RefusalText, SkeletonRows, StateBadge, paths, percentText, refusalsIn, api, useAddressState, useGo, useRead } from '#ui'
import type { Fen } from '#kernel'
import { type Listed, amountsText, grouped, largestFirst, monthsText, productIn, said, tagsText, typesText } from './texts.ts'
import { useWords } from './words.ts'

/** 产品: the matrix of the bank by brand and series, scenes as a filter. */
export function ProductsPage() {
  const say = useWords()
  const go = useGo()
  const me = useMe()
  const [address, change] = useAddressState()
  const matrix = useRead<MatrixAnswer>(api.catalogue())
  const products = matrix.data?.products ?? []
  const tag = (Object.keys(TAGS) as Tag[]).find((each) => each === address['tag']) ?? 'ALL'
  const shown = products.filter((row) => tag === 'ALL' || productIn(row).tags.includes(tag))
  const counted = (each: Tag): number => products.filter((row) => productIn(row).tags.includes(each)).length
  const add = may(me.data, 'policy.draft') ? <Button kind="act" onClick={() => go(paths.changeProduct())}>{say('add')}</Button> : null
  return (
    <div className="page stack">
      <div className="page-head"><div><h1>{say('title')}</h1><p>{say('says', { on: matrix.data?.on ?? '' })}</p></div>{add}</div>
      <RefusalText refusals={refusalsIn(matrix.error)} />
      <Chips label={say('scene')} value={tag} onChange={(next) => change({ tag: next === 'ALL' ? null : next })} choices={[{ value: 'ALL' as const, label: say('all'), count: products.length }, ...(Object.keys(TAGS) as Tag[]).map((value) => ({ value, label: TAGS[value], count: counted(value) }))]} />
      {matrix.isPending ? <div className="panel"><SkeletonRows rows={8} /></div> : null}
      {matrix.data && shown.length === 0 ? <div className="panel"><EmptyState says={say('noneOfScene')} act={<Button onClick={() => change({ tag: null })}>{say('showAll')}</Button>} /></div> : null}
      {largestFirst(grouped(shown, (row) => productIn(row).brand)).map(([brand, rows]) => (
        <section key={brand} className="panel product-brand" aria-label={brand}>
          <div className="panel-head"><h2>{brand}</h2><span className="small muted">{say('count', { count: rows.length })}</span></div>
          {largestFirst(grouped(rows, (row) => productIn(row).series)).map(([series, own]) => (
            <div key={series} className="product-series"><h3>{series}</h3><ul>{own.map((row) => <li key={productIn(row).code}><Card row={row} /></li>)}</ul></div>
          ))}
        </section>
      ))}
      {matrix.data?.lentUntil ? <p className="small muted">{say('lentUntil', { day: matrix.data.lentUntil })}</p> : null}
    </div>
  )
}

function Card({ row }: { row: Listed }) {
  const say = useWords()
  const product = productIn(row)
  return (
    <Go to={paths.product(product.code)} className="product-card" label={product.name}>
      <span className="row"><b>{product.name}</b><Standing row={row} />{tagsText(product.tags).map((tag) => <span key={tag} className="product-tag">{tag}</span>)}</span>
      <span className="small">{product.says}</span>
      <span className="small muted">{typesText(product.customerTypes)}{product.kind === 'LOAN' ? ` · ${said('guarantee', product.guarantees)}` : ` · ${SERVICES[product.service]}`}</span>
      {row.terms === null ? null : <span className="small product-terms">{amountsText(row.terms)} · {monthsText(row.terms)}</span>}
      {row.lent === null ? null : <span className="small product-lent">{say('lentShort', { notes: row.lent.notes })} <Money fen={row.lent.lentFen as Fen} unit /> · {say('average')} <Money fen={row.lent.averageFen as Fen} unit /> · {say('bad')} {row.lent.nonPerforming === null ? '—' : `${percentText(row.lent.nonPerforming)} %`}</span>}
    </Go>
  )
}

/** Whether and where a product is on offer. */
export function Standing({ row }: { row: Pick<Listed, 'state' | 'pilot'> }) {
  const say = useWords()
  if (row.state === 'CLOSED') return <StateBadge tone="stop">{say('closed')}</StateBadge>
  if (row.pilot === null) return null
  return row.pilot.length === 0 ? <StateBadge tone="quiet">{say('noPilot')}</StateBadge> : <StateBadge tone="going">{say('pilotAt', { units: row.pilot.map(({ unitName }) => unitName).join('、') })}</StateBadge>
}
