import { CaseField, ListLedger, Part, PartGrid, usePlace } from '#common/assessment/web'
import { SoftMatrix } from './soft-matrix.tsx'

/** 软信息: the matrix filled from the file, side inquiries, what a person must find. */
export function SoftSheet() {
  const positive = usePlace<readonly { readonly positive: boolean }[]>('/soft/inquiries').filter((one) => one.positive).length
  return (
    <div className="stack">
      <SoftMatrix />
      <Part title="信用与态度" at="/soft"><PartGrid><CaseField at="/soft/creditRecord" kind="choice" /><CaseField at="/soft/attitude" kind="choice" /></PartGrid></Part>
      <ListLedger
        title="侧面调查" list="/soft/inquiries" name="who" hint={`至少两人：供应商、邻居、雇员；正面 ${positive} 人`} unit={null} most={50} blank={{ who: '被访人', relation: '邻居', positive: true, says: '（待记）', evidence: [] }} addLabel="添加被访人"
        columns={[{ field: 'relation', kind: 'text', label: '关系', width: 96 }, { field: 'positive', kind: 'check', width: 80 }, { field: 'says', kind: 'text', label: '说了什么', width: 320 }]}
      />
      <ListLedger
        title="调查发现" list="/findings" name="says" hint="须由人判断的事实，写明由谁证实；赌博、无实际经营等将导致拒绝" unit={null} most={50} blank={{ flag: 'FR04', confirmedBy: 'OFFICER', says: '（写明事实）', evidence: [] }} addLabel="添加发现"
        columns={[{ field: 'flag', kind: 'choice', width: 168 }, { field: 'confirmedBy', kind: 'choice', width: 112 }]}
      />
    </div>
  )
}
