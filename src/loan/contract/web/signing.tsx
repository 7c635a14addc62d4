import { useState } from 'react'
import { type ContractShown, MARKS, PARTY_ROLES } from '#loan/contract/domain'
import { may, useMe } from '#common/staff/web'
import { Button, ChoiceField, EmptyState, NoteField, RefusalText, TextField, announce, api, refusalsIn, useWrite } from '#ui'
import { ActDrawer } from './act-drawer.tsx'
import { Checklist } from './checklist.tsx'
import type { PartProps } from './part-props.ts'
import { type Attached, EvidenceField } from './evidence-field.tsx'
import { IdentityAct, InterviewAct, MarkAct } from './mark-acts.tsx'

/** 双人面签: the checklist of the day, what is done with the customer, and the two people who are there. */
export function Signing({ caseId, file }: PartProps) {
  if (file.state === 'DRAFTING') return <section className="panel"><EmptyState says="合同制作之后，由两名本行人员与客户面签。" /></section>
  const signing = file.signings.find(({ outcome }) => outcome === null)
  const open = file.beforeSigning.filter(({ done }) => !done)
  return (
    <div className="contract-two">
      <section className="panel">
        <div className="panel-head"><h2>签约前检查</h2><span className="muted small">{open.length === 0 ? '全部办妥' : `${open.length} 项未办`}</span></div>
        <div className="panel-body"><Checklist items={file.beforeSigning} label="签约前检查" /></div>
      </section>
      <div className="stack">
        {file.state === 'DRAWN_UP' ? <WithCustomer caseId={caseId} file={file} /> : null}
        <section className="panel">
          <div className="panel-head"><h2>面签</h2></div>
          <div className="panel-body stack">
            {file.signings.map((one) => <Meeting key={one.signingId} caseId={caseId} meeting={one} />)}
            {file.state !== 'DRAWN_UP' ? null : signing === undefined ? <OpenAct caseId={caseId} file={file} /> : <AtTheTable caseId={caseId} file={file} signing={signing} openItems={open.filter(({ code }) => code !== 'PHOTO').length} />}
          </div>
        </section>
      </div>
    </div>
  )
}

function Meeting({ caseId, meeting }: { caseId: string; meeting: ContractShown['signings'][number] }) {
  const outcome = meeting.outcome === 'SIGNED' ? '已签' : meeting.outcome === 'REFUSED' ? `未签：${meeting.reason ?? ''}` : '进行中'
  return (
    <div className="contract-card">
      <p><strong>{meeting.placeKind === 'BRANCH' ? '网点' : '上门'} · {meeting.place}</strong> {meeting.opened.on} · 第 {meeting.version} 版 · {outcome}</p>
      <p className="small muted">{meeting.opened.by.name}、{meeting.joined?.name ?? '等待另一方加入'}{meeting.photos.map((id, index) => <a key={id} href={api.evidenceFile(caseId, id)} target="_blank" rel="noreferrer"> 影像 {index + 1}</a>)}</p>
    </div>
  )
}

function WithCustomer({ caseId, file }: PartProps) {
  const { data: me } = useMe()
  const off = may(me, 'contract.sign') ? null : '由参加面签的人员办理'
  return (
    <section className="panel">
      <div className="panel-head"><h2>与客户办理</h2><span className="muted small">每办一项记一项，谁办的、何时办的都留下</span></div>
      <div className="panel-body row">
        <InterviewAct caseId={caseId} file={file} off={off} />
        <MarkAct caseId={caseId} item="EXPLAINED" label="讲解还款流程…" hint="两次，由不同的人或在不同的日子；第二次请客户自己复述" says="按还款计划表逐期讲解，客户复述每月还款日与金额" off={off} />
        <MarkAct caseId={caseId} item="CONDUCT" label="告知行为准则…" hint={`${file.ask.conduct}。监督电话 ${file.ask.phone}`} says={`已告知，并给出监督电话 ${file.ask.phone}`} off={off} />
        <MarkAct caseId={caseId} item="DISCLOSURE" label="签明示表…" hint="先请客户看综合融资成本明示表，讲清年化成本与每项费用，再签字" says="客户看过年化成本与各项费用，已签字" off={off} />
        <MarkAct caseId={caseId} item="TERMS_READ" label="宣读关键条款…" hint="金额、利率、罚息、还款日、扣款账户" says="已宣读金额、利率、罚息、还款日、账户，客户无异议" off={off} />
        <IdentityAct caseId={caseId} label="核验借款人…" name={file.customerName} subject="" off={off} />
        {file.parties.map((party) => <IdentityAct key={party.partyId} caseId={caseId} label={`核验${PARTY_ROLES[party.role]}${party.name}…`} name={party.name} subject={party.partyId} off={off} />)}
      </div>
      <div className="panel-body"><ul className="small muted">{file.marks.map((mark) => <li key={`${mark.at}${mark.item}`}>{mark.on} {mark.by.name}：{MARKS[mark.item].name}，{mark.says}</li>)}</ul></div>
    </section>
  )
}

