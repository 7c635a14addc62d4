import type { MessageName } from '../mapping.ts'

/** The content of an element without elements. */
export interface SimpleType {
  readonly pattern?: RegExp
  readonly longest?: number
  readonly words?: readonly string[]
  /** An amount: its currency is an attribute and must be there. */
  readonly currency?: true
  readonly says: string
}

const text = (longest: number): SimpleType => ({ longest, says: `1 至 ${longest} 个字` })
const words = (...list: string[]): SimpleType => ({ words: list, says: list.join('、') })
const pattern = (source: RegExp, says: string): SimpleType => ({ pattern: source, says })
const DECIMAL = /^[-+]?(?=\d|\.\d)\d{0,18}(\.\d{0,17})?$/

/** The simple types of the messages, with the checks their schema makes. */
export const SIMPLE_TYPES: Readonly<Record<string, SimpleType>> = {
  Max34Text: text(34), Max35Text: text(35), Max70Text: text(70), Max105Text: text(105), Max140Text: text(140), Max500Text: text(500), Max1025Text: text(1025),
  Max4Code: text(4), Max5Code: text(5), Max5NumericText: pattern(/^\d{1,5}$/, '1 至 5 位数字'), Max15NumericText: pattern(/^\d{1,15}$/, '1 至 15 位数字'), Exact2NumericText: pattern(/^\d{2}$/, '2 位数字'),
  Decimal: pattern(DECIMAL, '十进制数'), NonNegative: pattern(/^\+?(?=\d|\.\d)\d{0,18}(\.\d{0,17})?$/, '不为负的十进制数'),
  Amount: { pattern: /^\d{1,18}(\.\d{1,5})?$/, currency: true, says: '不为负的金额' },
  ISODate: pattern(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(Z|[+-]\d{2}:\d{2})?$/, '日期 YYYY-MM-DD'),
  ISODateTime: pattern(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})?$/, '时刻 YYYY-MM-DDThh:mm:ss'),
  Boolean: words('true', 'false', '1', '0'),
  BIC: pattern(/^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/, 'BIC'), LEI: pattern(/^[A-Z0-9]{18}\d{2}$/, 'LEI'), UUIDv4: pattern(/^[a-f0-9]{8}-[a-f0-9]{4}-4[a-f0-9]{3}-[89ab][a-f0-9]{3}-[a-f0-9]{12}$/, 'UUID'),
  IBAN: pattern(/^[A-Z]{2}\d{2}[a-zA-Z0-9]{1,30}$/, 'IBAN'), Country: pattern(/^[A-Z]{2}$/, '国家代码'), Currency: pattern(/^[A-Z]{3}$/, '币种代码'),
  CreditDebit: words('CRDT', 'DBIT'), ChargeBearer: words('DEBT', 'CRED', 'SHAR', 'SLEV'), Priority: words('HIGH', 'NORM'), Sequence: words('FRST', 'RCUR', 'FNAL', 'OOFF', 'RPRE'),
  DirectDebit: words('DD'), Transfer: words('CHK', 'TRF', 'TRA'), Method: words('CHK', 'TRF', 'DD', 'TRA'), Copy: words('CODU', 'COPY', 'DUPL'),
}

