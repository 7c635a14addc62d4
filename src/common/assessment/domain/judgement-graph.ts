import { accountFlows } from './formulas/account-flows.ts'
import { type FigureText, type Graph, buildGraph } from '#common/figures/domain'
import type { IndustryPack, PolicyPack } from '#common/policy/domain'
import { exact } from '#kernel'
import { algorithms } from './algorithms.ts'
import { AXES, type Working } from './axes.ts'
import { balance } from './formulas/balance.ts'
import { cashFlow } from './formulas/cash-flow.ts'
import { checks } from './formulas/checks.ts'
import { contradictions } from './formulas/contradictions.ts'
import { equity } from './formulas/equity.ts'
import { flags } from './formulas/flags.ts'
import { grades } from './formulas/grades.ts'
import { farm, household, jointGroup } from './formulas/household.ts'
import { householdEquity } from './formulas/household-equity.ts'
import { identities } from './formulas/identities.ts'
import { income } from './formulas/income.ts'
import { limit } from './formulas/limit.ts'
import { plan } from './formulas/plan.ts'
import { price } from './formulas/price.ts'
import { ratios } from './formulas/ratios.ts'
import { related } from './formulas/related.ts'
import { rules } from './formulas/rules.ts'
import { score, scoreBins } from './formulas/score.ts'
import { scored } from './formulas/scored.ts'
import { season } from './formulas/season.ts'
import { trends } from './formulas/trends.ts'
import { traps } from './formulas/traps.ts'
import { twoDates } from './formulas/two-dates.ts'
import { SETTLED } from './settled.ts'

/** A policy with the guideline values of the customer's trade: everything a judgement reads beside the case. */
export interface JudgementPack extends PolicyPack {
  readonly industry: IndustryPack
}

/** All formulas in the order they are shown, by sheet. */
export function formulaSections(pack: PolicyPack): readonly { readonly title: string; readonly figures: readonly FigureText[] }[] {
  return [
    { title: '资产负债表', figures: balance }, { title: '两期对比', figures: twoDates }, { title: '关联方', figures: related }, { title: '损益表', figures: income }, { title: '季节与收入', figures: season }, { title: '工薪家庭', figures: household }, { title: '种养', figures: farm }, { title: '联保小组', figures: jointGroup }, { title: '比率', figures: ratios }, { title: '同业等级', figures: grades }, { title: '权益检验', figures: equity }, { title: '家庭权益检验', figures: householdEquity }, { title: '交叉检验', figures: checks(pack) }, { title: '逻辑检验', figures: contradictions }, { title: '走势与价格', figures: trends },
    { title: '现金流量表(历史)', figures: cashFlow }, { title: '勾稽关系', figures: identities }, { title: '重复计算', figures: traps }, { title: '风险标志', figures: flags }, { title: '账户流水', figures: accountFlows }, { title: '额度', figures: limit }, { title: '现金流预测', figures: plan },
    { title: '评分所据', figures: scored }, { title: '评分与软信息', figures: score(pack) }, { title: '定价', figures: price }, { title: '准入硬规则', figures: rules(pack) },
  ]
}

const built = new WeakMap<PolicyPack, Graph<Working>>()

/** The graph of a pack; read once and kept as long as the pack. */
export function judgementGraph(pack: PolicyPack): Graph<Working> {
  const graph = built.get(pack) ?? graphOf(pack, [])
  built.set(pack, graph)
  return graph
}

/** The same formulas with one more figure for each indicator of the card: its bin. */
export function binGraph(pack: PolicyPack): Graph<Working> {
  return graphOf(pack, scoreBins(pack))
}

function graphOf(pack: PolicyPack, more: readonly FigureText[]): Graph<Working> {
  const figures = [...formulaSections(pack).flatMap((section) => section.figures), ...more]
  return buildGraph(figures, { ...AXES }, { ...algorithms({ checks: pack.checks, payRatio: exact(pack.limit.payRatio), repayment: pack.repayment }) }, SETTLED)
}
