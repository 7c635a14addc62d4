/** What a file between Weidai and a core bank may carry. Orders go out, the others come in. */
export const FILE_KINDS = ['DRAWDOWN_ORDER', 'DEBIT_ORDER', 'DRAWDOWN_RESULT', 'DEBIT_RESULT', 'STATEMENT', 'BALANCES'] as const
export type FileKind = (typeof FILE_KINDS)[number]

export const DIRECTIONS = ['OUT', 'IN'] as const
export type Direction = (typeof DIRECTIONS)[number]

export const FILE_KIND_NAMES: Readonly<Record<FileKind, string>> = {
  DRAWDOWN_ORDER: '放款指令', DEBIT_ORDER: '扣款指令', DRAWDOWN_RESULT: '放款结果', DEBIT_RESULT: '扣款结果', STATEMENT: '交易流水', BALANCES: '借据余额',
}

/** What the other side says became of an order. PENDING is no result: another file follows. */
export const RESULTS = ['OK', 'INSUFFICIENT', 'ACCOUNT_CLOSED', 'FROZEN', 'OTHER', 'PENDING'] as const
export type ResultCode = (typeof RESULTS)[number]
export const RESULT_NAMES: Readonly<Record<ResultCode, string>> = {
  OK: '成功', INSUFFICIENT: '余额不足', ACCOUNT_CLOSED: '账户已销户', FROZEN: '账户冻结', OTHER: '其他失败', PENDING: '处理中',
}

/** IN is money the bank receives (贷记), OUT money it pays (借记). */
export const FLOWS = ['IN', 'OUT'] as const
export type Flow = (typeof FLOWS)[number]
const MOVEMENTS = ['DISBURSEMENT', 'REPAYMENT', 'REVERSAL', 'INTEREST', 'FEE', 'OTHER'] as const
export type Movement = (typeof MOVEMENTS)[number]
const NOTE_STATES = ['RUNNING', 'SETTLED', 'WRITTEN_OFF', 'CANCELLED'] as const
export type CoreNoteState = (typeof NOTE_STATES)[number]
const RISK_CLASSES = ['NORMAL', 'SPECIAL_MENTION', 'SUBSTANDARD', 'DOUBTFUL', 'LOSS'] as const

/** How a value is read and what the parts of Weidai get: fen as a number, days as `YYYY-MM-DD`, rates as decimal text per year, codes in our words. */
export type CellType = 'TEXT' | 'MONEY' | 'COUNT' | 'RATE' | 'DAY' | 'CODE'

/** A fact a file may carry, in our words. */
export interface FactSpec {
  readonly name: string
  readonly title: string
  readonly type: CellType
  /** A mapping of this kind must give it, and each line must have it. */
  readonly needed?: true
  /** The words a code is read as. */
  readonly words?: Readonly<Record<string, string>>
  /** May be below zero. */
  readonly signed?: true
}

const named = (words: readonly string[], names: readonly string[]): Record<string, string> => Object.fromEntries(words.map((word, index) => [word, names[index] ?? word]))
const text = (name: string, title: string, needed?: true): FactSpec => ({ name, title, type: 'TEXT', ...(needed && { needed }) })
const money = (name: string, title: string, needed?: true): FactSpec => ({ name, title, type: 'MONEY', ...(needed && { needed }) })
const on = (name: string, title: string, needed?: true): FactSpec => ({ name, title, type: 'DAY', ...(needed && { needed }) })
const RESULT: FactSpec = { name: 'result', title: '结果', type: 'CODE', needed: true, words: RESULT_NAMES }
const REASON: FactSpec = { name: 'reason', title: '失败原因', type: 'CODE', words: RESULT_NAMES }
const RATE: FactSpec = { name: 'annualRate', title: '年利率', type: 'RATE' }

