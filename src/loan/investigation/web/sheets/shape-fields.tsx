import { type CaseFile, shapeFor } from '#common/assessment/domain'
import { CaseField, PartGrid, useCase, usePlace } from '#common/assessment/web'
import { METHOD_NAMES, needsOf } from '#common/schedule/domain'
import { Button } from '#ui'

/** 还本安排: what the type of the request needs to be told, typed; amounts are proportions, the limit is what they share out. */
export function ShapeFields() {
  const store = useCase()
  const request = usePlace<CaseFile['request']>('/request')
  if (!store.isOpen || needsOf(request.method).length === 0) return null
  const { shape } = request
  const begin = (): void => store.set('/request/shape', shapeFor(request, request.amountFen))
  const isSaid = needsOf(request.method).every((extra) => shape !== undefined && extra in shape)
  return (
    <section className="panel" aria-label="还本安排">
      <div className="panel-head"><h3>还本安排　{METHOD_NAMES[request.method]}</h3><span className="muted small">金额为比例，按核定额度分配</span></div>
      <div className="panel-body stack">
        {!isSaid || shape === undefined ? <p className="row"><span>按惯常比例安排，可以改。</span><Button onClick={begin}>逐项填写</Button></p> : (
          <PartGrid>
            {shape.gracePeriods === undefined ? null : <CaseField at="/request/shape/gracePeriods" kind="count" unit="期" label="宽限期数" required />}
            {shape.amortisationPeriods === undefined ? null : <CaseField at="/request/shape/amortisationPeriods" kind="count" unit="期" label="分摊期数" required hint={`大于 ${request.periods} 期`} />}
            {shape.residualFen === undefined ? null : <CaseField at="/request/shape/residualFen" kind="money" label="尾款" required />}
            {shape.principalEachFen === undefined ? null : <CaseField at="/request/shape/principalEachFen" kind="money" label="每期还本" required />}
            {(shape.steps ?? []).flatMap((_, k) => [
              <CaseField key={`${k}p`} at={`/request/shape/steps/${k}/periods`} kind="count" unit="期" label={`第 ${k + 1} 段期数`} required />,
              <CaseField key={`${k}f`} at={`/request/shape/steps/${k}/principalFen`} kind="money" label={`第 ${k + 1} 段每期还本`} required />,
            ])}
            {(shape.principalsFen ?? []).map((_, k) => <CaseField key={String(k)} at={`/request/shape/principalsFen/${k}`} kind="money" label={`第 ${k + 1} 期还本`} required />)}
          </PartGrid>
        )}
      </div>
    </section>
  )
}
