import { CaseField, ListLedger, Part, PartGrid, usePlace } from '#common/assessment/web'
import { ManyOf } from '../many-of.tsx'
import { Chain } from './soft-chain.tsx'
import { Indicators } from './soft-indicators.tsx'
import { SoftMatrix } from './soft-matrix.tsx'
import { Conclusions, FirstSource, Understandings } from './soft-understandings.tsx'

const PAPERS = ['LICENCE', 'TITLE_DEED', 'LEASE_CONTRACT', 'ACCOUNTS', 'STOCK_LIST', 'BANK_ACCOUNT', 'CASH_COUNTED', 'SUPPLY_CONTRACT'] as const

/** 软信息: the matrix filled from the file, the four understandings, indicators, voices, what a person must find, and room for what no form asks. */
export function SoftSheet() {
  const positive = usePlace<readonly { readonly positive: boolean }[]>('/soft/inquiries').filter((one) => one.positive).length
  return (
    <div className="stack">
      <SoftMatrix />
      <Understandings />
      <FirstSource />
      <Part title="信用与态度" at="/soft"><PartGrid><CaseField at="/soft/creditRecord" kind="choice" /><CaseField at="/soft/attitude" kind="choice" /><CaseField at="/soft/businessGrade" kind="choice" /></PartGrid></Part>
      <Part title="客户情况表">
        <div className="notes-grid">
          <CaseField at="/soft/applicationReason" kind="note" /><CaseField at="/soft/career" kind="note" /><CaseField at="/soft/organisation" kind="note" /><CaseField at="/soft/market" kind="note" /><CaseField at="/soft/finance" kind="note" />
          <CaseField at="/soft/socialStanding" kind="note" /><CaseField at="/soft/privateProperty" kind="note" />
        </div>
        <ManyOf at="/soft/verified" words={PAPERS} label="客户信息收集与核实" />
      </Part>
      <Chain />
      <Indicators />
      <ListLedger
        title="侧面调查" list="/soft/inquiries" name="who" hint={`至少两人：供应商、邻居、雇员；正面 ${positive} 人`} unit={null} most={50} blank={{ who: '被访人', relation: '邻居', positive: true, says: '（待记）', evidence: [] }} addLabel="添加被访人"
        columns={[{ field: 'relation', kind: 'text', label: '关系', width: 96 }, { field: 'positive', kind: 'check', width: 80 }, { field: 'says', kind: 'text', label: '说了什么', width: 320 }]}
      />
      <ListLedger
        title="调查发现" list="/findings" name="says" hint="须由人判断的事实，写明由谁证实：回避关键问题、赌博、无实际经营、副业投资、替人借款" unit={null} most={50} blank={{ flag: 'FR04', confirmedBy: 'OFFICER', says: '（写明事实）', evidence: [] }} addLabel="添加发现"
        columns={[{ field: 'flag', kind: 'choice', width: 168 }, { field: 'confirmedBy', kind: 'choice', width: 112 }]}
      />
      <Part title="自由记述" hint="表格问不到的隐性信息，写在这里"><CaseField at="/soft/freeText" kind="note" label="其他软信息" /></Part>
      <Conclusions />
    </div>
  )
}
