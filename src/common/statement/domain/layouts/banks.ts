import type { Columns, Role } from '../columns.ts'
import type { Layout } from '../layout.ts'
import type { BillFormat } from '../statement.ts'
import { readBankRow } from './bank.ts'

/** Titles by which other sides, words and moments are known at more than one bank. */
const OTHER = ['对方户名', '对方名称', '对方账户名', '对方账户名称', '对方单位名称', '对手信息', '交易对手名称', '对方姓名', '收(付)方名称', '对手户名']
const OTHER_ACCOUNT = ['对方账号', '对方卡号/账号', '对方账户', '对方账户账号', '对方帐号', '交易对手账号', '收(付)方账号', '收(付)方帐号', '对手账号']
const MINE = ['账号', '帐号', '卡号', '本方账号', '客户账号', '借记卡号']
const FLOW = ['借贷标志', '借贷标识', '借贷方向', '借/贷', '借贷', '借贷状态', '收支标志', '收支方向', '资金收付标志', 'DcFlg']
const CURRENCY = ['记账币种', '币种', '币别', '货币', '交易币种']

interface Bank {
  readonly format: BillFormat
  readonly name: string
  /** Words above the rows that say whose bill it is. */
  readonly says: RegExp
  /** Columns its forms are told by beside the usual ones. */
  readonly needs?: readonly Role[]
  readonly forms: readonly Columns[]
}

/** What every form of a bank may have beside the columns that tell it from others. */
const COMMON: Columns = { counterparty: OTHER, counterAccount: OTHER_ACCOUNT, account: MINE, currency: CURRENCY }
/** A form is known by these columns of it, if it has them at all. */
const TELLING: ReadonlySet<Role> = new Set<Role>(['at', 'amount', 'income', 'expense', 'flow', 'balance', 'kind', 'detail'])

/**
 * The exports of the banks, as data: a bank whose export differs teaches its own layout on screen, which then goes before these.
 * ICBC, CCB, ABC, BOC, BOCOM, CMB and SPDB follow public samples, the others what is publicly known of their exports.
 */
