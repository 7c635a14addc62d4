import { wordOf } from '#common/assessment/domain'
import { FIELDS_OF, type FieldData, type TemplateKind } from '#common/document/domain'
import { fen, read, sumFen, type Day, type Fen } from '#kernel'
import { FileApplication } from '#loan/application/domain'
import { Fees, PARTY_ROLES, dueDayWords, planOf, raisedRate } from '#loan/contract/domain'
import { GUARANTEE_NAMES, fitted, methodWords } from '#loan/decision/domain'
import type { Tx } from '#platform/db'
import { openAccount } from './accounts.ts'
import { type PartyRow, partiesOf, partyPlace } from './parties.ts'
import { collateralData } from './collateral-data.ts'
import { interviewData } from './interview-data.ts'
import type { Held } from './held.ts'
import { type VersionRow, daysOf, payeesOf, versionOf } from './versions.ts'

/** Everything the papers of a contract may print, by kind and subject. */
export interface ContractData {
  of(kind: TemplateKind, subject: string): FieldData
  /** Name of the person or payee whose id or place a subject is. */
  about(subject: string): string | undefined
}

/** What a drawdown adds to the data: its note and its own plan. */
export interface DrawdownData {
  readonly noteNumber: string
  readonly amountFen: Fen
  readonly valueOn: Day
  readonly firstDueOn: Day
}

const BORROWER = '借款人'

/** Gathers the data of every paper of a version; each kind takes the fields its dictionary names. */
export async function contractData(tx: Tx, held: Held, drawdown?: DrawdownData): Promise<ContractData> {
  const version = await versionOf(tx, held.contractId, held.version)
  const intake = read(FileApplication, held.application.intake)
  const parties = await partiesOf(tx, held.contractId)
  const people = parties.map((row) => personOf(tx, row))
  const borrower = await borrowerOf(tx, held, version)
  const signers = [{ name: borrower.借款人姓名, idNumber: borrower.借款人证件号码 }, ...people]
  const shared: FieldData = {
    ...(await lender(tx, held)), ...borrower, ...termsOf(held, version, drawdown), 经营名称: intake.business.name, 借款合同编号: held.number ?? '',
    ...accountsOf(tx, version), ...purposeOf(intake, version), ...conditionsOf(version), ...(await collateralData(tx, held, signers)), ...spouseOf(people),
    保证人: people.filter(({ role }) => role === 'GUARANTOR').map((one) => ({ 保证人姓名: one.name, 保证人证件号码: one.idNumber, 保证人住址: one.address, 保证人电话: one.phone })),
    有保证: people.some(({ role }) => role === 'GUARANTOR'), 受托支付: version.payment === 'ENTRUSTED', 保证期间年数: held.policy.contract.guaranteeYears, 投诉电话: held.policy.intake.conductPhone,
    ...(await interviewData(tx, held, people.map(({ name }) => name))), ...costOf(held, version),
  }
  const payees = await payeesOf(tx, held.contractId, held.version)
  const forSubject = (subject: string): FieldData => {
    const person = people.find(({ id }) => id === subject)
    const payee = payees.find(({ seq }) => String(seq) === subject)
    return { ...borrowerAsPerson(shared), ...(person === undefined ? {} : asPerson(person)), ...(payee === undefined ? {} : asPayee(payee)) }
  }
  return {
    about: (subject) => people.find(({ id }) => id === subject)?.name ?? payees.find(({ seq }) => String(seq) === subject)?.name,
    of: (kind, subject) => {
      const all: FieldData = { ...shared, 受托支付收款人: payees.map(({ name }) => name).join('、'), ...forSubject(subject) }
      return Object.fromEntries(FIELDS_OF[kind].flatMap(({ name }) => (all[name] === undefined ? [] : [[name, all[name]]])))
    },
  }
}

async function lender(tx: Tx, { unitId }: Held): Promise<FieldData> {
  const { bank, unit } = await tx.selectFrom('unit as u').innerJoin('bank as b', 'b.bank_id', 'u.bank_id').select(['b.name as bank', 'u.name as unit']).where('u.bank_id', '=', tx.bankId).where('u.unit_id', '=', unitId).executeTakeFirstOrThrow()
  return { 贷款人名称: bank.includes(unit) ? bank : `${bank}${unit}` }
}

async function borrowerOf(tx: Tx, { customerId }: Held, version: VersionRow) {
  const row = await tx.selectFrom('customer').select(['name', 'id_number_cipher', 'id_number_key', 'phone_cipher', 'phone_key']).where('bank_id', '=', tx.bankId).where('customer_id', '=', customerId).executeTakeFirstOrThrow()
  const place = (which: string): string => `${tx.bankId}/customer/${customerId}/${which}`
  const phone = tx.keys.open({ cipher: row.phone_cipher, keyId: row.phone_key }, place('phone'))
  return {
    借款人姓名: row.name, 借款人证件号码: tx.keys.open({ cipher: row.id_number_cipher, keyId: row.id_number_key }, place('id_number')), 借款人住址: version.residence, 借款人电话: phone,
    送达地址: version.delivery_address, 送达电话: phone, 同意电子送达: false,
  }
}

/** The borrower where a paper speaks of whoever gives a consent. */
function borrowerAsPerson(shared: FieldData): FieldData {
  const { 借款人姓名: name, 借款人证件号码: id, 借款人电话: phone } = shared
  return { 授权人姓名: name, 授权人证件号码: id, 授权人电话: phone, 授权人身份: BORROWER, 查询用途: '贷款审批、担保资格审查与贷后管理', 确认人姓名: name, 确认人证件号码: id, 确认人身份: BORROWER }
}

interface Person { readonly id: string; readonly role: keyof typeof PARTY_ROLES; readonly name: string; readonly relation: string; readonly idNumber: string; readonly phone: string; readonly address: string }