/** The facts of one line, by kind; a mapping picks from them. */
export const ROW_FACTS: Readonly<Record<FileKind, readonly FactSpec[]>> = {
  DRAWDOWN_ORDER: [
    text('orderId', '指令号', true), text('noteNumber', '借据号', true), text('contractNumber', '合同号'), text('customerName', '户名', true), text('account', '账号', true), text('accountBank', '开户行行号'),
    money('amountFen', '金额', true), text('productCode', '产品代码'), RATE, on('payOn', '放款日'), on('maturesOn', '到期日'), text('purpose', '用途'), text('remark', '附言'),
  ],
  DEBIT_ORDER: [
    text('orderId', '指令号', true), text('noteNumber', '借据号', true), text('customerName', '户名', true), text('account', '账号', true), text('accountBank', '开户行行号'),
    money('amountFen', '金额', true), on('dueOn', '应还日'), text('mandateId', '扣款协议号'), on('mandateSignedOn', '协议签署日'), text('remark', '附言'),
  ],
  DRAWDOWN_RESULT: [
    text('orderId', '指令号', true), text('noteNumber', '借据号'), text('coreNumber', '核心借据号'), money('amountFen', '金额'), RESULT, REASON, text('resultText', '结果说明'), text('reference', '核心流水号'), on('paidOn', '入账日'),
  ],
  DEBIT_RESULT: [
    text('orderId', '指令号', true), text('noteNumber', '借据号'), text('account', '账号'), money('amountFen', '应扣金额'), money('paidFen', '实扣金额'), RESULT, REASON, text('resultText', '结果说明'),
    text('reference', '核心流水号'), on('paidOn', '入账日'),
  ],
  STATEMENT: [
    text('reference', '流水号', true), on('bookedOn', '记账日', true), on('valueOn', '起息日'), money('amountFen', '金额', true),
    { name: 'flow', title: '收付', type: 'CODE', needed: true, words: named(FLOWS, ['收', '付']) },
    { name: 'movement', title: '交易类型', type: 'CODE', words: named(MOVEMENTS, ['放款', '还款', '冲正', '利息', '费用', '其他']) },
    text('noteNumber', '借据号'), text('orderId', '指令号'), text('counterName', '对方户名'), text('counterAccount', '对方账号'), text('remark', '附言'), money('principalFen', '其中本金'), money('interestFen', '其中利息'), money('penaltyFen', '其中罚息'),
  ],
  BALANCES: [
    text('noteNumber', '借据号', true), text('coreNumber', '核心借据号'), text('customerName', '户名'), money('balanceFen', '本金余额', true), money('duePrincipalFen', '拖欠本金'), money('dueInterestFen', '拖欠利息'), money('penaltyFen', '罚息'),
    money('compoundFen', '复利'), money('accruedInterestFen', '应计利息'), RATE, on('oldestDueOn', '最早拖欠日'), { name: 'overdueDays', title: '逾期天数', type: 'COUNT' },
    { name: 'state', title: '借据状态', type: 'CODE', words: named(NOTE_STATES, ['正常', '结清', '核销', '撤销']) },
    { name: 'riskClass', title: '风险分类', type: 'CODE', words: named(RISK_CLASSES, ['正常', '关注', '次级', '可疑', '损失']) },
  ],
}

/** Facts of the file as a whole; head, trailer, control file and file name may carry them. */
export const FILE_FACTS: readonly FactSpec[] = [
  on('businessDay', '营业日'), { name: 'sequence', title: '序号', type: 'COUNT' }, { name: 'count', title: '笔数', type: 'COUNT' }, money('totalFen', '总金额'),
  { name: 'okCount', title: '成功笔数', type: 'COUNT' }, money('okFen', '成功金额'), text('partner', '机构号'), text('messageId', '报文号'), text('originalMessageId', '原报文号'), text('createdAt', '生成时刻'), text('fileName', '文件名'), { name: 'bytes', title: '字节数', type: 'COUNT' },
  on('actOn', '执行日'), on('openedOn', '期初日'), text('ownName', '本行户名'), text('ownAccount', '本行账号'), text('ownBank', '本行行号'), text('schemeId', '代收业务号'), text('account', '账号'),
  { name: 'openingFen', title: '期初余额', type: 'MONEY', signed: true }, { name: 'closingFen', title: '期末余额', type: 'MONEY', signed: true },
]

const WAY: Readonly<Record<FileKind, Direction>> = { DRAWDOWN_ORDER: 'OUT', DEBIT_ORDER: 'OUT', DRAWDOWN_RESULT: 'IN', DEBIT_RESULT: 'IN', STATEMENT: 'IN', BALANCES: 'IN' }
export const directionOf = (kind: FileKind): Direction => WAY[kind]

const KEYS: Readonly<Record<FileKind, string>> = { DRAWDOWN_ORDER: 'orderId', DEBIT_ORDER: 'orderId', DRAWDOWN_RESULT: 'orderId', DEBIT_RESULT: 'orderId', STATEMENT: 'reference', BALANCES: 'noteNumber' }
/** The fact that names a line; no two lines of a file have the same. */
export const keyFact = (kind: FileKind): string => KEYS[kind]

const COUNTED: Readonly<Record<FileKind, string>> = { DRAWDOWN_ORDER: 'amountFen', DEBIT_ORDER: 'amountFen', DRAWDOWN_RESULT: 'amountFen', DEBIT_RESULT: 'amountFen', STATEMENT: 'amountFen', BALANCES: 'balanceFen' }
/** The fact of a line whose sum is the total of the file. */
export const countedFact = (kind: FileKind): string => COUNTED[kind]

/** What the settlement simulator writes as sender into every file, so that nobody takes its money for a bank's. */
export const SIMULATOR = 'SIMULATOR'
