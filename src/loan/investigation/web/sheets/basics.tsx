import { useState } from 'react'
import { CaseCheck, CaseField, Ledger, LedgerRow, ListLedger, OptionalPart, Part, PartGrid, Td, useCase, usePlace } from '#common/assessment/web'
import { LiveFigure } from '#common/figures/web'
import { ChoiceField, EmptyState, Field, Money, api, useRead } from '#ui'
import type { Fen } from '#kernel'
import type { ApplicationPanel } from '#loan/application/domain'
import { useOpenCase } from '../session-context.ts'
import { PreviousLoan } from './previous-loan.tsx'

/** 基本: customer, business, request, guarantor, visit. */
export function BasicsSheet() {
  const guarantee = usePlace<string>('/request/guarantee')
  return (
    <div className="stack">
      <RequestPart />
      <ListLedger
        title="用途明细" list="/request/purposeItems" total="purposeAmount" most={50} hint="资金需求约束由此相加；报价单、合同作凭据" blank={{ label: '新用途', amountFen: 0, evidence: [] }} columns={[{ field: 'amountFen', kind: 'money', width: 160 }]}
      />
      <ApplicantPart />
      <OptionalPart title="配偶" at="/spouse" none="没有配偶，或配偶不参与" add="登记配偶" blank={() => ({ name: '配偶', informed: false, coSigns: false, work: 'NONE', evidence: [] })}>
        <PartGrid><CaseField at="/spouse/name" /><CaseField at="/spouse/work" kind="choice" /><CaseCheck at="/spouse/informed" /><CaseCheck at="/spouse/coSigns" /></PartGrid>
      </OptionalPart>
      <Kinds />
      {guarantee === 'PERSONAL_GUARANTEE' || guarantee === 'GUARANTEE_COMPANY' ? <GuarantorPart /> : null}
      {guarantee === 'MORTGAGE'
        ? <ListLedger title="抵押物" list="/collateral" total="collateralValue" most={20} hint={<>评估价与快速变现价取低者，扣在先债权后计可贷值；净值为额度的 <LiveFigure id="collateralCoverage" /> 倍</>} blank={{ label: '新抵押物', kind: 'HOUSE', valueFen: 0, conservativeFen: null, valuedOn: null, priorClaimsFen: 0, evidence: [] }} columns={[{ field: 'kind', kind: 'choice', width: 90 }, { field: 'valueFen', kind: 'money', width: 130 }, { field: 'conservativeFen', kind: 'money', width: 130 }, { field: 'priorClaimsFen', kind: 'money', width: 120 }, { field: 'valuedOn', kind: 'day', width: 126 }]} />
        : null}
      <Part title="实地调查" at="/visit" hint="调查日即截止日；到店眼见、手点、耳听、口问">
        <PartGrid><CaseField at="/visit/visitedOn" kind="day" /><CaseField at="/cutOffOn" kind="day" hint="各表余额以此日为准" /></PartGrid>
      </Part>
      <PreviousLoan />
    </div>
  )
}

function RequestPart() {
  return (
    <Part title="贷款需求">
      <PartGrid>
        <CaseField at="/request/amountFen" kind="money" label="申请金额" required /><CaseField at="/request/periods" kind="count" unit="期" required hint="一次还本付息的填月数" /><CaseField at="/request/method" kind="choice" label="还款方式" /><CaseField at="/request/guarantee" kind="choice" />
        <CaseField at="/request/purpose" kind="choice" /><CaseField at="/request/ownContributionFen" kind="money" /><CaseField at="/request/product" /><CaseField at="/request/relatedExposureFen" kind="money" />
        <CaseField at="/request/disbursedOn" kind="day" /><CaseField at="/request/firstDueOn" kind="day" /><CaseField at="/request/authorityFen" kind="money" label="审批权限" hint="不填则不作约束" />
      </PartGrid>
      <PartGrid>
        <CaseField at="/application/appliedOn" kind="day" /><CaseField at="/application/source" kind="choice" /><CaseField at="/application/bureauAuthorisedOn" kind="day" /><CaseField at="/application/loansRepaid" kind="count" unit="笔" hint="0 为首贷" />
      </PartGrid>
    </Part>
  )
}

/** Colleagues he is related to; they take no part in the case. */
function RelatedStaff() {
  const store = useCase()
  const names = usePlace<readonly string[]>('/applicant/relatedStaff')
  const isRelated = usePlace<boolean>('/applicant/staffRelated')
  const [text, setText] = useState(names.join('、'))
  if (!isRelated && names.length === 0) return null
  const write = (): void => store.set('/applicant/relatedStaff', [...new Set(text.split(/[、,，\s]+/).filter((name) => name !== ''))])
  return <Field label="所关联的员工" hint="姓名以顿号分隔；所列员工回避本案的一切环节，且不得办理信用贷款">{(control) => <input {...control} value={text} disabled={!store.isOpen} onChange={(event) => setText(event.target.value)} onBlur={write} />}</Field>
}

function ApplicantPart() {
  return (
    <Part title="借款人" at="/applicant">
      <PartGrid>
        <CaseField at="/applicant/name" required /><CaseField at="/applicant/customerType" kind="choice" /><CaseField at="/applicant/bornOn" kind="day" hint={<>现龄 <LiveFigure id="age" />，到期 <LiveFigure id="ageAtMaturity" /></>} /><CaseField at="/applicant/idExpiresOn" kind="day" />
        <CaseField at="/applicant/residence/city" label="居住城市" /><CaseField at="/applicant/residence/years" kind="count" unit="年" /><CaseField at="/applicant/marriage" kind="choice" /><CaseField at="/applicant/children" kind="choice" />
        <CaseField at="/applicant/property" kind="choice" /><CaseField at="/applicant/habits" kind="choice" /><CaseCheck at="/applicant/residence/local" /><CaseCheck at="/applicant/staffRelated" />
      </PartGrid>
      <RelatedStaff />
      <Phone />
    </Part>
  )
}

