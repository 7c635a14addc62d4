import type { FigureText } from '#common/figures/domain'
import { figure } from './write.ts'

/** The household form of the equity check for what is consumed, not traded with [F-02], and what the history of the business says of its capital [S2-53]. */
export const householdEquity: readonly FigureText[] = [
  figure('householdForm', '按家庭做权益检验', 'TRUTH', '3.2 F-02', "has(in.householdEquity.startOn) and (in.request.purpose = 'CONSUMPTION' or not runsBusiness)"),
  figure('householdInitial', '家庭初始权益', 'FEN', '3.2 F-02', "sum(householdInitial, if(.side = 'ASSET', .amountFen, -.amountFen))"),
  figure('householdIncomes', '家庭期间收入', 'FEN', '3.2 F-02', 'sum(householdIncomes, .amountFen)'),
  figure('householdAppreciation', '家庭资产升值', 'FEN', '3.2 F-02', 'sum(householdAppreciation, .amountFen)'),
  figure('householdWithdrawals', '家庭期间提取', 'FEN', '3.2 F-02', 'sum(householdWithdrawals, .amountFen)'),
  figure('householdDepreciation', '家庭折旧/贬值', 'FEN', '3.2 F-02', 'sum(householdDepreciation, .amountFen)'),
  figure('householdTyped', '家庭权益检验已填行数', 'COUNT', '3.2 F-02', ['householdInitial', 'householdIncomes', 'householdAppreciation', 'householdWithdrawals', 'householdDepreciation'].map((list) => `count(${list}, abs(.amountFen) > 0)`).join(' + ')),
  figure('householdExpected', '家庭应有权益', 'FEN', '3.2 F-02', 'when(has(in.householdEquity.startOn) and householdTyped > 0, householdInitial + householdIncomes + householdAppreciation - householdWithdrawals - householdDepreciation)'),
  figure('householdActual', '家庭实际权益', 'FEN', '3.2 F-02', 'actualEquity + if(runsBusiness, householdNetWorth, 0)'),
  figure('householdEquityGap', '家庭权益差额', 'FEN', '3.2 F-02', 'householdExpected - householdActual'),
  figure('householdEquityDeviation', '家庭权益偏差', 'RATE', '3.2 F-02', 'when(has(householdEquityGap), if(householdActual = 0, if(householdEquityGap = 0, 0, 1), householdEquityGap / householdActual))'),
  figure('partnerCapital', '合伙人投入', 'FEN', 'S2-53', 'in.beginnings.initialCapitalFen - in.beginnings.ownCapitalFen - in.beginnings.borrowedCapitalFen'),
  figure('beginningsAgree', '初始投入各项相符', 'TRUTH', 'S2-53', 'when(has(partnerCapital), partnerCapital >= 0)'),
]
