import { nextNumber, samePerson } from '#common/customer/server'
import { linesOf } from '#common/line/server'
import { type AtWork, takeTask } from '#common/task/server'
import { type Day, Refusal, addMonths, fen, formatYuan, read } from '#kernel'
import { type DrawUp, type EarlierDrawdown, type Payment, type PaymentRuling, planOf, refuseAboveDecision, refuseLateFirstDay, refusePayment, rulePayment } from '#loan/contract/domain'
import { Terms, shapeWithin } from '#loan/decision/domain'
import { record } from '#platform/audit'
import type { Tx } from '#platform/db'
import { accountPlace, maskAccount } from './accounts.ts'
import { refuseForeignEvidence } from './evidence.ts'
import { membersMissing } from './file-at-hand.ts'
import { type Held, moveFile, takeFile } from './held.ts'
import { issuePapers, neededFor, voidPapers } from './papers.ts'
import { partiesOf } from './parties.ts'
import { type ContractSurroundings, factOf } from './surroundings.ts'

const NUMBER_LENGTH = 6

/** Draws up a version: the terms as decided (amount and term may be less, with a reason), the account of the borrower, the way of payment, and every paper the case needs. */
export async function drawUp(tx: Tx, work: AtWork, asked: DrawUp, { files, tell }: ContractSurroundings): Promise<{ version: number; number: string; papers: number }> {
  const held = await takeFile(tx, work)
  await takeTask(tx, work, 'CONTRACT')
  const wanted = read(Terms, { ...held.terms, ...asked.terms })
  const shape = shapeWithin(held.terms, wanted)
  const terms: Terms = shape === undefined ? wanted : { ...wanted, shape }
  const less = refuseAboveDecision(held.terms, terms)
  if (less.length > 0 && asked.lessBecause === null) throw new Refusal({ code: 'contract.less-unexplained', message: `${less.map(({ name }) => name).join('、')}低于决议，须说明原因`, at: '/lessBecause', expected: '为何少于决议' }, 422)
  if (work.on > held.validUntil) throw new Refusal({ code: 'contract.resolution-expired', message: `决议有效至 ${held.validUntil}，今日 ${work.on}`, value: held.validUntil, expected: '有效期内的决议' }, 409)
  if (asked.startsOn < work.on || asked.startsOn > held.validUntil) throw new Refusal({ code: 'contract.starts-on', message: '起始日须在今日与决议有效期之间', at: '/startsOn', value: asked.startsOn, expected: `${work.on} 至 ${held.validUntil}` }, 422)
  await refuseOtherAccount(tx, held, asked)
  await refuseMembersMissing(tx, held)
  const ruling = await paymentOf(tx, held, terms, work.on)
  refusePayment(ruling, asked.payment)
  await refuseBadPayees(tx, held, asked, terms.amountFen)
  await refuseOtherLine(tx, held, asked.useLineId, terms)
  refuseLateFirstDay(terms, { startsOn: asked.startsOn as Day, firstDueOn: asked.firstDueOn as Day })
  planOf(terms, held.policy.repayment, { amountFen: fen(terms.amountFen), disbursedOn: asked.startsOn as Day, firstDueOn: asked.firstDueOn as Day })
  const version = held.version + 1
  const year = work.on.slice(0, 4)
  const number = held.number ?? (await nextNumber(tx, 'contract', year, (count) => `HT${year}${String(count).padStart(NUMBER_LENGTH, '0')}`))
  await writeVersion(tx, work, held, { asked, terms, version, ruling })
  const state = await moveFile(tx, held, 'draw-up', { version, number })
  await voidPapers(tx, work, held, '重新制作合同')
  const drawn: Held = { ...held, version, number, state }
  const needed = await neededFor(tx, drawn)
  await issuePapers(tx, files, work, drawn, needed)
  await record(tx, { caseId: work.caseId, act: 'contract.draw-up', who: work.staff.id, businessDate: work.on, body: { number, version, terms, less, lessBecause: asked.lessBecause, payment: asked.payment, paymentReason: ruling.says, fees: asked.fees, papers: needed } })
  await tell(tx, { fact: 'contract.drawn-up', ...factOf(work) })
  return { version, number, papers: needed.length }
}

/** What the rules of payment say of a drawdown of these terms on this day, with what the customer drew before. */
export async function paymentOf(tx: Tx, { customerId, policy }: Held, { purpose, amountFen }: Pick<Terms, 'purpose' | 'amountFen'>, on: Day, besides?: string): Promise<PaymentRuling> {
  const earlier = await earlierDrawdowns(tx, customerId, besides)
  return rulePayment(policy.contract, { purpose, amountFen: fen(amountFen), on, earlier, isNewCustomer: earlier.length === 0 })
}

/** Every drawdown of a person that stands, whichever of his files it is on, besides the one of a contract that is being checked. */
async function earlierDrawdowns(tx: Tx, customerId: string, besides: string | undefined): Promise<EarlierDrawdown[]> {
  const rows = await tx.selectFrom('drawdown').select(['note_number', 'value_on', 'amount_fen', 'purpose', 'payment']).where('bank_id', '=', tx.bankId).where('customer_id', 'in', await samePerson(tx, customerId)).where('state', 'not in', ['CANCELLED', 'REVERSED'])
    .$if(besides !== undefined, (query) => query.where((eb) => eb.or([eb('contract_id', '<>', besides ?? ''), eb('state', '<>', 'ORDERED')]))).orderBy('value_on').execute()
  return rows.map((row) => ({ number: row.note_number, on: row.value_on as Day, amountFen: fen(row.amount_fen), purpose: row.purpose, payment: row.payment as Payment }))
}

