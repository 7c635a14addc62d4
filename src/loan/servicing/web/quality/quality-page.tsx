import './quality.css'
import { CLASS_NAMES, PARS, type QualityPage as Page, RISK_CLASSES, TERMS } from '#loan/servicing/domain'
import { fen, isDay } from '#kernel'
import { ChoiceField, DayField, EmptyState, Go, Money, Rate, RefusalText, RiskMark, SkeletonRows, api, paths, refusalsIn, useAddressState, useRead } from '#ui'
import { BucketChart, ParChart } from './charts.tsx'

/** 资产质量: classes, buckets, ratios and provision of a closed day, how they came there, by unit. */
export function QualityPage() {
  const [address, change] = useAddressState()
  const read = useRead<Page>(api.quality({ day: address['day'], unitId: address['unit'], productCode: address['product'] }))
  if (read.isError) return <div className="page"><RefusalText refusals={refusalsIn(read.error)} /></div>
  if (read.data === undefined) return <div className="page"><div className="panel"><SkeletonRows rows={12} /></div></div>
  const { data } = read
  return (
    <div className="page stack">
      <div className="page-head"><div><h1>资产质量</h1><p>{data.day === null ? '日终之后才有数' : `${data.day} 封账数；以后不再改变`}</p></div></div>
      <div className="quality-filters">
        <DayField label="日期" value={data.day !== null && isDay(data.day) ? data.day : null} onChange={(day) => change({ day })} />
        <ChoiceField label="机构" value={address['unit'] ?? ''} onChange={(unit) => change({ unit })} choices={[{ value: '', label: '全行' }, ...data.unitChoices.map(({ unitId, name }) => ({ value: unitId, label: name }))]} />
        <ChoiceField label="产品" value={address['product'] ?? ''} onChange={(product) => change({ product })} choices={[{ value: '', label: '全部产品' }, ...data.productChoices.map(({ productCode, name }) => ({ value: productCode, label: name }))]} />
      </div>
      {data.day === null ? <div className="panel"><EmptyState says="还没有封账日。日终跑完之后，分类、账龄和准备列在这里。" /></div> : <Figures data={data} />}
    </div>
  )
}

function Figures({ data }: { data: Page }) {
  return (
    <>
      <section className="panel" aria-label="主要指标"><dl className="quality-heads">
        <div><dt>贷款余额</dt><dd><Money fen={fen(data.balanceFen)} /></dd></div>
        <div><dt>笔数</dt><dd>{data.notes.toLocaleString('zh-CN')}</dd></div>
        <div><dt>不良率</dt><dd><Rate value={data.nplRatio} /></dd></div>
        {PARS.filter(({ id }) => id !== 'PAR60').map(({ id, name }) => <div key={id}><dt>{name}</dt><dd><Rate value={data.par[id]} /></dd></div>)}
        <div><dt>拨备覆盖率{data.provision === null ? '' : `（${data.provision.day}）`}</dt><dd><Rate value={data.provision?.coverage ?? null} /></dd></div>
        <div><dt>贷款损失准备</dt><dd><Money fen={data.provision === null ? null : fen(data.provision.requiredFen)} /></dd></div>
        <div><dt>一般准备下限（从净利润提取，此处只列示不记账）</dt><dd><Money fen={data.provision === null ? null : fen(data.provision.generalReserveFen)} /></dd></div>
      </dl></section>
      <div className="quality-two"><ParChart series={data.series} /><BucketChart buckets={data.buckets} /></div>
      <div className="quality-two"><Classes data={data} /><Migration data={data} /></div>
      <Units data={data} />
      {data.ftp === null ? null : <Ftp ftp={data.ftp} />}
    </>
  )
}