function personOf(tx: Tx, row: PartyRow): Person {
  const open = (which: 'id_number' | 'phone', cipher: Buffer, keyId: string): string => tx.keys.open({ cipher, keyId }, partyPlace(tx.bankId, row.party_id, which))
  return { id: row.party_id, role: row.role as Person['role'], name: row.name, relation: row.relation, address: row.address, idNumber: open('id_number', row.id_number_cipher, row.id_number_key), phone: open('phone', row.phone_cipher, row.phone_key) }
}

function asPerson(one: Person): FieldData {
  const role = PARTY_ROLES[one.role]
  return {
    授权人姓名: one.name, 授权人证件号码: one.idNumber, 授权人电话: one.phone, 授权人身份: role, 确认人姓名: one.name, 确认人证件号码: one.idNumber, 确认人身份: role, 送达地址: one.address, 送达电话: one.phone,
    ...(one.role === 'GUARANTOR' ? { 保证人姓名: one.name, 保证人证件号码: one.idNumber, 保证人住址: one.address, 保证人电话: one.phone, 与借款人关系: one.relation } : {}),
  }
}

function spouseOf(people: readonly Person[]): FieldData {
  const spouse = people.find(({ role }) => role === 'SPOUSE')
  return spouse === undefined ? { 有配偶: false } : { 有配偶: true, 配偶姓名: spouse.name, 配偶证件号码: spouse.idNumber, 配偶电话: spouse.phone }
}

function termsOf({ policy }: Held, version: VersionRow, drawdown: DrawdownData | undefined): FieldData {
  const { terms } = version
  const { startsOn, firstDueOn } = daysOf(version)
  const days = drawdown === undefined ? { amountFen: fen(terms.amountFen), disbursedOn: startsOn, firstDueOn } : { amountFen: drawdown.amountFen, disbursedOn: drawdown.valueOn, firstDueOn: drawdown.firstDueOn }
  const { schedule, maturesOn, months, simple } = planOf(terms, policy.repayment, days)
  const { principalFen, interestFen, totalFen } = schedule.totals
  return {
    借款金额: days.amountFen, 期限月数: months, 借款起始日: days.disbursedOn, 借款到期日: maturesOn, 年利率: terms.annualRate, 年化利率: simple,
    罚息年利率: raisedRate(terms.annualRate, policy.servicing.penaltyUplift), 挪用罚息年利率: raisedRate(terms.annualRate, policy.servicing.misuseUplift),
    还款方式: methodWords(fitted(terms, { amountFen: days.amountFen, periods: terms.periods })), 还款日: dueDayWords(terms.every, days.firstDueOn), 首次还款日: days.firstDueOn, 期数: schedule.rows.length, 每期还款额: schedule.rows[0]?.totalFen ?? 0, 担保方式: GUARANTEE_NAMES[terms.guarantee],
    还款计划: schedule.rows.map((row) => ({ 期次: row.seq, 到期日: row.dueOn, 应还本金: row.principalFen, 应还利息: row.interestFen, 应还合计: row.totalFen, 剩余本金: row.balanceFen })),
    本金合计: principalFen, 利息合计: interestFen, 本息合计: totalFen,
    ...(drawdown === undefined ? {} : { 借据编号: drawdown.noteNumber, 放款金额: drawdown.amountFen, 放款日: drawdown.valueOn }),
  }
}

function accountsOf(tx: Tx, version: VersionRow): FieldData {
  const account = openAccount(tx, version)
  return { 放款账户户名: version.account_name, 放款账号: account, 放款开户行: version.account_bank, 还款账号: account, 还款账户户名: version.account_name, 还款开户行: version.account_bank }
}

function purposeOf(intake: FileApplication, { terms }: VersionRow): FieldData {
  const { purposeLabel, purposeFen, ownContributionFen } = intake.request
  return { 借款用途: `${wordOf('purpose', terms.purpose) ?? terms.purpose}：${purposeLabel}`, 用途明细: [{ 用途项目: purposeLabel, 项目金额: purposeFen }], 自有资金: ownContributionFen }
}

function conditionsOf({ terms }: VersionRow): FieldData {
  const of = (when: 'BEFORE' | 'AFTER') => terms.conditions.filter((one) => one.when === when).map(({ says }) => ({ 条件内容: says }))
  return { 放款条件: of('BEFORE'), 贷后条件: of('AFTER') }
}

/** 综合融资成本: interest of the plan and every fee; a fee nobody entered is 0. */
function costOf({ policy }: Held, version: VersionRow): FieldData {
  const { terms, fees, prepayment } = version
  const { startsOn, firstDueOn } = daysOf(version)
  const charged = read(Fees, fees)
  const feesFen = sumFen(charged.map(({ amountFen }) => fen(amountFen)))
  const { schedule, simple, effective } = planOf(terms, policy.repayment, { amountFen: fen(terms.amountFen), disbursedOn: startsOn, firstDueOn, feesFen })
  return {
    费用明细: charged.map((one) => ({ 费用名称: one.name, 收取方: one.takenBy, 收取方式: one.how, 费用金额: one.amountFen })), 费用合计: feesFen, 综合成本合计: fen(schedule.totals.interestFen + feesFen),
    综合年化成本: simple, 实际年化成本: effective, 提前还款费用: prepayment,
  }
}

interface PayeeData { readonly seq: number; readonly name: string; readonly bank: string; readonly account: string; readonly amountFen: number; readonly tradeContract: string; readonly goods: string }

function asPayee(one: PayeeData): FieldData {
  return { 支付金额: one.amountFen, 收款人名称: one.name, 收款人账号: one.account, 收款人开户行: one.bank, 交易合同名称: one.tradeContract, 交易内容: one.goods }
}
