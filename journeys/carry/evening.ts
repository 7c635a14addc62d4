import type { Ballot, Bodies, Committee, Item, Meeting } from '#loan/committee/domain'
import type { Terms } from '#loan/decision/domain'
import { SECTIONS, namesOf } from '#loan/committee/domain'
import type { Person } from '../people.ts'

/** Five reasons as 17.1 gives them. */
export const REASONS = ['五项销售检验相差在百分之一点三以内', '眼见存货三十三万八千余元，报价单已看', '二月淡季由一月现金覆盖', '保证人为教师，覆盖一点四二倍', '首贷按两成下调，额度稳妥'] as const

/** A table: recorder, presenter and members, chair first. */
export interface Table {
  readonly recorder: Person
  readonly lead: Person
  readonly members: readonly Person[]
}

/** Convenes the committee that decides the case; returns the meeting and the case's place on its agenda. */
export async function convene({ recorder, members }: Table, caseId: string): Promise<{ meetingId: string; itemId: string }> {
  const { waiting } = await recorder.get<Committee>('/api/committee')
  const one = waiting.find((line) => line.caseId === caseId)
  if (one === undefined) throw new Error('the case waits for no committee')
  const { bodies } = await recorder.get<Bodies>('/api/committee/bodies')
  const bodyId = one.bodyId ?? bodies.find(({ authority }) => authority === one.authority)!.bodyId
  const { meetingId } = await recorder.post<{ meetingId: string }>('/api/committee/meetings', { bodyId, place: '三楼会议室', startsAt: '2025-03-12T11:00:00Z', chairId: members[0]!.staffId, recorderId: recorder.staffId, cases: [caseId] })
  const { agenda } = await recorder.get<Meeting>(`/api/committee/meetings/${meetingId}`)
  return { meetingId, itemId: agenda[0]!.itemId }
}

/** Everyone is there and has read; the case is called, presented, asked about, and every member has declared. */
export async function hear(table: Table, { meetingId, itemId }: { meetingId: string; itemId: string }, conditions: Terms['conditions'] = []): Promise<void> {
  const { recorder, lead, members } = table
  const item = `/api/committee/items/${itemId}`
  for (const who of [recorder, lead, ...members]) await who.post(`/api/committee/meetings/${meetingId}/attendance`, { what: 'JOINED', how: 'ROOM' })
  const seated = await seatedOf(table, itemId)
  for (const member of seated) await member.post(`${item}/consent`)
  await recorder.post(`${item}/begin`)
  for (const section of namesOf(SECTIONS)) await lead.post(`${item}/minutes`, { kind: 'PRESENTATION', section, says: `${SECTIONS[section]}：详见调查报告` })
  await members[0]!.post(`${item}/minutes`, { kind: 'QUESTION', says: '二月淡季现金如何周转？' })
  await lead.post(`${item}/minutes`, { kind: 'ANSWER', says: '一月回款覆盖二月支出和月供。' })
  if (conditions.length > 0) await recorder.put(`${item}/proposal`, { conditions })
  for (const member of seated) await member.post(`${item}/declaration`, { conflicts: [] })
}

/** The members who hold a seat on this case. */
export async function seatedOf({ recorder, members }: Table, itemId: string): Promise<Person[]> {
  const { seated } = await recorder.get<Item>(`/api/committee/items/${itemId}`)
  return members.filter(({ staffId }) => seated.some((seat) => seat.staffId === staffId && seat.standing === 'SEATED'))
}

export function openVoting({ recorder }: Table, itemId: string): Promise<unknown> {
  return recorder.post(`/api/committee/items/${itemId}/voting`)
}

export function agree(at: number): Ballot {
  return { kind: 'AGREE', reason: REASONS[at]! }
}

/** Each who has not voted casts his ballot. */
export async function castAll(table: Table, itemId: string, ballotOf: (at: number) => unknown = agree, except: readonly Person[] = []): Promise<void> {
  for (const [at, member] of (await seatedOf(table, itemId)).entries()) {
    if (!except.includes(member)) await member.post(`/api/committee/items/${itemId}/votes`, ballotOf(at))
  }
}

export const RESOLVE = { says: '首贷按测评额度发放', riskClass: 'NORMAL', riskReason: '现金流充足，还款来源可靠', monitoring: ['每月查看进货单'] } as const