const BANKS: readonly Bank[] = [
  { format: 'icbc-debit', name: '工商银行账户明细', says: /工商银行|ICBC/i, forms: [
    { at: ['交易日期'], kind: ['摘要'], detail: ['交易场所'], note: ['交易详情'], income: ['记账金额(收入)'], expense: ['记账金额(支出)'], balance: ['余额'] },
    { at: ['交易日期', '交易时间'], kind: ['摘要'], detail: ['渠道'], amount: ['收入/支出金额'], balance: ['余额'] },
    { at: ['交易时间'], kind: ['摘要'], detail: ['用途'], income: ['贷方发生额'], expense: ['借方发生额'], balance: ['余额'], note: ['个性化信息'], id: ['凭证号'] },
  ] },
  { format: 'ccb-debit', name: '建设银行账户明细', says: /建设银行|CCB/i, forms: [
    { at: ['交易日期'], time: ['交易时间'], kind: ['摘要'], detail: ['交易地点', '交易地点/附言'], income: ['收入', '收入金额'], expense: ['支出', '支出金额'], balance: ['账户余额'] },
    { at: ['交易时间'], kind: ['摘要'], detail: ['备注'], income: ['贷方发生额(收入)'], expense: ['借方发生额(支取)'], balance: ['余额'], id: ['账户明细编号-交易流水号'] },
  ] },
  { format: 'ccb-debit', name: '建设银行账户明细', says: /建设银行|CCB/i, needs: ['detail'], forms: [
    { at: ['交易日期'], kind: ['摘要'], detail: ['交易地点/附言'], amount: ['交易金额'], balance: ['账户余额'], counterparty: ['对方账号与户名', ...OTHER] },
  ] },
  { format: 'boc-debit', name: '中国银行交易流水', says: /中国银行/, forms: [
    { at: ['记账日期'], time: ['记账时间'], kind: ['交易名称'], detail: ['附言'], amount: ['金额'], balance: ['余额'] },
    { at: ['交易日期'], kind: ['业务摘要'], detail: ['附言'], note: ['交易渠道/场所'], income: ['收入金额'], expense: ['支出金额'], balance: ['余额'] },
  ] },
  { format: 'boc-debit', name: '中国银行企业账户明细', says: /中国银行|查询账号/, needs: ['order'], forms: [
    { at: ['交易日期'], time: ['交易时间'], flow: ['交易类型'], kind: ['摘要', '交易附言'], amount: ['交易金额'], balance: ['交易后余额'], note: ['用途', '交易附言', '备注'], counterparty: ['付款人名称'], counterAccount: ['付款人账号'], order: ['收款人名称'], id: ['交易流水号'] },
  ] },
  { format: 'abc-debit', name: '农业银行账户明细', says: /农业银行/, forms: [
    { at: ['交易日期'], time: ['交易时间'], id: ['日志号'], kind: ['交易摘要'], detail: ['交易附言'], amount: ['交易金额'], balance: ['本次余额'] },
    { at: ['交易时间'], kind: ['交易用途'], income: ['收入金额'], expense: ['支出金额'], balance: ['账户余额'], note: ['交易行名'] },
  ] },
  { format: 'cmb-debit', name: '招商银行交易流水', says: /招商银行|CMB/i, forms: [
    { at: ['记账日期'], kind: ['交易摘要'], detail: ['客户摘要'], amount: ['交易金额'], balance: ['联机余额'] },
    { at: ['交易日'], time: ['交易时间'], kind: ['交易类型'], expense: ['借方金额'], income: ['贷方金额'], balance: ['余额'], detail: ['摘要'], note: ['用途'], id: ['流水号'] },
  ] },
  { format: 'cmb-debit', name: '招商银行交易流水', says: /招商银行|CMB/i, needs: ['detail'], forms: [
    { at: ['交易日期'], time: ['交易时间'], income: ['收入'], expense: ['支出'], balance: ['余额'], kind: ['交易类型'], detail: ['交易备注'] },
  ] },
  { format: 'bocom-debit', name: '交通银行交易明细', says: /交通银行/, forms: [
    { at: ['交易日期'], time: ['交易时间'], kind: ['交易类型'], flow: ['借贷', '借贷状态'], amount: ['交易金额'], balance: ['余额'], detail: ['摘要'], note: ['交易地点'] },
    { at: ['交易时间', '交易日期'], kind: ['交易方式'], detail: ['交易地点'], expense: ['支出金额'], income: ['收入金额'], balance: ['余额'] },
    {
      at: ['TransDate'], time: ['TransTime'], kind: ['TradingType'], flow: ['DcFlg'], amount: ['TransAmt'], balance: ['Balance'], detail: ['Abstract'], note: ['TradingPlace'],
      counterparty: ['PaymentReceiptAccountName'], counterAccount: ['PaymentReceiptAccount'],
    },
  ] },
  { format: 'spdb-debit', name: '浦发银行交易明细', says: /浦发|浦东发展/, forms: [
    { at: ['交易日期'], kind: ['交易类型'], income: ['存入金额'], expense: ['取出金额'], balance: ['余额'], detail: ['附言'] },
    { at: ['交易日期'], time: ['交易时间'], kind: ['摘要代码'], income: ['贷方金额'], expense: ['借方金额'], balance: ['余额'], detail: ['备注', '摘要'], id: ['交易流水号'] },
  ] },
  { format: 'rural-debit', name: '农商行、信用社及通用账户明细', says: /农村商业|农商|农村信用|信用社|信用合作|农信|村镇银行/, forms: [
    { at: ['交易日期', '记账日期', '日期'], time: ['交易时间', '时间'], kind: ['摘要', '交易摘要', '摘要名称', '业务摘要', '交易类型'], flow: FLOW, amount: ['交易金额', '发生额', '金额'], balance: ['账户余额', '余额', '交易后余额'], note: ['附言', '备注', '用途'], id: ['流水号', '交易流水号', '柜员流水号'] },
    { at: ['交易日期', '记账日期', '日期'], time: ['交易时间', '时间'], kind: ['摘要', '交易摘要', '摘要名称', '业务摘要', '交易类型'], income: ['贷方发生额', '贷方金额', '收入金额', '收入', '存入金额', '转入金额'], expense: ['借方发生额', '借方金额', '支出金额', '支出', '支取金额', '转出金额'], balance: ['账户余额', '余额', '交易后余额'], note: ['附言', '备注', '用途'], id: ['流水号', '交易流水号', '柜员流水号'] },
    { at: ['交易日期', '记账日期', '日期'], time: ['交易时间', '时间'], kind: ['摘要', '交易摘要', '摘要名称', '业务摘要'], amount: ['发生额', '交易金额', '金额'], balance: ['账户余额', '余额', '交易后余额'], note: ['附言', '备注', '用途'], id: ['流水号', '交易流水号', '柜员流水号'] },
  ] },
  { format: 'citic-debit', name: '中信银行账户明细', says: /中信银行/, forms: [
    { at: ['交易日期'], kind: ['摘要', '交易摘要'], expense: ['支出金额'], income: ['收入金额'], balance: ['账户余额'], detail: ['受理机构'], note: ['备注'], status: ['状态'] },
    { at: ['交易日期'], time: ['交易时间'], kind: ['摘要'], expense: ['借方发生额'], income: ['贷方发生额'], balance: ['账户余额'], id: ['柜员交易号'] },
  ] },
  { format: 'cgb-debit', name: '广发银行账户明细', says: /广发银行|广东发展/, forms: [
    { at: ['交易时间', '交易日期'], kind: ['交易摘要', '摘要'], income: ['收入'], expense: ['支出'], balance: ['账户余额'], detail: ['交易渠道'], note: ['附言'] },
    { at: ['记账日期', '交易日期'], kind: ['交易摘要'], amount: ['入账金额'], balance: ['账户余额'], detail: ['附言'] },
  ] },
  { format: 'psbc-debit', name: '邮储银行账户明细', says: /邮政储蓄|邮储/, forms: [
    { at: ['交易日期'], time: ['交易时间'], kind: ['摘要', '交易摘要'], amount: ['交易金额'], balance: ['账户余额', '余额'], detail: ['交易渠道'], note: ['附言', '备注'] },
    { at: ['交易日期'], time: ['交易时间'], kind: ['摘要', '交易摘要'], income: ['存入金额', '收入金额'], expense: ['支取金额', '支出金额'], balance: ['账户余额', '余额'], detail: ['交易渠道'] },
  ] },
]

/** Their titles are every bank's: named above the rows they are known, else the rural unions' form stands for all. */
const GENERIC: ReadonlySet<BillFormat> = new Set<BillFormat>(['rural-debit', 'citic-debit', 'cgb-debit', 'psbc-debit'])

/** Forms that a title less would confuse with another's: these may lack what they are told by. */
const MAY_LACK: ReadonlySet<Role> = new Set<Role>(['detail', 'time', 'note', 'id', 'status'])

/** Every bank's export, one layout a form. */
export const BANK_LAYOUTS: readonly Layout[] = BANKS.flatMap(({ format, name, says, forms, needs = [] }) => forms.map((form): Layout => ({
  format, name, says, isGeneric: GENERIC.has(format), hasSigns: true,
  // a column that tells the direction is never overlooked: without it every amount would be an income
  columns: { ...COMMON, ...('amount' in form ? { flow: FLOW } : {}), ...form },
  required: (Object.keys(form) as Role[]).filter((role) => needs.includes(role) || (TELLING.has(role) && !MAY_LACK.has(role))),
  read: (cells) => readBankRow(cells),
})))