/** Types the four messages share. `Any` is not looked into: addresses, tax, structured remittance and the like, which Weidai neither writes nor reads. */
export const SHARED_TYPES: Readonly<Record<string, string>> = {
  Party: 'Nm:Max140Text? PstlAdr:Any? Id:PartyId? CtryOfRes:Country? CtctDtls:Any?',
  PartyId: '|OrgId:OrganisationId PrvtId:PersonId',
  OrganisationId: 'AnyBIC:BIC? LEI:LEI? Othr:OtherId*',
  PersonId: 'DtAndPlcOfBirth:Any? Othr:OtherId*',
  OtherId: 'Id:Max35Text SchmeNm:CodeOrOwn? Issr:Max35Text?',
  CodeOrOwn: '|Cd:Max4Code Prtry:Max35Text',
  Agent: 'FinInstnId:Institution BrnchId:Any?',
  Institution: 'BICFI:BIC? ClrSysMmbId:ClearingMember? LEI:LEI? Nm:Max140Text? PstlAdr:Any? Othr:OtherId?',
  ClearingMember: 'ClrSysId:ClearingSystem? MmbId:Max35Text',
  ClearingSystem: '|Cd:Max5Code Prtry:Max35Text',
  Account: 'Id:AccountId Tp:CodeOrOwn? Ccy:Currency? Nm:Max70Text? Prxy:Any?',
  AccountId: '|IBAN:IBAN Othr:OtherAccount',
  OtherAccount: 'Id:Max34Text SchmeNm:CodeOrOwn? Issr:Max35Text?',
  PaymentId: 'InstrId:Max35Text? EndToEndId:Max35Text UETR:UUIDv4?',
  Remittance: 'Ustrd:Max140Text* Strd:Any*',
  Mandate: 'MndtId:Max35Text? DtOfSgntr:ISODate? AmdmntInd:Boolean? AmdmntInfDtls:Any? ElctrncSgntr:Max1025Text? FrstColltnDt:ISODate? FnlColltnDt:ISODate? Frqcy:Any? Rsn:CodeOrOwn? TrckgDays:Exact2NumericText?',
  DateOrTime: '|Dt:ISODate DtTm:ISODateTime',
  AmountGiven: '|InstdAmt:Amount EqvtAmt:Any',
  CreditType: 'InstrPrty:Priority? SvcLvl:CodeOrOwn* LclInstrm:Any? CtgyPurp:CodeOrOwn?',
  DebitType: 'InstrPrty:Priority? SvcLvl:CodeOrOwn* LclInstrm:Any? SeqTp:Sequence? CtgyPurp:CodeOrOwn?',
}

const HEAD = 'MsgId:Max35Text CreDtTm:ISODateTime'
const SENDER = 'Authstn:Any{0,2} NbOfTxs:Max15NumericText CtrlSum:Decimal? InitgPty:Party FwdgAgt:Agent?'
const REGULATORY = 'Purp:CodeOrOwn? RgltryRptg:Any{0,10} Tax:Any? RltdRmtInf:Any{0,10} RmtInf:Remittance? SplmtryData:Any*'

