import { issueBankPaper, listBankPapers } from '#common/document/server'
import { GUIDES, type GuideAnswer, type GuideKind, type GuideOf, type GuideQuestion, type IssueGuide, type IssuedGuide } from '#desk/guide/domain'
import type { Day } from '#kernel'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { loadIndustry, shippedIndustryCodes } from '#platform/packs'
import { guideAt, loansOn } from './guide-at.ts'

interface At { readonly staff: Staff; readonly on: Day; readonly now: Date }

/** A guide as it is in force for one trade, product and guarantee, with what else can be chosen. */
export async function readGuide(tx: Tx, question: GuideQuestion, { staff, on }: Omit<At, 'now'>): Promise<GuideAnswer> {
  const kind = question.kind ?? 'DUE_DILIGENCE_GUIDE'
  const unitId = question.unit ?? staff.unitId
  const of = await guideAt(tx, { trade: question.trade, product: question.product, guarantee: question.guarantee, unitId, on: question.on ?? on, today: on })
  const units = await tx.selectFrom('unit').select(['unit_id', 'name']).where('bank_id', '=', tx.bankId).orderBy('code').execute()
  return {
    kind, trade: of.industry?.code ?? null, product: of.product.code, guarantee: of.guarantee, unitId, on: of.basis.on, paper: GUIDES[kind](of),
    choices: {
      trades: of.industry === null ? [] : shippedIndustryCodes().map((trade) => ({ trade, name: loadIndustry(trade).name })), units: units.map((row) => ({ unitId: row.unit_id, name: row.name })),
      guarantees: [...of.product.guarantees], products: (await loansOn(tx, of.basis.on as Day)).map(({ code, name }) => ({ code, name })),
    },
    issued: (await listBankPapers(tx, kind, subjectOf(of, unitId))).map(asGuide),
  }
}

/** Prints a guide under a number; the same content keeps the number it has. */
export async function issueGuide(tx: Tx, body: IssueGuide, { staff, on, now }: At): Promise<IssuedGuide> {
  const unitId = body.unit ?? staff.unitId
  const of = await guideAt(tx, { trade: body.trade, product: body.product, guarantee: body.guarantee, unitId, on: body.on ?? on, today: on })
  return asGuide(await issueBankPaper(tx, { staff, on, now }, { kind: body.kind, subject: subjectOf(of, unitId), paper: GUIDES[body.kind](of), act: 'guide.issue' }))
}

function subjectOf({ product, industry, guarantee }: GuideOf, unitId: string): string {
  return [product.code, industry?.code ?? '', guarantee, unitId].join(' ')
}

function asGuide({ kind, ...paper }: Awaited<ReturnType<typeof issueBankPaper>>): IssuedGuide {
  return { ...paper, kind: kind as GuideKind }
}
