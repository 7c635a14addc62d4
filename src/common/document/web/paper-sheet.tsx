import './paper.css'
import { Fragment, useMemo } from 'react'
import { type Block, type Fact, type Numbered, type Paper, type Reference, type Run, type SignatureBox, type TableBlock, chartSvg, numberReferences, saidIn } from '#common/document/domain'
import { Go } from '#ui'

/** Where a reference leads on screen; nothing where it leads nowhere. */
export type Leads = (reference: Reference) => string | undefined

/** A paper on screen as it will be printed: the same blocks as in Word and PDF. */
export function PaperSheet({ paper, leads = () => undefined }: { paper: Paper; leads?: Leads }) {
  const numbered = useMemo(() => numberReferences(paper), [paper])
  return (
    <article className="paper" aria-label={paper.title}>
      <h1>{paper.title}</h1>
      {paper.subtitle === undefined ? null : <p className="paper-subtitle">{paper.subtitle}</p>}
      {paper.number === undefined ? null : <p className="paper-number">编号：{paper.number}</p>}
      {paper.blocks.map((block, index) => <BlockOf key={index} block={block} numbered={numbered} />)}
      <References numbered={numbered} leads={leads} />
    </article>
  )
}

function BlockOf({ block, numbered }: { block: Block; numbered: Numbered }) {
  switch (block.block) {
    case 'heading': return block.level === 1 ? <h2>{block.says}</h2> : <h3>{block.says}</h3>
    case 'text': return <p className={`paper-text${block.small === true ? ' paper-small' : ''}${block.indent === true ? ' paper-indent' : ''}`} data-align={block.align ?? 'left'}><Runs says={block.says} numbered={numbered} /></p>
    case 'facts': return <FactsOf rows={block.rows} numbered={numbered} />
    case 'table': return <TableOf table={block} numbered={numbered} />
    case 'chart': return <figure className="paper-chart">{block.caption === undefined ? null : <figcaption>{block.caption}</figcaption>}<img alt={block.caption ?? '图'} src={`data:image/svg+xml;utf8,${encodeURIComponent(chartSvg(block.chart))}`} /></figure>
    case 'signatures': return <Signatures boxes={block.boxes} />
    case 'pageBreak': return <div className="paper-break" />
    default: return block satisfies never
  }
}

function Runs({ says, numbered }: { says: Run; numbered: Numbered }) {
  return <>{saidIn(says).map((one, index) => (typeof one === 'string' ? <Fragment key={index}>{one}</Fragment> : <Fragment key={index}>{one.strong === true ? <b>{one.says}</b> : one.says}<Marks of={one.ref} numbered={numbered} /></Fragment>))}</>
}

function Marks({ of, numbered }: { of: string | readonly string[] | undefined; numbered: Numbered }) {
  const ids = of === undefined ? [] : typeof of === 'string' ? [of] : of
  return ids.length === 0 ? null : <sup className="paper-mark">{ids.map((id) => <a key={id} href={`#reference-${numbered.markOf(id)}`}>{numbered.markOf(id)}</a>)}</sup>
}

function FactsOf({ rows, numbered }: { rows: readonly Fact[]; numbered: Numbered }) {
  return <dl className="paper-facts">{rows.map(({ label, value, wide }) => <div key={label} className={wide === true ? 'paper-wide' : undefined}><dt>{label}</dt><dd><Runs says={value} numbered={numbered} /></dd></div>)}</dl>
}

function TableOf({ table: { caption, columns, rows, total }, numbered }: { table: TableBlock; numbered: Numbered }) {
  const align = (index: number): string => columns[index]?.align ?? 'left'
  return (
    <div className="paper-scroll">
      <table className={columns.length >= 8 ? 'paper-narrow' : undefined}>
        {caption === undefined ? null : <caption>{caption}</caption>}
        <thead><tr>{columns.map(({ title, ref }) => <th key={title}>{title}<Marks of={ref} numbered={numbered} /></th>)}</tr></thead>
        <tbody>{rows.map((row, at) => <tr key={at}>{row.map((cell, index) => <td key={index} data-align={align(index)}><Runs says={cell} numbered={numbered} /></td>)}</tr>)}</tbody>
        {total === undefined ? null : <tfoot><tr>{total.map((cell, index) => <td key={index} data-align={align(index)}><Runs says={cell} numbered={numbered} /></td>)}</tr></tfoot>}
      </table>
    </div>
  )
}

function Signatures({ boxes }: { boxes: readonly SignatureBox[] }) {
  return <div className="paper-signatures">{boxes.map(({ label, name, on, note }) => <div key={label}><span>{label}{note === undefined ? '' : `　${note}`}</span><span className="paper-signed">{name ?? '签字：'}<span>{on ?? '年　　月　　日'}</span></span></div>)}</div>
}

/** The list the marks lead to; an entry opens what it names. */
function References({ numbered, leads }: { numbered: Numbered; leads: Leads }) {
  if (numbered.list.length === 0) return null
  return (
    <section className="paper-references" aria-label="依据与出处">
      <h2>依据与出处</h2>
      <div className="paper-scroll">
        <table>
          <thead><tr><th>序号</th><th>类别</th><th>名称</th><th>哈希</th><th>取得时间</th></tr></thead>
          <tbody>{numbered.list.map((reference) => {
            const to = leads(reference)
            return <tr key={reference.id} id={`reference-${reference.mark}`}><td data-align="center">{reference.mark}</td><td>{reference.kind}</td><td>{to === undefined ? reference.title : <Go to={to}>{reference.title}</Go>}</td><td>{reference.hash?.slice(0, 12) ?? '—'}</td><td>{reference.takenAt ?? '—'}</td></tr>
          })}</tbody>
        </table>
      </div>
    </section>
  )
}
