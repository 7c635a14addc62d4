import { useCase, usePlace } from '#common/assessment/web'
import { formatValue, isNumber, type Unit } from '#common/figures/domain'
import { LiveFigure, useFigure } from '#common/figures/web'
import { compare, exact } from '#kernel'

/** What the loan does to the household: each test with what the pack demands. */
export function Affordability() {
  const { limit } = useCase().pack
  const what = usePlace<string>('/applicant/customerType') === 'SALARIED' ? '收入' : '销售'
  return (
    <section className="part" aria-label="偿债能力">
      <header><h3>偿债能力与压力测试</h3></header>
      <dl className="tests">
        <Test id="coverage" atLeast={limit.coverageAtLeast} unit="RATIO" />
        <Test id="instalmentShare" atMost={limit.payRatio} unit="RATE" />
        <Test id="stressedCoverage" atLeast={limit.stressCoverage} unit="RATIO" name={`${what}下降 ${percent(limit.stressSalesDrop)} 的覆盖倍数`} />
        <Test id="severeCoverage" atLeast={limit.stressCoverage} unit="RATIO" name={`${what}下降 ${percent(limit.stressWarningDrop)} 的覆盖倍数`} />
        <Test id="dscr" atLeast={limit.dscrAtLeast} unit="RATIO" />
        <Test id="minClosingToInstalment" unit="RATIO" />
        <Test id="postLoanDebtRatio" unit="RATE" />
        <Test id="debtToMonthlySales" unit="RATIO" />
      </dl>
    </section>
  )
}

function Test({ id, name, unit, atLeast, atMost }: { id: string; name?: string; unit: Unit; atLeast?: string; atMost?: string }) {
  const { figures } = useCase()
  const value = useFigure(id)
  const isShort = value !== null && isNumber(value) && ((atLeast !== undefined && compare(value, exact(atLeast)) < 0) || (atMost !== undefined && compare(value, exact(atMost)) > 0))
  const demand = atLeast !== undefined ? `须 ≥ ${formatValue(exact(atLeast), unit)}` : atMost !== undefined ? `须 ≤ ${formatValue(exact(atMost), unit)}` : ''
  return <div className={`test${isShort ? ' test-short' : ''}`}><dt>{name ?? figures.definition(id).name}</dt><dd><LiveFigure id={id} /><small>{demand}</small></dd></div>
}

function percent(rate: string): string {
  return formatValue(exact(rate), 'RATE').replace('.00', '')
}