/** Element order and cardinalities of each message, as its schema has them. */
export const MESSAGE_TYPES: Readonly<Record<MessageName, { readonly root: string; readonly types: Readonly<Record<string, string>> }>> = {
  'pain.008.001.08': {
    root: 'CstmrDrctDbtInitn:Initiation',
    types: {
      Initiation: 'GrpHdr:GroupHeader PmtInf:Instruction+ SplmtryData:Any*',
      GroupHeader: `${HEAD} ${SENDER}`,
      Instruction: 'PmtInfId:Max35Text PmtMtd:DirectDebit BtchBookg:Boolean? NbOfTxs:Max15NumericText? CtrlSum:Decimal? PmtTpInf:DebitType? ReqdColltnDt:ISODate Cdtr:Party CdtrAcct:Account CdtrAgt:Agent CdtrAgtAcct:Account? UltmtCdtr:Party? ChrgBr:ChargeBearer? ChrgsAcct:Account? ChrgsAcctAgt:Agent? CdtrSchmeId:Party? DrctDbtTxInf:Transaction+',
      Transaction: `PmtId:PaymentId PmtTpInf:DebitType? InstdAmt:Amount ChrgBr:ChargeBearer? DrctDbtTx:Debit? UltmtCdtr:Party? DbtrAgt:Agent DbtrAgtAcct:Account? Dbtr:Party DbtrAcct:Account UltmtDbtr:Party? InstrForCdtrAgt:Max140Text? ${REGULATORY}`,
      Debit: 'MndtRltdInf:Mandate? CdtrSchmeId:Party? PreNtfctnId:Max35Text? PreNtfctnDt:ISODate?',
    },
  },
  'pain.001.001.09': {
    root: 'CstmrCdtTrfInitn:Initiation',
    types: {
      Initiation: 'GrpHdr:GroupHeader PmtInf:Instruction+ SplmtryData:Any*',
      GroupHeader: `${HEAD} ${SENDER} InitnSrc:Any?`,
      Instruction: 'PmtInfId:Max35Text PmtMtd:Transfer BtchBookg:Boolean? NbOfTxs:Max15NumericText? CtrlSum:Decimal? PmtTpInf:CreditType? ReqdExctnDt:DateOrTime PoolgAdjstmntDt:ISODate? Dbtr:Party DbtrAcct:Account DbtrAgt:Agent DbtrAgtAcct:Account? InstrForDbtrAgt:Max140Text? UltmtDbtr:Party? ChrgBr:ChargeBearer? ChrgsAcct:Account? ChrgsAcctAgt:Agent? CdtTrfTxInf:Transaction+',
      Transaction: `PmtId:PaymentId PmtTpInf:CreditType? Amt:AmountGiven XchgRateInf:Any? ChrgBr:ChargeBearer? MndtRltdInf:Any? ChqInstr:Any? UltmtDbtr:Party? IntrmyAgt1:Agent? IntrmyAgt1Acct:Account? IntrmyAgt2:Agent? IntrmyAgt2Acct:Account? IntrmyAgt3:Agent? IntrmyAgt3Acct:Account? CdtrAgt:Agent? CdtrAgtAcct:Account? Cdtr:Party? CdtrAcct:Account? UltmtCdtr:Party? InstrForCdtrAgt:Any* InstrForDbtrAgt:Max140Text? ${REGULATORY}`,
    },
  },
  'pain.002.001.10': {
    root: 'CstmrPmtStsRpt:Report',
    types: {
      Report: 'GrpHdr:GroupHeader OrgnlGrpInfAndSts:OriginalGroup OrgnlPmtInfAndSts:OriginalPayment* SplmtryData:Any*',
      GroupHeader: `${HEAD} InitgPty:Party? FwdgAgt:Agent? DbtrAgt:Agent? CdtrAgt:Agent?`,
      OriginalGroup: 'OrgnlMsgId:Max35Text OrgnlMsgNmId:Max35Text OrgnlCreDtTm:ISODateTime? OrgnlNbOfTxs:Max15NumericText? OrgnlCtrlSum:Decimal? GrpSts:Max4Code? StsRsnInf:StatusReason* NbOfTxsPerSts:PerStatus*',
      OriginalPayment: 'OrgnlPmtInfId:Max35Text OrgnlNbOfTxs:Max15NumericText? OrgnlCtrlSum:Decimal? PmtInfSts:Max4Code? StsRsnInf:StatusReason* NbOfTxsPerSts:PerStatus* TxInfAndSts:Status*',
      StatusReason: 'Orgtr:Party? Rsn:CodeOrOwn? AddtlInf:Max105Text*',
      PerStatus: 'DtldNbOfTxs:Max15NumericText DtldSts:Max4Code DtldCtrlSum:Decimal?',
      Status: 'StsId:Max35Text? OrgnlInstrId:Max35Text? OrgnlEndToEndId:Max35Text? OrgnlUETR:UUIDv4? TxSts:Max4Code? StsRsnInf:StatusReason* ChrgsInf:Any* TrckrData:Any? AccptncDtTm:ISODateTime? AcctSvcrRef:Max35Text? ClrSysRef:Max35Text? OrgnlTxRef:Original? SplmtryData:Any*',
      Original: 'IntrBkSttlmAmt:Amount? Amt:AmountGiven? IntrBkSttlmDt:ISODate? ReqdColltnDt:ISODate? ReqdExctnDt:DateOrTime? CdtrSchmeId:Party? SttlmInf:Any? PmtTpInf:Any? PmtMtd:Method? MndtRltdInf:Mandate? RmtInf:Remittance? UltmtDbtr:PartyOrAgent? Dbtr:PartyOrAgent? DbtrAcct:Account? DbtrAgt:Agent? DbtrAgtAcct:Account? CdtrAgt:Agent? CdtrAgtAcct:Account? Cdtr:PartyOrAgent? CdtrAcct:Account? UltmtCdtr:PartyOrAgent? Purp:CodeOrOwn?',
      PartyOrAgent: '|Pty:Party Agt:Agent',
    },
  },
  'camt.053.001.08': {
    root: 'BkToCstmrStmt:Statements',
    types: {
      Statements: 'GrpHdr:GroupHeader Stmt:Statement+ SplmtryData:Any*',
      GroupHeader: `${HEAD} MsgRcpt:Party? MsgPgntn:Page? OrgnlBizQry:Any? AddtlInf:Max500Text?`,
      Page: 'PgNb:Max5NumericText LastPgInd:Boolean',
      Statement: 'Id:Max35Text StmtPgntn:Page? ElctrncSeqNb:Decimal? RptgSeq:Any? LglSeqNb:Decimal? CreDtTm:ISODateTime? FrToDt:FromTo? CpyDplctInd:Copy? RptgSrc:CodeOrOwn? Acct:OwnAccount RltdAcct:Account? Intrst:Any* Bal:Balance+ TxsSummry:Summary? Ntry:Entry* AddtlStmtInf:Max500Text?',
      FromTo: 'FrDtTm:ISODateTime ToDtTm:ISODateTime',
      OwnAccount: 'Id:AccountId Tp:CodeOrOwn? Ccy:Currency? Nm:Max70Text? Prxy:Any? Ownr:Party? Svcr:Agent?',
      Balance: 'Tp:BalanceType CdtLine:Any* Amt:Amount CdtDbtInd:CreditDebit Dt:DateOrTime Avlbty:Any*',
      BalanceType: 'CdOrPrtry:CodeOrOwn SubTp:CodeOrOwn?',
      Summary: 'TtlNtries:Total? TtlCdtNtries:Sum? TtlDbtNtries:Sum? TtlNtriesPerBkTxCd:Any*',
      Total: 'NbOfNtries:Max15NumericText? Sum:Decimal? TtlNetNtry:Net?',
      Sum: 'NbOfNtries:Max15NumericText? Sum:Decimal?',
      Net: 'Amt:NonNegative CdtDbtInd:CreditDebit',
      Entry: 'NtryRef:Max35Text? Amt:Amount CdtDbtInd:CreditDebit RvslInd:Boolean? Sts:CodeOrOwn BookgDt:DateOrTime? ValDt:DateOrTime? AcctSvcrRef:Max35Text? Avlbty:Any* BkTxCd:BankCode ComssnWvrInd:Boolean? AddtlInfInd:Any? AmtDtls:Any? Chrgs:Any? TechInptChanl:CodeOrOwn? Intrst:Any? CardTx:Any? NtryDtls:Details* AddtlNtryInf:Max500Text?',
      BankCode: 'Domn:Domain? Prtry:OwnCode?',
      Domain: 'Cd:Max4Code Fmly:Family',
      Family: 'Cd:Max4Code SubFmlyCd:Max4Code',
      OwnCode: 'Cd:Max35Text Issr:Max35Text?',
      Details: 'Btch:Any? TxDtls:Detail*',
      Detail: 'Refs:References? Amt:Amount? CdtDbtInd:CreditDebit? AmtDtls:Any? Avlbty:Any* BkTxCd:BankCode? Chrgs:Any? Intrst:Any? RltdPties:Parties? RltdAgts:Any? LclInstrm:CodeOrOwn? Purp:CodeOrOwn? RltdRmtInf:Any{0,10} RmtInf:Remittance? RltdDts:Any? RltdPric:Any? RltdQties:Any* FinInstrmId:Any? Tax:Any? RtrInf:Any? CorpActn:Any? SfkpgAcct:Any? CshDpst:Any* CardTx:Any? AddtlTxInf:Max500Text? SplmtryData:Any*',
      References: 'MsgId:Max35Text? AcctSvcrRef:Max35Text? PmtInfId:Max35Text? InstrId:Max35Text? EndToEndId:Max35Text? UETR:UUIDv4? TxId:Max35Text? MndtId:Max35Text? ChqNb:Max35Text? ClrSysRef:Max35Text? AcctOwnrTxId:Max35Text? AcctSvcrTxId:Max35Text? MktInfrstrctrTxId:Max35Text? PrcgId:Max35Text? Prtry:Any*',
      Parties: 'InitgPty:PartyOrAgent? Dbtr:PartyOrAgent? DbtrAcct:Account? UltmtDbtr:PartyOrAgent? Cdtr:PartyOrAgent? CdtrAcct:Account? UltmtCdtr:PartyOrAgent? TradgPty:PartyOrAgent? Prtry:Any*',
      PartyOrAgent: '|Pty:Party Agt:Agent',
    },
  },
}
