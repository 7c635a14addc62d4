import type { Tx } from '#platform/db'
import { finding, type Finding } from './findings.ts'
import { GENESIS, rootOf, sealText, type Head } from './recipe.ts'

/** A root printed at a day's end and kept outside the database. */
export interface KeptRoot {
  readonly bank: string
  readonly day: string
  readonly root: string
}

/** The last link of each chain on each day: as found in the chains, and as the seals remember it. */
export interface DayHeads {
  found(day: string): Head[]
  sealed(day: string): Head[]
  days(): Iterable<string>
}

/** Checks every seal against its signature, the seal before, the chains and the heads it remembers; and that every past day with acts has one. */
export async function verifySeals(tx: Tx, bank: string, heads: DayHeads, kept: readonly KeptRoot[]): Promise<{ count: number; findings: Finding[] }> {
  const seals = await tx.selectFrom('day_seal as s').select(['s.day', 's.seq', 's.head_count', 's.root', 's.previous_hash', 's.hash', 's.key_id']).where('s.bank_id', '=', tx.bankId).orderBy('s.seq').execute()
  const { today } = await tx.selectFrom('business_day as d').select('d.today').where('d.bank_id', '=', tx.bankId).executeTakeFirstOrThrow()
  const findings: Finding[] = []
  seals.forEach((seal, i) => {
    const text = sealText({ bankId: tx.bankId, day: seal.day, seq: seal.seq, headCount: seal.head_count, root: seal.root, previousHash: seal.previous_hash })
    const genuine = tx.keys.knows(seal.key_id) && tx.keys.sign(text, seal.key_id).hash === seal.hash
    if (!genuine) findings.push(finding(bank, 'seals', seal.day, 'SEAL_CHANGED', '签名不符'))
    else if (seal.seq !== i + 1 || seal.previous_hash !== (seals[i - 1]?.hash ?? GENESIS)) findings.push(finding(bank, 'seals', seal.day, 'SEAL_CHANGED', '前一封账缺失或不符'))
    else if (rootOf(heads.found(seal.day)) !== seal.root) findings.push(finding(bank, 'seals', seal.day, 'SEAL_CHANGED', '当日各链与封账根不符'))
    else if (rootOf(heads.sealed(seal.day)) !== seal.root) findings.push(finding(bank, 'seals', seal.day, 'SEAL_CHANGED', '封账明细与封账根不符'))
  })
  const sealed = new Map(seals.map((seal) => [seal.day, seal.root]))
  for (const day of heads.days()) if (day < today && !sealed.has(day)) findings.push(finding(bank, 'seals', day, 'NOT_SEALED'))
  for (const root of kept) if (sealed.get(root.day) !== root.root) findings.push(finding(bank, 'seals', root.day, 'ROOT_DIFFERS'))
  return { count: seals.length, findings }
}
