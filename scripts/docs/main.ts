import { readFileSync, writeFileSync } from 'node:fs'
import { caseFileSchema, withParts } from './case-file.ts'
import { creditReportSchema } from './credit-report.ts'
import { formulasPage } from './formulas.ts'
import { withPathTable } from './path-table.ts'
import { templatesPage } from './templates.ts'

for (const [file, language] of [['README.md', 'en'], ['README.zh-CN.md', 'zh']] as const) writeFileSync(file, withPathTable(readFileSync(file, 'utf8'), language))
writeFileSync('docs/formulas.md', formulasPage())
writeFileSync('docs/case-file.schema.json', caseFileSchema())
writeFileSync('docs/case-file.md', withParts(readFileSync('docs/case-file.md', 'utf8')))
writeFileSync('docs/credit-report.schema.json', creditReportSchema())
writeFileSync('docs/templates.md', templatesPage())