/** The papers name every member of a joint-liability group, each with a contract of his own. */
async function refuseMembersMissing(tx: Tx, { contractId, terms, application }: Held): Promise<void> {
  if (terms.guarantee !== 'JOINT_LIABILITY') return
  const signing = (await partiesOf(tx, contractId)).filter(({ role }) => role === 'GUARANTOR').map((row) => row.id_number_hash)
  const missing = await membersMissing(tx, application.case_id, new Set(signing))
  if (missing.length > 0) throw new Refusal({ code: 'contract.members-missing', message: `联保小组成员${missing.join('、')}尚未登记为保证人，不能制作文书`, value: missing.join('、'), expected: '先在「签字人」中逐一登记' }, 422)
}

/** Money goes to the borrower's own account and nowhere else. */
async function refuseOtherAccount(tx: Tx, { customerId }: Held, { accountName }: DrawUp): Promise<void> {
  const { name } = await tx.selectFrom('customer').select('name').where('bank_id', '=', tx.bankId).where('customer_id', '=', customerId).executeTakeFirstOrThrow()
  if (accountName !== name) throw new Refusal({ code: 'contract.other-account', message: `放款账户须为借款人${name}本人账户`, at: '/accountName', value: accountName, expected: name }, 422)
}

async function refuseBadPayees(tx: Tx, { caseId }: Held, { payees }: DrawUp, amountFen: number): Promise<void> {
  if (payees.length === 0) return
  const together = payees.reduce((sum, one) => sum + one.amountFen, 0)
  if (together !== amountFen) throw new Refusal({ code: 'contract.payees-amount', message: '受托支付各笔之和须等于借款金额', at: '/payees', value: together, expected: String(amountFen) }, 422)
  await refuseForeignEvidence(tx, caseId, payees.map(({ evidenceId }) => evidenceId))
}

/** A further product may stand under a line the customer has, where it has room for the amount. */
async function refuseOtherLine(tx: Tx, { customerId }: Held, lineId: string | null, { product, amountFen, guarantee }: Terms): Promise<void> {
  if (lineId === null) return
  const line = (await linesOf(tx, customerId)).find((one) => one.lineId === lineId)
  if (line === undefined || line.guarantee !== guarantee) throw new Refusal({ code: 'contract.other-line', message: line === undefined ? '不是本客户的授信' : '授信的担保方式与决议不同', at: '/useLineId', value: lineId, expected: '本客户担保方式相同的授信' }, 422)
  const free = freeFor(line, product)
  if (free < amountFen) throw new Refusal({ code: 'contract.line-too-small', message: `授信 ${line.number} 可用 ${formatYuan(free)} 元，不足`, at: '/useLineId', value: free, expected: `可用额度不少于 ${formatYuan(amountFen)} 元的授信，或另开授信` }, 422)
}

/** What a product may still take of a line: the line's own room, and the product's where the line names it. */
export function freeFor(line: { readonly availableFen: number; readonly products: readonly { readonly productCode: string; readonly availableFen: number }[] }, product: string): number {
  return line.products.find(({ productCode }) => productCode === product)?.availableFen ?? line.availableFen
}

async function writeVersion(tx: Tx, { staff, on, now }: AtWork, held: Held, { asked, terms, version, ruling }: { readonly asked: DrawUp; readonly terms: Terms; readonly version: number; readonly ruling: PaymentRuling }): Promise<void> {
  const { contractId, policy } = held
  const account = tx.keys.seal(asked.account, accountPlace.version(tx.bankId, contractId, version))
  await tx.insertInto('contract_version').values({
    bank_id: tx.bankId, contract_id: contractId, version, terms: JSON.stringify(terms), less_than_decided: asked.lessBecause, starts_on: asked.startsOn, first_due_on: asked.firstDueOn, residence: asked.residence, premises: asked.premises,
    delivery_address: asked.deliveryAddress, delivery_name: asked.accountName, account_bank: asked.accountBank, account_name: asked.accountName, account_cipher: account.cipher, account_key: account.keyId, account_masked: maskAccount(asked.account),
    payment: asked.payment, payment_reason: ruling.says, fees: JSON.stringify(asked.fees), prepayment: asked.prepaymentFee, use_line_id: asked.useLineId, revolving: asked.revolving, line_until: addMonths(asked.startsOn as Day, policy.contract.lineMonths),
    drawn_up_by: staff.id, drawn_up_on: on, drawn_up_at: now.toISOString(),
  }).execute()
  for (const [index, one] of asked.payees.entries()) {
    const seq = index + 1
    const sealed = tx.keys.seal(one.account, accountPlace.payee(tx.bankId, contractId, version, seq))
    await tx.insertInto('contract_payee').values({
      bank_id: tx.bankId, contract_id: contractId, version, seq, name: one.name, account_bank: one.bank, account_cipher: sealed.cipher, account_key: sealed.keyId, account_masked: maskAccount(one.account), amount_fen: one.amountFen,
      trade_contract: one.tradeContract, goods: one.goods, evidence_id: one.evidenceId,
    }).execute()
  }
}
