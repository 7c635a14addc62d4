import { type Block, type Paper, rateInWords } from '#common/document/domain'
import { DECIDING_BODIES, type DecidingBody, GUARANTEE_NAMES, METHOD_NAMES, SIGNATORIES, type Signatory, type Terms, lengthWords, methodWords } from '#loan/decision/domain'
import { formatYuan } from '#kernel'
import type { Peer } from './answers.ts'
import type { Requested } from './outcome.ts'
import { reviewBlocks } from './papers.ts'
import type { ResolutionForm } from './resolution-form.ts'
import { OUTCOMES, type Outcome } from './words.ts'

/** What the members are sent to read when a case is listed. */
export interface DossierOf {
  readonly number: string
  readonly customer: string
  readonly meeting: string
  readonly authority: DecidingBody
  readonly seats: number
  readonly signatures: readonly Signatory[]
  readonly mayVeto: boolean
  readonly request: Requested
  readonly proposal: Terms
  readonly review: ResolutionForm['review']
  readonly peers: readonly Peer[]
  /** The investigation report of the version on the table. */
  readonly report: Paper
}

/** 审贷会材料: what is put to the vote, what the reviewer found, the peers, and the whole report behind it. */
export function dossierPaper(of: DossierOf): Paper {
  return {
    title: '审贷会材料', subtitle: `${of.customer}　${of.number}　会议 ${of.meeting}`,
    blocks: [
      { block: 'facts', rows: [
        { label: '审议', value: `${DECIDING_BODIES[of.authority]}，${of.seats} 席` }, { label: '签批', value: of.signatures.length === 0 ? '无须签批' : of.signatures.map((post) => SIGNATORIES[post]).join(' → ') }, { label: '一票否决权', value: of.mayVeto ? '成立：每位委员可单独否决' : '不成立' },
        { label: '申请', value: `${formatYuan(of.request.amountFen)} 元，${lengthWords(of.request)}，${METHOD_NAMES[of.request.method]}，${GUARANTEE_NAMES[of.request.guarantee]}`, wide: true },
        { label: '建议', value: { says: `${formatYuan(of.proposal.amountFen)} 元，${lengthWords(of.proposal)}，${methodWords(of.proposal)}，年利率 ${rateInWords(of.proposal.annualRate)}，${GUARANTEE_NAMES[of.proposal.guarantee]}`, strong: true }, wide: true },
      ] },
      ...reviewBlocks(of), ...peerBlocks(of.peers),
      { block: 'pageBreak' }, { block: 'heading', level: 1, says: of.report.title }, ...of.report.blocks,
    ],
    ...(of.report.references === undefined ? {} : { references: of.report.references }),
  }
}

function peerBlocks(peers: readonly Peer[]): Block[] {
  if (peers.length === 0) return []
  return [
    { block: 'heading', level: 2, says: '同业对照' },
    {
      block: 'table', columns: [{ title: '业务', width: 2 }, { title: '申请', align: 'right' }, { title: '额度', align: 'right' }, { title: '评分' }, { title: '年营业额', align: 'right', width: 2 }, { title: '月净利', align: 'right' }, { title: '毛利率', align: 'right' }, { title: '结论' }],
      rows: peers.map((peer) => [
        peer.isThis ? `${peer.number}（本案）` : peer.number, formatYuan(peer.amountFen), peer.limitFen === null ? '—' : formatYuan(peer.limitFen), peer.score === null ? '—' : `${peer.score} ${peer.grade ?? ''}`, peer.annualSalesFen === null ? '—' : formatYuan(peer.annualSalesFen), peer.netProfitMonthlyFen === null ? '—' : formatYuan(peer.netProfitMonthlyFen),
        peer.margin === null ? '—' : rateInWords(peer.margin), peer.outcome === null ? '未决' : OUTCOMES[peer.outcome as Outcome],
      ]),
    },
  ]
}
