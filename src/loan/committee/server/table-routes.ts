import { z } from 'zod'
import { Ballot, Because, Cast, Consent, Declare, Item, ItemMoved, ItemRef, Minute, OwnWords, Propose, Replace, Resolve, Resolved, Settle, WithdrawRecusal } from '#loan/committee/domain'
import { type Route, route } from '#platform/http'
import { adjourn } from './adjourn.ts'
import { beginCase, consent } from './begin-case.ts'
import { declare, replaceMember, withdrawRecusal } from './declare.ts'
import { readItemAnswer } from './item-reads.ts'
import { note, propose } from './minutes.ts'
import { resolve } from './resolve.ts'
import { consentToSettlement, ownWords, settle } from './settle.ts'
import { type CommitteeSurroundings, handOf } from './surroundings.ts'
import { castVote, openVoting } from './voting.ts'

const Nothing = z.undefined()
const AT_TABLE = ['committee.record', 'committee.vote', 'committee.present'] as const
const LEADS = ['committee.record', 'committee.vote'] as const

/** One case at the table: before the voting. */
function hearingRoutes({ tell }: CommitteeSurroundings): Route[] {
  return [
    route({ act: 'committee.item', says: '一案的席位、记录与表决进度；开票前不含票面', method: 'GET', path: '/api/committee/items/:itemId', may: 'committee.read', params: ItemRef, answer: Item, handle: ({ staff, params, now, inBank }) => inBank((tx) => readItemAnswer(tx, staff, params.itemId, now)) }),
    route({
      act: 'committee.consent', says: '同意提前审议送阅未满时限的一案', method: 'POST', path: '/api/committee/items/:itemId/consent', may: 'committee.vote', params: ItemRef, answer: Nothing,
      handle: (request) => request.inBank((tx) => consent(tx, handOf(request), request.params.itemId)),
    }),
    route({
      act: 'committee.begin', says: '开始审议一案', method: 'POST', path: '/api/committee/items/:itemId/begin', may: 'committee.record', params: ItemRef, answer: ItemMoved,
      handle: (request) => request.inBank((tx) => beginCase(tx, handOf(request), request.params.itemId)),
    }),
    route({
      act: 'committee.declare', says: '声明利益关系；有关系即回避', method: 'POST', path: '/api/committee/items/:itemId/declaration', may: 'committee.vote', params: ItemRef, body: Declare, answer: Nothing,
      handle: (request) => request.inBank((tx) => declare(tx, handOf(request), request.params.itemId, request.body, tell)),
    }),
    route({
      act: 'committee.withdraw-recusal', says: '表决前撤回回避，由记录人注明', method: 'POST', path: '/api/committee/items/:itemId/recusal-withdrawal', may: 'committee.record', params: ItemRef, body: WithdrawRecusal, answer: Nothing,
      handle: (request) => request.inBank((tx) => withdrawRecusal(tx, handOf(request), request.params.itemId, request.body)),
    }),
    route({
      act: 'committee.replace', says: '候补委员补位', method: 'POST', path: '/api/committee/items/:itemId/replacement', may: 'committee.record', params: ItemRef, body: Replace, answer: Nothing,
      handle: (request) => request.inBank((tx) => replaceMember(tx, handOf(request), request.params.itemId, request.body)),
    }),
    route({
      act: 'committee.propose', says: '填写建议的条件', method: 'PUT', path: '/api/committee/items/:itemId/proposal', may: ['committee.record', 'committee.present'], params: ItemRef, body: Propose, answer: Nothing,
      handle: (request) => request.inBank((tx) => propose(tx, handOf(request), request.params.itemId, request.body.conditions)),
    }),
    route({
      act: 'committee.note', says: '记录陈述、提问、回答', method: 'POST', path: '/api/committee/items/:itemId/minutes', may: AT_TABLE, params: ItemRef, body: Minute, answer: z.object({ seq: z.int() }), status: 201,
      handle: (request) => request.inBank((tx) => note(tx, handOf(request), request.params.itemId, request.body)),
    }),
    route({
      act: 'committee.adjourn', says: '延期，另会再议', method: 'POST', path: '/api/committee/items/:itemId/adjournment', may: LEADS, params: ItemRef, body: Because, answer: ItemMoved,
      handle: (request) => request.inBank((tx) => adjourn(tx, handOf(request), request.params.itemId, request.body.reason, tell)),
    }),
  ]
}

/** From the voting to the resolution. */
function decidingRoutes({ tell }: CommitteeSurroundings): Route[] {
  return [
    route({
      act: 'committee.open-voting', says: '开始表决', method: 'POST', path: '/api/committee/items/:itemId/voting', may: 'committee.record', params: ItemRef, answer: ItemMoved,
      handle: (request) => request.inBank((tx) => openVoting(tx, handOf(request), request.params.itemId)),
    }),
    route({
      act: 'committee.cast-vote', says: '表决，即时封存；全体表决后一并开票', method: 'POST', path: '/api/committee/items/:itemId/votes', may: 'committee.vote', params: ItemRef, body: Ballot, answer: Cast, status: 201,
      handle: (request) => request.inBank((tx) => castVote(tx, handOf(request), request.params.itemId, request.body)),
    }),
    route({
      act: 'committee.own-words', says: '开票后补述与他人相同的理由', method: 'POST', path: '/api/committee/items/:itemId/own-words', may: 'committee.vote', params: ItemRef, body: OwnWords, answer: Nothing,
      handle: (request) => request.inBank((tx) => ownWords(tx, handOf(request), request.params.itemId, request.body.reason)),
    }),
    route({
      act: 'committee.settle', says: '组长核定条款，待同意的委员逐一认可', method: 'PUT', path: '/api/committee/items/:itemId/settlement', may: 'committee.vote', params: ItemRef, body: Settle, answer: Nothing,
      handle: (request) => request.inBank((tx) => settle(tx, handOf(request), request.params.itemId, request.body)),
    }),
    route({
      act: 'committee.consent-settlement', says: '认可或不认可组长核定的条款', method: 'POST', path: '/api/committee/items/:itemId/settlement/consent', may: 'committee.vote', params: ItemRef, body: Consent, answer: Nothing,
      handle: (request) => request.inBank((tx) => consentToSettlement(tx, handOf(request), request.params.itemId, request.body.agrees)),
    }),
    route({
      act: 'committee.resolve', says: '形成决议，编号，出具决议表、会议记录与表决附表', method: 'POST', path: '/api/committee/items/:itemId/resolution', may: LEADS, params: ItemRef, body: Resolve, answer: Resolved, status: 201,
      handle: (request) => request.inBank((tx) => resolve(tx, handOf(request), request.params.itemId, request.body, tell)),
    }),
  ]
}

export function tableRoutes(around: CommitteeSurroundings): Route[] {
  return [...hearingRoutes(around), ...decidingRoutes(around)]
}
