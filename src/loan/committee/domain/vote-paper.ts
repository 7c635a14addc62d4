import type { Block, Paper } from '#common/document/domain'
import { rateInWords } from '#common/document/domain'
import { CONDITION_WHEN, GUARANTEE_NAMES, METHOD_NAMES } from '#loan/decision/domain'
import { formatYuan } from '#kernel'
import type { Ballot, Change } from './ballot.ts'
import type { ResolutionForm } from './resolution-form.ts'
import { REJECT_REASONS, VOTES } from './words.ts'

/** 表决附表: each member's vote with his own reason, and the commitment shown before the opening. */
export function votePaper(form: ResolutionForm): Paper {
  return {
    title: '审贷会表决附表', subtitle: `${form.body}　${form.meeting.number}　${form.application.number} ${form.application.applicant}`,
    blocks: [
      { block: 'table', columns: [{ title: '委员' }, { title: '表决' }, { title: '理由', width: 4 }, { title: '封存摘要', width: 2 }], rows: form.votes.map(({ name, kind, reason, ownWords, ballot, commitment }) => [name, VOTES[kind], [reason, ...(ownWords === null ? [] : [`（与他人相同，补述：${ownWords}）`]), ...detail(ballot)], commitment]) },
      ...members(form),
      { block: 'text', says: '封存摘要为表决时即时公示的 SHA-256；全体表决后开票，以随机数与票面可复算。', small: true },
    ],
  }
}

function members({ members: all }: ResolutionForm): Block[] {
  return [{ block: 'table', caption: '当日审贷会委员与回避', columns: [{ title: '委员' }, { title: '回避', width: 3 }], rows: all.map(({ name, bars }) => [name, bars.join('、') || '—']) }]
}

function detail(ballot: Ballot): string[] {
  if (ballot.kind === 'AGREE_WITH_CHANGE') return [`　变更：${changeInWords(ballot.change)}`]
  return 'codes' in ballot ? [`　原因：${ballot.codes.map((code) => REJECT_REASONS[code]).join('、')}`] : []
}

/** What a member would have otherwise, in words. */
export function changeInWords(change: Change): string {
  return [
    change.amountFen === undefined ? '' : `金额 ${formatYuan(change.amountFen)} 元`, change.periods === undefined ? '' : `期限 ${change.periods} 期`, change.annualRate === undefined ? '' : `年利率 ${rateInWords(change.annualRate)}`,
    change.method === undefined ? '' : METHOD_NAMES[change.method], change.guarantee === undefined ? '' : `担保 ${GUARANTEE_NAMES[change.guarantee]}`, ...change.conditions.map(({ when, says }) => `${CONDITION_WHEN[when]}：${says}`),
  ].filter((one) => one !== '').join('，')
}
