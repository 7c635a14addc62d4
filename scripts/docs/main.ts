import { readFileSync, writeFileSync } from 'node:fs'
import { withPathTable } from './path-table.ts'

for (const [file, language] of [['README.md', 'en'], ['README.zh-CN.md', 'zh']] as const) writeFileSync(file, withPathTable(readFileSync(file, 'utf8'), language))
