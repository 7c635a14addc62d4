/** What was done to a chain, as far as the links tell. */
export type Damage =
  | 'EDITED' | 'INSERTED' | 'DELETED' | 'REORDERED' | 'MOVED' | 'CUT' | 'REWRITTEN' | 'HEAD_CHANGED' | 'SEAL_CHANGED' | 'NOT_SEALED' | 'ROOT_DIFFERS' | 'KEY_UNKNOWN'

export interface Finding {
  readonly bank: string
  /** The case, or `operations` or `seals`. */
  readonly chain: string
  /** First bad link, or the day for a seal. */
  readonly at: number | string
  readonly damage: Damage
  readonly says: string
}

const SAYS: Record<Damage, (at: number | string, more: string) => string> = {
  EDITED: (at) => `第 ${at} 条被改动`,
  INSERTED: (at) => `第 ${at} 条不是系统写入的（插入）`,
  DELETED: (at) => `第 ${at} 条被删除`,
  REORDERED: (at, more) => `第 ${at} 条的顺序被调换（原为第 ${more} 条）`,
  MOVED: (at, more) => `第 ${at} 条是从${more}移来的`,
  CUT: (at, more) => `链尾从第 ${at} 条起被截去（${more}）`,
  REWRITTEN: (_, more) => `整条链被重写（${more} 条均非系统写入）`,
  HEAD_CHANGED: (at) => `链头记录与第 ${at} 条不符`,
  SEAL_CHANGED: (at, more) => `${at} 的封账记录被改动（${more}）`,
  NOT_SEALED: (at) => `${at} 已过但没有封账记录`,
  ROOT_DIFFERS: (at) => `${at} 的封账根与留存的根不符`,
  KEY_UNKNOWN: (at, more) => `第 ${at} 条所用的密钥 ${more} 不在密钥环中`,
}

/** A finding with its Chinese sentence. */
export function finding(bank: string, chain: string, at: number | string, damage: Damage, more = ''): Finding {
  return { bank, chain, at, damage, says: SAYS[damage](at, more) }
}
