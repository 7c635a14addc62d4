import type { FieldData } from '#common/document/domain'
import type { Tx } from '#platform/db'
import type { Held } from './held.ts'
import { type MarkDetails, marksOf } from './mark-reads.ts'
import { photosOf, signingsOf } from './signing-reads.ts'

const CLOCK = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit', hour12: false })

/** What the interview record prints: the questions asked, who was there, the pictures taken; nothing while no interview was held. */
export async function interviewData(tx: Tx, held: Held, others: readonly string[]): Promise<FieldData> {
  const interview = (await marksOf(tx, held.contractId)).findLast((mark) => mark.item === 'INTERVIEW')
  if (interview === undefined) return {}
  const signing = (await signingsOf(tx, held.contractId)).findLast((one) => one.version === held.version)
  const details = interview.details as MarkDetails
  const photos = signing === undefined ? [] : await photosOf(tx, held.contractId, signing.signing_id)
  const { name } = await tx.selectFrom('customer').select('name').where('bank_id', '=', tx.bankId).where('customer_id', '=', held.customerId).executeTakeFirstOrThrow()
  const staff = [...new Set([interview.by_name, signing?.opened_name, signing?.joined_name].filter((one) => typeof one === 'string'))]
  return {
    面谈日期: interview.marked_on, 面谈时间: CLOCK.format(new Date(interview.marked_at)), 面谈地点: details.place === '' ? (signing?.place ?? '') : details.place, 面谈人: staff.join('、'), 在场人员: [name, ...others].join('、'),
    面谈问答: details.answers.map(({ question, answer }) => ({ 问题: question, 回答: answer })), 影像说明: `面签影像 ${photos.length} 件，随案保存`,
  }
}
