import { DocumentForm } from '#common/document/domain'
import { bankPaperFile } from '#common/document/server'
import { GuideAnswer, GuideIssued, GuideQuestion, IssueGuide, PaperRef } from '#desk/guide/domain'
import { type Route, route } from '#platform/http'
import { issueGuide, readGuide } from './guides.ts'

/** Guides and procedures made from the policy in force, on screen and on paper. */
export function guideRoutes(): Route[] {
  return [
    route({
      act: 'guide.read', says: '作业指引：调查尽职指引、贷款分析表格、到期与逾期处置规程，按行业、产品与担保方式，由现行政策生成', method: 'GET', path: '/api/guides', may: 'policy.read', query: GuideQuestion, answer: GuideAnswer,
      handle: ({ query, staff, businessDate, inBank }) => inBank((tx) => readGuide(tx, query, { staff, on: businessDate })),
    }),
    route({
      act: 'guide.issue', says: '按编号出具作业指引；内容未变的沿用原编号', method: 'POST', path: '/api/guides', may: 'policy.read', body: IssueGuide, answer: GuideIssued, status: 201,
      handle: ({ body, staff, businessDate, now, inBank }) => inBank((tx) => issueGuide(tx, body, { staff, on: businessDate, now })),
    }),
    route({
      act: 'guide.file', says: '已出具指引的 Word 或 PDF 文件', method: 'GET', path: '/api/guides/:paperId/file', may: 'policy.read', params: PaperRef, query: DocumentForm, answer: 'file',
      handle: ({ params, query, inBank }) => inBank(async (tx) => ({ ...(await bankPaperFile(tx, params.paperId, query.as)), inline: query.as === 'pdf' })),
    }),
  ]
}
