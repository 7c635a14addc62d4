/** The kinds of document the house issues, with the letter group of their numbers. `template` kinds are filled from Word templates a bank can edit; `paper` kinds are built from blocks. */
export const DOCUMENT_KINDS = {
  LOAN_CONTRACT: { name: '借款合同', letters: 'JK', from: 'template' },
  GUARANTEE_CONTRACT: { name: '保证合同', letters: 'BZ', from: 'template' },
  MORTGAGE_CONTRACT: { name: '抵押合同', letters: 'DY', from: 'template' },
  LOAN_NOTE: { name: '借据', letters: 'JJ', from: 'template' },
  REPAYMENT_SCHEDULE: { name: '还款计划表', letters: 'HK', from: 'template' },
  PURPOSE_UNDERTAKING: { name: '贷款用途承诺书', letters: 'YT', from: 'template' },
  DEBIT_AUTHORISATION: { name: '扣款授权书', letters: 'KK', from: 'template' },
  BUREAU_AUTHORISATION: { name: '征信查询授权书', letters: 'ZX', from: 'template' },
  PRIVACY_AUTHORISATION: { name: '个人信息处理授权书', letters: 'GR', from: 'template' },
  SPOUSE_CONSENT: { name: '配偶同意书', letters: 'PO', from: 'template' },
  ADDRESS_CONFIRMATION: { name: '送达地址确认书', letters: 'SD', from: 'template' },
  ENTRUSTED_PAYMENT: { name: '受托支付委托书', letters: 'ST', from: 'template' },
  COST_DISCLOSURE: { name: '综合融资成本明示表', letters: 'MS', from: 'template' },
  INTERVIEW_RECORD: { name: '面谈记录', letters: 'MT', from: 'template' },
  REPAYMENT_RECEIPT: { name: '收款回单', letters: 'SK', from: 'template' },
  INVESTIGATION_REPORT: { name: '调查报告', letters: 'DC', from: 'paper' },
  CROSS_CHECK_ANNEX: { name: '交叉检验附件', letters: 'JC', from: 'paper' },
  CREDIT_REPORT: { name: '综合信用报告', letters: 'XY', from: 'paper' },
  COMMITTEE_DOSSIER: { name: '审贷会材料', letters: 'CL', from: 'paper' },
  COMMITTEE_MINUTES: { name: '审贷会会议记录', letters: 'HY', from: 'paper' },
  COMMITTEE_RESOLUTION: { name: '审贷会决议表', letters: 'JY', from: 'paper' },
  COMMITTEE_VOTES: { name: '审贷会表决附表', letters: 'BJ', from: 'paper' },
  CUSTOMER_ANSWER: { name: '审批结果告知书', letters: 'GZ', from: 'paper' },
  ACCOUNT_STATEMENT: { name: '对账单', letters: 'ZD', from: 'paper' },
  CLEARING_CERTIFICATE: { name: '结清证明', letters: 'JQ', from: 'paper' },
  EARLY_QUOTE: { name: '提前还款试算单', letters: 'SS', from: 'paper' },
  DUE_DILIGENCE_GUIDE: { name: '调查尽职指引', letters: 'ZY', from: 'paper' },
  ANALYSIS_SHEETS: { name: '贷款分析表格', letters: 'FX', from: 'paper' },
  MATURITY_PROCEDURE: { name: '到期与逾期处置规程', letters: 'GC', from: 'paper' },
} as const satisfies Record<string, { readonly name: string; readonly letters: string; readonly from: 'template' | 'paper' }>

export type DocumentKind = keyof typeof DOCUMENT_KINDS
/** Kinds a bank's Word template makes. */
export type TemplateKind = { [K in DocumentKind]: (typeof DOCUMENT_KINDS)[K]['from'] extends 'template' ? K : never }[DocumentKind]
/** Kinds built from blocks. */
export type PaperKind = Exclude<DocumentKind, TemplateKind>

export const TEMPLATE_KINDS = (Object.keys(DOCUMENT_KINDS) as DocumentKind[]).filter((kind): kind is TemplateKind => DOCUMENT_KINDS[kind].from === 'template')