function OpenAct({ caseId, file }: PartProps) {
  const { data: me } = useMe()
  const [placeKind, setKind] = useState<'BRANCH' | 'ON_SITE'>('ON_SITE')
  const [place, setPlace] = useState(file.ask.business)
  return (
    <div className="row">
      <ActDrawer caseId={caseId} label="开始面签…" kind="act" title="开始双人面签" path={api.contract(caseId, 'signing')} body={{ placeKind, place }} act="开始" done="面签已开始，请另一名人员用本人账号加入" why={may(me, 'contract.sign') ? null : '由面签人员办理'} lacking={place.trim() === '' ? '请写地点' : null}>
        <ChoiceField label="在哪里签" value={placeKind} onChange={setKind} choices={[{ value: 'ON_SITE', label: '上门' }, { value: 'BRANCH', label: '网点' }]} hint="客户为一笔贷款只来网点一次" />
        <TextField label="地点" value={place} onChange={setPlace} maxLength={100} required />
      </ActDrawer>
    </div>
  )
}

function AtTheTable({ caseId, signing, openItems }: PartProps & { signing: ContractShown['signings'][number]; openItems: number }) {
  const { data: me } = useMe()
  const [photos, setPhotos] = useState<readonly Attached[]>([])
  const [reason, setReason] = useState('')
  const write = useWrite({ changes: [api.case(caseId), api.inbox(), api.today()] })
  const isFirst = me?.staffId === signing.opened.by.staffId
  const isThere = isFirst || me?.staffId === signing.joined?.staffId
  const join = (): void => write.mutate({ path: api.contract(caseId, 'signing', 'join') }, { onSuccess: () => announce('已加入面签') })
  const complete = (): void => write.mutate({ path: api.contract(caseId, 'signing', 'complete'), body: { evidence: photos.map(({ id }) => id) } }, { onSuccess: () => announce('客户已签，等待主管确认') })
  const why = !isThere ? '只有在场的两名人员可以办理' : signing.joined === null ? '等待另一名人员加入' : openItems > 0 ? `签约前检查还有 ${openItems} 项未办` : photos.length + signing.photos.length === 0 ? '须有面签照片或录像' : null
  return (
    <div className="stack">
      {signing.joined === null ? <Button kind={isFirst ? 'plain' : 'act'} busy={write.isPending} disabledReason={isFirst ? '另一名人员须用本人账号加入' : may(me, 'contract.sign') ? null : '由面签人员办理'} onClick={join}>我在场，加入面签</Button> : null}
      {isThere ? <EvidenceField caseId={caseId} label="拍面签照片" value={photos} onChange={setPhotos} /> : null}
      <RefusalText refusals={refusalsIn(write.error)} />
      <div className="contract-foot">
        {isThere ? (
          <ActDrawer caseId={caseId} label="客户不签…" kind="stop" title="客户不签" path={api.contract(caseId, 'signing', 'refuse')} body={{ reason }} act="结束面签" done="面签已结束，原因留存" lacking={reason.trim().length < 4 ? '请写客户的原因，至少 4 个字' : null}>
            <NoteField label="原因" value={reason} onChange={setReason} required maxLength={400} />
          </ActDrawer>
        ) : null}
        <Button kind="act" busy={write.isPending} disabledReason={why} onClick={complete}>客户已签字，完成签约</Button>
      </div>
    </div>
  )
}
