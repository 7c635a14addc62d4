import type { FieldSpec, FileMapping } from '../mapping.ts'
import { f, mark } from './parts.ts'

const ISO_DAY = { format: 'YYYY-MM-DD' } as const
const CNY = (path: string): FieldSpec => mark('CNY', { path })
/** Bank numbers of the Chinese payment system, 12 digits. */
const CNAPS = (path: string, of: string): FieldSpec => mark('CNAPS', { path, with: of })

const INITIATED = [f('messageId', { path: 'GrpHdr/MsgId', needed: true }), f('createdAt', { path: 'GrpHdr/CreDtTm', needed: true }), f('count', { path: 'GrpHdr/NbOfTxs', needed: true }), f('totalFen', { path: 'GrpHdr/CtrlSum', needed: true }), f('ownName', { path: 'GrpHdr/InitgPty/Nm', needed: true }), f('messageId', { path: 'PmtInf/PmtInfId' }), f('count', { path: 'PmtInf/NbOfTxs' }), f('totalFen', { path: 'PmtInf/CtrlSum' })] as const

const pain008: FileMapping = {
  code: 'iso-pain.008', name: '扣款指令（pain.008.001.08）', kind: 'DEBIT_ORDER', encoding: 'UTF-8', newline: 'LF', layout: { as: 'XML', message: 'pain.008.001.08', rowAt: 'PmtInf/DrctDbtTxInf' },
  head: [
    ...INITIATED, mark('DD', { path: 'PmtInf/PmtMtd' }), f('actOn', { path: 'PmtInf/ReqdColltnDt', ...ISO_DAY, needed: true }), f('ownName', { path: 'PmtInf/Cdtr/Nm' }),
    f('ownAccount', { path: 'PmtInf/CdtrAcct/Id/Othr/Id', needed: true }), CNAPS('PmtInf/CdtrAgt/FinInstnId/ClrSysMmbId/ClrSysId/Prtry', 'ownBank'), f('ownBank', { path: 'PmtInf/CdtrAgt/FinInstnId/ClrSysMmbId/MmbId', needed: true }),
    f('schemeId', { path: 'PmtInf/CdtrSchmeId/Id/OrgId/Othr/Id' }),
  ],
  row: [
    f('orderId', { path: 'PmtId/EndToEndId' }), f('noteNumber', { path: 'PmtId/InstrId' }), f('amountFen', { path: 'InstdAmt' }), CNY('InstdAmt/@Ccy'), f('mandateId', { path: 'DrctDbtTx/MndtRltdInf/MndtId' }), f('mandateSignedOn', { path: 'DrctDbtTx/MndtRltdInf/DtOfSgntr', ...ISO_DAY }),
    CNAPS('DbtrAgt/FinInstnId/ClrSysMmbId/ClrSysId/Prtry', 'accountBank'), f('accountBank', { path: 'DbtrAgt/FinInstnId/ClrSysMmbId/MmbId' }), mark('NOTPROVIDED', { path: 'DbtrAgt/FinInstnId/Othr/Id', with: '!accountBank', onlyWritten: true }),
    f('customerName', { path: 'Dbtr/Nm' }), f('account', { path: 'DbtrAcct/Id/Othr/Id' }), f('remark', { path: 'RmtInf/Ustrd' }),
  ],
  trailer: [], fileName: 'pain.008-{day}-{sequence:3}.xml', sequencePer: 'DAY',
}

