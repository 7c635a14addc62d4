import { type Assessment, CaseFile, type JudgementPack, assess } from '#common/assessment/domain'
import { Refusal, read } from '#kernel'
import { loadIndustry, shippedIndustryCodes, shippedPackFor, shippedTradesSaid } from '#platform/packs'
import { answerJson, wrongUse } from './io.ts'

const packs = new Map<string, JudgementPack>()

/** `assess [--pack NAME]`: a case file in, statements, checks, limit, score, price and decision out. */
export function run(argv: string[]): Promise<number> {
  const [flag, name = 'default', ...rest] = argv
  if (flag !== undefined && (flag !== '--pack' || argv.length < 2 || rest.length > 0)) return Promise.resolve(wrongUse(`assess 不认识参数「${argv.join(' ')}」；用法：assess [--pack 名称] < 案件.json`))
  return answerJson((input) => judge(input, name))
}

/** The judgement on one case file of a stranger by a shipped pack; refuses what is no case file. */
export function judge(input: unknown, pack: string): Assessment {
  const caseFile = read(CaseFile, input)
  return assess(caseFile, packFor(pack, caseFile))
}

/** One pack per trade, product and policy in a run: the figure graph is read once for all cases of an array. */
function packFor(name: string, { business: { trade }, request: { product } }: CaseFile): JudgementPack {
  const key = `${name} ${trade} ${product}`
  const known = packs.get(key)
  if (known) return known
  if (!shippedIndustryCodes().includes(trade)) {
    throw new Refusal({ code: 'industry.unknown', message: `没有行业包「${trade}」`, at: '/business/trade', value: trade, expected: shippedTradesSaid() })
  }
  const pack = { ...shippedPackFor(name, product), industry: loadIndustry(trade) }
  packs.set(key, pack)
  return pack
}
