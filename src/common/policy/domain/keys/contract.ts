import { POSTS, type Post } from '#common/staff/domain'
import { group, key } from '../key.ts'
import { clock, count, each, flag, listOf, money, oneOf, row, setOf, words } from '../values.ts'

/** Kinds of loan the rules of payment tell apart (2024 measures). */
export const LOAN_KINDS = ['PERSONAL_CONSUMPTION', 'PERSONAL_BUSINESS', 'WORKING_CAPITAL', 'FIXED_ASSET'] as const
export type LoanKind = (typeof LOAN_KINDS)[number]

/** Papers of the contract set; when a case needs one is the bank's to say. */
export const CONTRACT_PAPERS = [
  'COST_DISCLOSURE', 'INTERVIEW_RECORD', 'BUREAU_AUTHORISATION', 'PRIVACY_AUTHORISATION', 'LOAN_CONTRACT', 'GUARANTEE_CONTRACT', 'MORTGAGE_CONTRACT',
  'SPOUSE_CONSENT', 'PURPOSE_UNDERTAKING', 'DEBIT_AUTHORISATION', 'ADDRESS_CONFIRMATION', 'ENTRUSTED_PAYMENT', 'LOAN_NOTE', 'REPAYMENT_SCHEDULE',
] as const
export type ContractPaper = (typeof CONTRACT_PAPERS)[number]
/** For whom or when a paper is made. */
export const PAPER_NEEDS = ['ONCE', 'EACH_PERSON', 'EACH_GUARANTOR', 'COLLATERAL', 'SPOUSE', 'ENTRUSTED', 'AT_SIGNING', 'EACH_DRAWDOWN', 'NEVER'] as const
export type PaperNeed = (typeof PAPER_NEEDS)[number]

const post = oneOf(...(Object.keys(POSTS) as [Post, ...Post[]]))

export const contract = group({
  title: '签约与放款', anchor: 'EVENT', reader: 'contract',
  keys: {
    papers: key(each(CONTRACT_PAPERS, oneOf(...PAPER_NEEDS)), '合同文书何时须出具', 'P'),
    signingPosts: key(row({ first: setOf(post), second: setOf(post) }), '双人面签的岗位（一方一人）', 'S3-17 P'),
    branchVisitsAtMost: key(count(1, 5), '每笔贷款客户到网点至多几次', 'S3-17', { lock: 'LOWER' }),
    explanationsAtLeast: key(count(1, 5), '还款流程至少讲解几次', 'S0-35', { lock: 'HIGHER' }),
    disclosureFirst: key(flag, '签合同前须先签综合融资成本明示表', 'F-04'),
    interviewQuestions: key(listOf(words), '面谈须问的问题', 'P'),
    confirmQuestions: key(listOf(words), '主管向客户确认的问题', 'S4-29 P'),
    guaranteeYears: key(count(1, 10), '保证期间（主债务到期后年数）', 'P'),
    lineMonths: key(count(1, 60), '授信有效月数', 'P'),
    loanKind: key(oneOf('BY_PURPOSE', ...LOAN_KINDS), '支付管理的贷款类别（产品可另定）', 'F-05'),
    entrustedAbove: key(each(LOAN_KINDS, money), '单笔超过即须受托支付', 'F-05', { lock: 'LOWER' }),
    entrustedOptionalFrom: key(money, '达到即可选受托支付', 'P'),
    newWorkingCapitalEntrusted: key(flag, '流动资金贷款新客户一律受托支付', 'MEM'),
    splitWindowDays: key(count(1, 365), '拆分支付的观察天数（同一用途合计）', 'P', { lock: 'HIGHER' }),
    cutOff: key(clock, '当日放款截止时刻', 'P'),
    registrationFirst: key(flag, '抵押贷款登记后方可放款', 'P'),
    valuationMonths: key(count(1, 60), '抵押物估值几个月内有效', 'P', { lock: 'LOWER' }),
    expiryNoticeDays: key(count(1, 365), '保险与估值到期前几天提示', 'P'),
    accountDigits: key(count(2, 8), '复核人重输收款账号末几位', 'P', { lock: 'HIGHER' }),
  },
})