const pain001: FileMapping = {
  code: 'iso-pain.001', name: '放款指令（pain.001.001.09）', kind: 'DRAWDOWN_ORDER', encoding: 'UTF-8', newline: 'LF', layout: { as: 'XML', message: 'pain.001.001.09', rowAt: 'PmtInf/CdtTrfTxInf' },
  head: [
    ...INITIATED, mark('TRF', { path: 'PmtInf/PmtMtd' }), f('actOn', { path: 'PmtInf/ReqdExctnDt/Dt', ...ISO_DAY, needed: true }), f('ownName', { path: 'PmtInf/Dbtr/Nm' }),
    f('ownAccount', { path: 'PmtInf/DbtrAcct/Id/Othr/Id', needed: true }), CNAPS('PmtInf/DbtrAgt/FinInstnId/ClrSysMmbId/ClrSysId/Prtry', 'ownBank'), f('ownBank', { path: 'PmtInf/DbtrAgt/FinInstnId/ClrSysMmbId/MmbId', needed: true }),
  ],
  row: [
    f('orderId', { path: 'PmtId/EndToEndId' }), f('noteNumber', { path: 'PmtId/InstrId' }), f('amountFen', { path: 'Amt/InstdAmt' }), CNY('Amt/InstdAmt/@Ccy'), CNAPS('CdtrAgt/FinInstnId/ClrSysMmbId/ClrSysId/Prtry', 'accountBank'), f('accountBank', { path: 'CdtrAgt/FinInstnId/ClrSysMmbId/MmbId' }),
    f('customerName', { path: 'Cdtr/Nm' }), f('account', { path: 'CdtrAcct/Id/Othr/Id' }), f('purpose', { path: 'Purp/Prtry' }), f('remark', { path: 'RmtInf/Ustrd' }),
  ],
  trailer: [], fileName: 'pain.001-{day}-{sequence:3}.xml', sequencePer: 'DAY',
}

const code = (means: string, ...codes: string[]): { code: string; means: string }[] => codes.map((one) => ({ code: one, means }))
/** Settled is a result; accepted or pending is not yet one. */
const STATUSES = [...code('OK', 'ACSC', 'ACCC'), ...code('PENDING', 'PDNG', 'ACSP', 'ACCP', 'ACTC', 'ACWC', 'RCVD'), ...code('OTHER', 'RJCT', 'CANC', '*')]
const REASONS = [...code('INSUFFICIENT', 'AM04', 'AM02', 'AM14'), ...code('ACCOUNT_CLOSED', 'AC04', 'AC01', 'AC07'), ...code('FROZEN', 'AC06', 'AG01'), ...code('OTHER', 'NARR', '*')]

function pain002(kind: 'DEBIT_RESULT' | 'DRAWDOWN_RESULT', name: string): FileMapping {
  const debit = kind === 'DEBIT_RESULT'
  return {
    code: debit ? 'iso-pain.002-debit' : 'iso-pain.002-drawdown', name: `${name}（pain.002.001.10）`, kind, encoding: 'UTF-8', newline: 'LF',
    layout: { as: 'XML', message: 'pain.002.001.10', rowAt: 'OrgnlPmtInfAndSts/TxInfAndSts' },
    head: [
      f('messageId', { path: 'GrpHdr/MsgId', needed: true }), f('createdAt', { path: 'GrpHdr/CreDtTm', needed: true }), f('originalMessageId', { path: 'OrgnlGrpInfAndSts/OrgnlMsgId', needed: true }), mark(debit ? 'pain.008.001.08' : 'pain.001.001.09', { path: 'OrgnlGrpInfAndSts/OrgnlMsgNmId' }),
      f('originalMessageId', { path: 'OrgnlPmtInfAndSts/OrgnlPmtInfId' }), f('okCount', { path: 'OrgnlGrpInfAndSts/NbOfTxsPerSts[DtldSts=ACSC]/DtldNbOfTxs' }),
    ],
    row: [
      f('orderId', { path: 'OrgnlEndToEndId', needed: true }), f('noteNumber', { path: 'OrgnlInstrId' }), f('result', { path: 'TxSts', codes: STATUSES }), f('reason', { path: 'StsRsnInf/Rsn/Cd', codes: REASONS }), f('resultText', { path: 'StsRsnInf/AddtlInf' }),
      f('reference', { path: 'AcctSvcrRef' }), f('amountFen', { path: 'OrgnlTxRef/Amt/InstdAmt' }), mark('CNY', { path: 'OrgnlTxRef/Amt/InstdAmt/@Ccy', with: 'amountFen' }), f('paidOn', { path: 'OrgnlTxRef/IntrBkSttlmDt', ...ISO_DAY }),
    ],
    trailer: [], fileName: `pain.002-${debit ? 'debit' : 'drawdown'}-{day}-{sequence:3}.xml`, sequencePer: 'DAY',
  }
}

