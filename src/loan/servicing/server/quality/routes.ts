import { READS_CASES } from '#common/staff/domain'
import type { Day } from '#kernel'
import { ClassList, ClassQuestion, FigureNotes, FigureNotesQuestion, FiguresPage, FiguresQuestion, JudgeClass, NoteClass, NoteRef, ProposalRef, ProposeClass, QualityPage, QualityQuestion } from '#loan/servicing/domain'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { type Route, route } from '#platform/http'
import { figureNotes } from './figure-notes.ts'
import { approveClass, confirmClass, proposeClass, sendBackClass } from './judge.ts'
import { listClasses } from './list-classes.ts'
import { readNoteClass } from './note-class.ts'
import { readFigures } from './read-figures.ts'
import { readQuality } from './read-quality.ts'

interface Request { readonly staff: Staff; readonly businessDate: Day; readonly now: Date; inBank<T>(work: (tx: Tx) => Promise<T>): Promise<T> }

/** Classes of notes and what they make of the portfolio. */
export function qualityRoutes(): Route[] {
  const acting = ({ staff, businessDate: on, now }: Request) => ({ staff, on, now })
  /** Does the act and answers with the note as it then stands. */
  const judged = (request: Request & { readonly params: { readonly noteId: string } }, act: (tx: Tx) => Promise<void>) => request.inBank(async (tx) => {
    await act(tx)
    return readNoteClass(tx, request.staff, request.params.noteId, request.businessDate)
  })
  return [
    route({
      act: 'servicing.quality', says: '资产质量：五级分类、账龄、PAR、准备与内部资金成本', method: 'GET', path: '/api/quality', may: 'quality.read', query: QualityQuestion, answer: QualityPage,
      handle: ({ query, businessDate, inBank }) => inBank((tx) => readQuality(tx, query, businessDate)),
    }),
    route({ act: 'servicing.figures', says: '经营指标：封账日的规模、质量、回收、结构、普惠与机构损益，附公式', method: 'GET', path: '/api/figures', may: 'quality.read', query: FiguresQuestion, answer: FiguresPage, handle: ({ query, businessDate, inBank }) => inBank((tx) => readFigures(tx, query, businessDate)) }),
    route({ act: 'servicing.figure-notes', says: '经营指标背后的借据（按现况，限本人可见）', method: 'GET', path: '/api/figures/notes', may: 'quality.read', query: FigureNotesQuestion, answer: FigureNotes, handle: ({ query, staff, inBank }) => inBank((tx) => figureNotes(tx, staff, query)) }),
    route({ act: 'servicing.classes', says: '风险分类清单：待认定、待审批、本季待认定、可上调', method: 'GET', path: '/api/classes', may: READS_CASES, query: ClassQuestion, answer: ClassList, handle: ({ query, staff, businessDate, inBank }) => inBank((tx) => listClasses(tx, staff, query, businessDate)) }),
    route({ act: 'servicing.note-class', says: '一笔借据的风险分类、来历与待办意见', method: 'GET', path: '/api/notes/:noteId/class', may: READS_CASES, params: NoteRef, answer: NoteClass, handle: ({ params, staff, businessDate, inBank }) => inBank((tx) => readNoteClass(tx, staff, params.noteId, businessDate)) }),
    route({
      act: 'servicing.propose-class', says: '风险分类初分', method: 'POST', path: '/api/notes/:noteId/class-proposals', may: 'class.propose', params: NoteRef, body: ProposeClass, answer: NoteClass, status: 201,
      handle: (request) => judged(request, (tx) => proposeClass(tx, request.params.noteId, request.body, acting(request))),
    }),
    route({
      act: 'servicing.confirm-class', says: '风险分类认定，须由初分人以外的人', method: 'POST', path: '/api/notes/:noteId/class-proposals/:proposalId/confirmation', may: 'class.confirm', params: ProposalRef, body: JudgeClass, answer: NoteClass,
      handle: (request) => judged(request, (tx) => confirmClass(tx, request.params, request.body.says, acting(request))),
    }),
    route({
      act: 'servicing.approve-class', says: '风险分类审批，须由第三人', method: 'POST', path: '/api/notes/:noteId/class-proposals/:proposalId/approval', may: 'class.approve', params: ProposalRef, body: JudgeClass, answer: NoteClass,
      handle: (request) => judged(request, (tx) => approveClass(tx, request.params, request.body.says, acting(request))),
    }),
    route({
      act: 'servicing.send-back-class', says: '退回分类意见', method: 'POST', path: '/api/notes/:noteId/class-proposals/:proposalId/return', may: ['class.propose', 'class.confirm', 'class.approve'], params: ProposalRef, body: JudgeClass, answer: NoteClass,
      handle: (request) => judged(request, (tx) => sendBackClass(tx, request.params, request.body.says, acting(request))),
    }),
  ]
}