function Classes({ data }: { data: Page }) {
  return (
    <section className="panel" aria-label="五级分类">
      <div className="panel-head"><h2>五级分类</h2><Go to={paths.classes('adverse')}>关注及以下的借据</Go></div>
      <div className="quality-scroll"><table className="quality-table">
        <thead><tr><th>分类</th><th className="figure">笔数</th><th className="figure">余额</th><th className="figure">占比</th><th className="figure">准备</th></tr></thead>
        <tbody>{data.classes.map((row) => <tr key={row.riskClass}><td><RiskMark of={row.riskClass} /></td><td className="figure">{row.notes}</td><td className="figure"><Money fen={fen(row.balanceFen)} /></td><td className="figure"><Rate value={row.share} /></td><td className="figure"><Money fen={row.provisionFen === null ? null : fen(row.provisionFen)} /></td></tr>)}</tbody>
      </table></div>
    </section>
  )
}

/** From which class to which since the first of the month. */
function Migration({ data: { migration } }: { data: Page }) {
  const cell = (before: string, after: string) => migration.cells.find((one) => one.before === before && one.after === after)
  return (
    <section className="panel" aria-label="分类迁徙">
      <div className="panel-head"><h2>分类迁徙</h2><span className="muted small">{migration.from} 以来，行为原分类，列为现分类；笔数与余额</span></div>
      {migration.cells.length === 0 ? <EmptyState says="本月还没有借据换过分类。" /> : (
        <div className="quality-scroll"><table className="quality-table">
          <thead><tr><th>原 ＼ 现</th>{RISK_CLASSES.map((one) => <th key={one} className="figure">{CLASS_NAMES[one]}</th>)}</tr></thead>
          <tbody>{RISK_CLASSES.map((before) => <tr key={before}><th scope="row">{CLASS_NAMES[before]}</th>{RISK_CLASSES.map((after) => {
            const moved = cell(before, after)
            return <td key={after} className="figure">{moved === undefined ? <span className="muted">—</span> : <>{moved.notes} 笔<br /><Money fen={fen(moved.balanceFen)} /></>}</td>
          })}</tr>)}</tbody>
        </table></div>
      )}
    </section>
  )
}

function Units({ data }: { data: Page }) {
  return (
    <section className="panel" aria-label="各机构">
      <div className="panel-head"><h2>各机构</h2></div>
      <div className="quality-scroll"><table className="quality-table">
        <thead><tr><th>机构</th><th className="figure">笔数</th><th className="figure">余额</th><th className="figure">不良率</th><th className="figure">PAR1</th><th className="figure">PAR30</th></tr></thead>
        <tbody>{data.units.map((row) => <tr key={row.unitId}><td>{row.name}</td><td className="figure">{row.notes}</td><td className="figure"><Money fen={fen(row.balanceFen)} /></td><td className="figure"><Rate value={row.nplRatio} /></td><td className="figure"><Rate value={row.par1} /></td><td className="figure"><Rate value={row.par30} /></td></tr>)}</tbody>
      </table></div>
    </section>
  )
}

function Ftp({ ftp }: { ftp: NonNullable<Page['ftp']> }) {
  return (
    <section className="panel" aria-label="内部资金成本">
      <div className="panel-head"><h2>内部资金成本</h2><span className="muted small">{ftp.month}，按日均余额与期限价格</span></div>
      <div className="quality-scroll"><table className="quality-table">
        <thead><tr><th>机构</th><th>期限</th><th className="figure">日均余额</th><th className="figure">价格</th><th className="figure">成本</th></tr></thead>
        <tbody>
          {ftp.rows.map((row) => <tr key={`${row.unitName} ${row.term} ${row.annualRate}`}><td>{row.unitName}</td><td>{TERMS.find(({ id }) => id === row.term)?.name}</td><td className="figure"><Money fen={fen(row.averageFen)} /></td><td className="figure"><Rate value={row.annualRate} /></td><td className="figure"><Money fen={fen(row.chargeFen)} /></td></tr>)}
          <tr><th scope="row">合计</th><td /><td /><td /><td className="figure"><Money fen={fen(ftp.totalFen)} strong /></td></tr>
        </tbody>
      </table></div>
    </section>
  )
}