const balance = (which: string, name: string): FieldSpec[] => {
  const at = `Stmt/Bal[Tp/CdOrPrtry/Cd=${which}]`
  return [f(name, { path: `${at}/Amt`, needed: true, minus: { path: `${at}/CdtDbtInd`, is: 'DBIT', otherwise: 'CRDT' } }), CNY(`${at}/Amt/@Ccy`)]
}

const camt053: FileMapping = {
  code: 'iso-camt.053', name: '交易流水（camt.053.001.08）', kind: 'STATEMENT', encoding: 'UTF-8', newline: 'LF', layout: { as: 'XML', message: 'camt.053.001.08', rowAt: 'Stmt/Ntry', splitAt: 'NtryDtls/TxDtls' },
  head: [
    f('messageId', { path: 'GrpHdr/MsgId', needed: true }), f('createdAt', { path: 'GrpHdr/CreDtTm', needed: true }), f('messageId', { path: 'Stmt/Id', onlyWritten: true }), f('sequence', { path: 'Stmt/ElctrncSeqNb' }), f('account', { path: 'Stmt/Acct/Id/Othr/Id', needed: true }), ...balance('OPBD', 'openingFen'), ...balance('CLBD', 'closingFen'),
    f('businessDay', { path: 'Stmt/Bal[Tp/CdOrPrtry/Cd=CLBD]/Dt/Dt', ...ISO_DAY, needed: true }),
    f('openedOn', { path: 'Stmt/Bal[Tp/CdOrPrtry/Cd=OPBD]/Dt/Dt', ...ISO_DAY }), f('totalFen', { path: 'Stmt/TxsSummry/TtlNtries/Sum' }),
  ],
  row: [
    f('amountFen', { path: 'NtryDtls/TxDtls/Amt|Amt', perPart: true }), CNY('NtryDtls/TxDtls/Amt/@Ccy|Amt/@Ccy'), mark('BOOK', { path: 'Sts/Cd' }), mark('PMNT', { path: 'BkTxCd/Prtry/Cd', onlyWritten: true }),
    f('flow', { path: 'NtryDtls/TxDtls/CdtDbtInd|CdtDbtInd', codes: [{ code: 'CRDT', means: 'IN' }, { code: 'DBIT', means: 'OUT' }] }),
    f('movement', { path: 'RvslInd', codes: [{ code: 'true', means: 'REVERSAL' }, { code: '1', means: 'REVERSAL' }, { code: 'false', means: 'OTHER' }, { code: '0', means: 'OTHER' }] }),
    f('bookedOn', { path: 'BookgDt/Dt', ...ISO_DAY }), f('valueOn', { path: 'ValDt/Dt', ...ISO_DAY }),
    f('reference', { path: 'NtryDtls/TxDtls/Refs/AcctSvcrRef|AcctSvcrRef', perPart: true }),
    f('orderId', { path: 'NtryDtls/TxDtls/Refs/EndToEndId' }), f('noteNumber', { path: 'NtryDtls/TxDtls/Refs/InstrId' }), f('counterName', { path: 'NtryDtls/TxDtls/RltdPties/Cdtr/Pty/Nm|NtryDtls/TxDtls/RltdPties/Dbtr/Pty/Nm' }),
    f('counterAccount', { path: 'NtryDtls/TxDtls/RltdPties/CdtrAcct/Id/Othr/Id|NtryDtls/TxDtls/RltdPties/DbtrAcct/Id/Othr/Id' }), f('remark', { path: 'NtryDtls/TxDtls/RmtInf/Ustrd' }),
  ],
  trailer: [], fileName: 'camt.053-{day}-{sequence:3}.xml', sequencePer: 'DAY',
}

export const ISO: readonly FileMapping[] = [pain001, pain008, pain002('DRAWDOWN_RESULT', '放款结果'), pain002('DEBIT_RESULT', '扣款结果'), camt053]
