import { COLLATERAL_KINDS, type CollateralKind, type CollateralShown } from '#loan/contract/domain'
import { fen } from '#kernel'
import { Facts, Money, StateBadge, percentText } from '#ui'

const EXPIRY = { NONE: null, SOON: '即将到期', GONE: '已过期' } as const

/** One piece of collateral: what it is worth to us, where it is registered, until when it is insured, which papers lie here. */
export function CollateralFacts({ item }: { item: CollateralShown }) {
  const [value] = item.valuations
  const [cover] = item.insurances
  return (
    <div className="stack">
      <div className="row"><strong>{item.item}</strong><span className="muted">{COLLATERAL_KINDS[item.kind as CollateralKind]} · {item.ownerName}</span><CollateralState item={item} /></div>
      <Facts facts={[
        ['担保金额', <Money key="pledged" fen={fen(item.pledgedFen)} unit />],
        ['评估价值', value === undefined ? '—' : <span key="value"><Money fen={fen(value.valueFen)} unit /> <span className="small muted">{value.source}，{value.valuedOn}</span></span>],
        ['可抵押', value === undefined ? '—' : <span key="lending"><Money fen={fen(value.lendingFen)} unit /> <span className="small muted">抵押率 {percentText(value.haircut)}%，减在先债权</span></span>],
        ['在先债权', value === undefined ? '—' : <Money key="prior" fen={fen(value.priorClaimsFen)} unit />],
        ['估值有效至', value === undefined ? '—' : <Until key="ends" on={value.endsOn} expiry={value.expiry} />],
        ['登记', item.registration === null ? '未登记' : `${item.registration.office} ${item.registration.number}，${item.registration.on}`],
        ['保险', cover === undefined ? '没有保险' : <span key="cover">{cover.insurer} {cover.policyNumber}，<Until on={cover.until} expiry={cover.expiry} /></span>],
        ['在库权证', item.held.length === 0 ? '无' : item.held.join('、')], ['坐落', item.place], ['权属证号', item.titleNumber],
      ]} />
    </div>
  )
}

/** How it stands in a word: a house is pledged only once the office registered it. */
export function collateralStateOf({ state, registration }: CollateralShown): string {
  return state === 'RELEASED' ? '已解除' : state === 'REMOVED' ? '已移除' : registration === null ? '待登记' : '在押'
}

export function CollateralState({ item }: { item: CollateralShown }) {
  return <StateBadge tone={item.state !== 'PLEDGED' ? 'quiet' : item.registration === null ? 'going' : 'holds'}>{collateralStateOf(item)}</StateBadge>
}

function Until({ on, expiry }: { on: string; expiry: keyof typeof EXPIRY }) {
  const says = EXPIRY[expiry]
  return <span>{on}{says === null ? null : <> <StateBadge tone={expiry === 'GONE' ? 'stop' : 'warning'}>{says}</StateBadge></>}</span>
}
