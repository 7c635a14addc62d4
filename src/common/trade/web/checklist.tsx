import type { TradePack } from '#common/trade/domain'

const BLOCKS = { OPERATION: '经营', FINANCE: '财务', FUNDS: '资金', CUSTOMERS: '客群' } as const
const ANSWERS = { TEXT: '文字', YES_NO: '是或否', NUMBER: '数字', AMOUNT: '金额', SHARE: '百分比', PHOTO: '照片' } as const

/** The checklist in its four blocks; a bound answer says which check it feeds. */
export function Checklist({ items }: { items: TradePack['checklist'] }) {
  return (
    <section className="panel" aria-label="调查清单">
      <div className="panel-head"><h2>调查清单</h2><span className="small muted">{items.length} 项，其中 {items.filter(({ goes }) => goes.length > 0).length} 项的回答直接填入交叉检验</span></div>
      <div className="trade-checklist">
        {(Object.keys(BLOCKS) as (keyof typeof BLOCKS)[]).map((block) => {
          const own = items.filter((item) => item.block === block)
          return (
            <div key={block}>
              <h3>{BLOCKS[block]}<small className="muted">　{own.length} 项</small></h3>
              <ul className="trade-list">
                {own.map(({ id, asks, answer, must, goes }) => <li key={id}><span>{asks}{must ? '' : <small className="muted">（选答）</small>}</span><span className="small muted">{ANSWERS[answer]}{goes.length === 0 ? '' : <b className="trade-goes-to">　→ {goes.map(({ name }) => name).join('、')}</b>}</span></li>)}
              </ul>
            </div>
          )
        })}
      </div>
    </section>
  )
}