function Phone() {
  const hasPhone = usePlace<object | null>('/applicant/phone') !== null
  if (!hasPhone) return <OptionalPart title="手机号码" at="/applicant/phone" none="未登记号码归属" add="登记" blank={() => ({ city: '本地', usedYears: 0 })} hasEvidence={false}>{null}</OptionalPart>
  return <PartGrid><CaseField at="/applicant/phone/city" label="号码归属城市" /><CaseField at="/applicant/phone/usedYears" kind="count" label="号码使用年数" unit="年" /></PartGrid>
}

/** A shop of his own, or none: a household on wages says its employer on the sheet of its wages. */
function Kinds() {
  const customerType = usePlace<string>('/applicant/customerType')
  const guarantee = usePlace<string>('/request/guarantee')
  return <>{customerType === 'SALARIED' ? null : <BusinessPart />}{guarantee === 'JOINT_LIABILITY' ? <GroupPart /> : null}</>
}

/** The joint-liability group as the bank's records have it today; it is formed on the application. */
function GroupPart() {
  const group = usePlace<{ readonly name: string; readonly capFen: number; readonly members: readonly { readonly label: string; readonly monthlyDisposableFen: number; readonly debtsFen: number; readonly groupLoanFen: number; readonly overdueDays: number }[] } | null>('/jointGroup')
  if (group === null) return <Part title="联保小组"><EmptyState says="还没有联保小组，在「受理」页组成。" /></Part>
  return (
    <Ledger title={`联保小组 ${group.name}`} subtitle={<>其他成员代偿能力 <LiveFigure id="jointCapacity" />，小组限额 <Money fen={group.capFen as Fen} /></>} corner="成员" columns={[{ id: 'disposable', label: '月可支配' }, { id: 'debts', label: '自身负债' }, { id: 'lent', label: '组内贷款' }, { id: 'capacity', label: '代偿能力' }, { id: 'late', label: '逾期' }]}>
      {group.members.map((one, at) => (
        <LedgerRow key={one.label} label={one.label}><Td><Money fen={one.monthlyDisposableFen as Fen} /></Td><Td><Money fen={one.debtsFen as Fen} /></Td><Td><Money fen={one.groupLoanFen as Fen} /></Td><Td><LiveFigure id="memberCapacity" index={at} /></Td><Td>{one.overdueDays === 0 ? '无' : `${one.overdueDays} 天`}</Td></LedgerRow>
      ))}
    </Ledger>
  )
}

function BusinessPart() {
  return (
    <Part title="经营主体" at="/business">
      <PartGrid>
        <CaseField at="/business/name" label="字号" required /><Trade /><CaseField at="/business/city" label="经营城市" /><CaseField at="/business/startedOn" kind="day" hint={<>经营 <LiveFigure id="monthsInBusiness" /></>} />
        <CaseField at="/business/premises" kind="choice" /><CaseField at="/business/leaseEndsOn" kind="day" /><CaseField at="/business/largestCustomerShare" kind="rate" /><CaseField at="/business/mainSupplierYears" kind="count" unit="年" />
        <CaseField at="/business/licenceChangedOn" kind="day" /><CaseCheck at="/business/licensed" label="有营业执照" />
      </PartGrid>
    </Part>
  )
}

/** The trades of which the bank has guideline values; another one brings other values, so the case is read anew. */
function Trade() {
  const store = useCase()
  const { session, reload } = useOpenCase()
  const trade = usePlace<string>('/business/trade')
  const trades = useRead<{ readonly trades: readonly { readonly code: string; readonly name: string }[] }>(api.trades()).data?.trades ?? [{ code: trade, name: store.pack.industry.name }]
  if (!store.isOpen) return <dl className="case-read"><dt>行业</dt><dd>{store.pack.industry.name}</dd></dl>
  const choose = async (code: string): Promise<void> => {
    store.set('/business/trade', code)
    if (await session.save()) reload()
  }
  return <ChoiceField label="行业" hint="同业指标按此套用" value={trade} choices={trades.map(({ code, name }) => ({ value: code, label: name }))} onChange={(code) => void choose(code)} />
}

/** Whoever was named at the counter to stand for him is not typed again. */
function GuarantorPart() {
  const { caseId } = useOpenCase()
  const named = useRead<ApplicationPanel>(api.application(caseId)).data?.parties.find(({ role }) => role === 'GUARANTOR')?.name
  return (
    <OptionalPart title="保证人" at="/guarantor" none={named === undefined ? '还没有保证人' : `受理时登记的保证人：${named}`} add={`登记保证人${named === undefined ? '' : ` ${named}`}`} blank={() => ({ name: named ?? '保证人', relation: 'FRIEND', unmarriedChild: false, monthlyDisposableFen: 0, evidence: [] })}>
      <PartGrid>
        <CaseField at="/guarantor/name" /><CaseField at="/guarantor/relation" kind="choice" /><CaseField at="/guarantor/monthlyDisposableFen" kind="money" hint={<>代偿能力 <LiveFigure id="guarantorCapacity" /></>} /><CaseCheck at="/guarantor/unmarriedChild" />
      </PartGrid>
    </OptionalPart>
  )
}
