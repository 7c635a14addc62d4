import { EXIT, wrongUse } from './io.ts'

interface Command {
  run(argv: string[]): Promise<number>
}

/** Each command is one file, loaded only when asked for: that keeps the start well under a second. */
const COMMANDS: Record<string, { says: string; load: () => Promise<Command> }> = {
  assess: { says: 'assess < case.json          案件 → 报表、检验、评分、额度、定价、决定', load: () => import('./assess.ts') },
  schedule: { says: 'schedule < terms.json       贷款条件 → 还款计划与年化利率', load: () => import('./schedule.ts') },
  bill: { says: 'bill FILE [--owner NAME]    微信、支付宝、银行流水 → 明细与汇总', load: () => import('./bill.ts') },
  invoices: { says: 'invoices DIR|FILE.zip       增值税发票 → 各企业销售画像', load: () => import('./invoices.ts') },
  workbook: { says: 'workbook write|read FILE    案件 ⇄ 可独立测算的调查工作簿（xlsx）', load: () => import('./workbook.ts') },
  'x-ray': { says: 'x-ray FOLDER [--loans FILE]  上线体检：一家银行最近的案件是什么样', load: () => import('./x-ray.ts') },
  policy: { says: 'policy show|diff|unused     政策包', load: () => import('./policy.ts') },
  day: { says: 'day close 日期 | forward 日期 | status --bank 代码    一家银行的日终：运行、演示银行走到某日、查看进度', load: () => import('./day.ts') },
  dossier: { says: 'dossier verify FILE         核对导出的案卷压缩包，不需数据库', load: () => import('./dossier.ts') },
  audit: { says: 'audit verify                核对审计链', load: () => import('./audit.ts') },
}

/** Runs one command and returns its exit code. */
export async function main(argv: string[]): Promise<number> {
  const [name = '', ...rest] = argv
  if (name === '--help' || name === 'help') {
    process.stdout.write(`${usage()}\n`)
    return EXIT.done
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!command) return wrongUse(name === '' ? usage() : `没有命令「${name}」\n${usage()}`)
  return (await command.load()).run(rest)
}

function usage(): string {
  return ['用法：npm run -s weidai -- <命令>', ...Object.values(COMMANDS).map((command) => `  ${command.says}`)].join('\n')
}
