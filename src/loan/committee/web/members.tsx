import { useState } from 'react'
import { type Bodies, CERTIFICATES, type Certificate, SEATS, type Seat, namesOf } from '#loan/committee/domain'
import { DECIDING_BODIES, type DecidingBody } from '#loan/decision/domain'
import type { Colleague, Unit } from '#common/staff/domain'
import { may, useMe } from '#common/staff/web'
import type { Day } from '#kernel'
import { Button, ChoiceField, DayField, Drawer, EmptyState, Modal, NoteField, RefusalText, SkeletonRows, StateBadge, TextField, api, refusalsIn, useRead } from '#ui'
import type { z } from 'zod'
import { useAct } from './use-live.ts'

type Body = Bodies['bodies'][number]
type Member = Body['members'][number]
const choicesOf = <T extends string>(names: Readonly<Record<T, string>>) => namesOf(names).map((value) => ({ value, label: names[value] }))

/** Bodies and everyone who ever sat in them, by the days of their membership. */
export function Members() {
  const me = useMe().data
  const read = useRead<Bodies>(api.committeeBodies())
  const [founding, setFounding] = useState(false)
  const [appointing, setAppointing] = useState<Body | null>(null)
  const [ending, setEnding] = useState<{ body: Body; member: Member } | null>(null)
  const why = may(me, 'committee.appoint') ? null : '由部门负责人、主管副行长或行长任免'
  if (read.data === undefined) return read.error === null ? <div className="panel"><SkeletonRows rows={8} /></div> : <RefusalText refusals={refusalsIn(read.error)} />
  const found = <Button kind={read.data.bodies.length === 0 ? 'act' : 'plain'} disabledReason={why} onClick={() => setFounding(true)}>设立审贷会</Button>
  return (
    <>
      {read.data.bodies.length === 0 ? <div className="panel"><EmptyState says="还没有审贷会；按审批权限与机构设立，再任命委员。" act={found} /></div> : <div className="row">{found}</div>}
      {read.data.bodies.map((body) => (
        <section className="panel" key={body.bodyId}>
          <div className="panel-head"><h2>{body.name}</h2><span className="muted small">{DECIDING_BODIES[body.authority]} · {body.unit}</span><Button disabledReason={why} onClick={() => setAppointing(body)}>任命委员</Button></div>
          {body.members.length === 0 ? <EmptyState says="还没有委员。" /> : (
            <div className="committee-table"><table>
              <thead><tr><th>委员</th><th>席位</th><th>资格</th><th>资格到期</th><th>任职自</th><th>至</th><th><span className="unseen">操作</span></th></tr></thead>
              <tbody>{body.members.map((member) => (
                <tr key={member.memberId} className={member.until === null ? '' : 'committee-out'}>
                  <td>{member.name}</td><td>{SEATS[member.seat]}</td><td>{CERTIFICATES[member.certificate]}</td><td>{member.certifiedUntil}</td><td>{member.from}</td><td>{member.until ?? <StateBadge tone="holds">现任</StateBadge>}{member.endReason === null ? '' : ` ${member.endReason}`}</td>
                  <td>{member.until === null ? <Button kind="quiet" disabledReason={why} onClick={() => setEnding({ body, member })}>终止</Button> : null}</td>
                </tr>
              ))}</tbody>
            </table></div>
          )}
        </section>
      ))}
      {founding ? <Found onClose={() => setFounding(false)} /> : null}
      {appointing === null ? null : <AppointDrawer body={appointing} onClose={() => setAppointing(null)} />}
      {ending === null ? null : <End {...ending} onClose={() => setEnding(null)} />}
    </>
  )
}

function Found({ onClose }: { onClose: () => void }) {
  const units = useRead<z.output<typeof Unit>[]>(api.units())
  const [authority, setAuthority] = useState<DecidingBody>('UNIT_COMMITTEE')
  const [unitId, setUnit] = useState<string | null>(null)
  const [name, setName] = useState('')
  const act = useAct()
  const off = unitId === null ? '请选机构' : name.trim().length < 2 ? '请填名称' : null
  const go = async (): Promise<void> => { if (await act.run(api.committeeBodies(), { body: { authority, unitId, name }, said: `${name}已设立，请任命委员` })) onClose() }
  return (
    <Modal title="设立审贷会" open onClose={onClose} foot={<><Button onClick={onClose}>不设</Button><Button kind="act" busy={act.busy} disabledReason={off} onClick={() => void go()}>设立</Button></>}>
      <div className="stack">
        <ChoiceField label="审批权限" value={authority} onChange={setAuthority} choices={choicesOf(DECIDING_BODIES)} />
        <ChoiceField label="机构" value={unitId} onChange={setUnit} choices={(units.data ?? []).map((unit) => ({ value: unit.unitId, label: unit.name }))} hint="审议该机构及下级机构的业务，下级另有同级审贷会的除外" />
        <TextField label="名称" value={name} onChange={setName} maxLength={60} required />
        <RefusalText refusals={act.refusals} />
      </div>
    </Modal>
  )
}

function AppointDrawer({ body, onClose }: { body: Body; onClose: () => void }) {
  const colleagues = useRead<z.output<typeof Colleague>[]>(api.colleagues())
  const [staffId, setStaff] = useState<string | null>(null)
  const [seat, setSeat] = useState<Seat>('MEMBER')
  const [certificate, setCertificate] = useState<Certificate>('MATURE')
  const [certifiedUntil, setUntil] = useState<Day | null>(null)
  const act = useAct()
  const held = new Set(body.members.filter(({ until }) => until === null).map((member) => member.staffId))
  const choices = (colleagues.data ?? []).filter((one) => one.posts.includes('COMMITTEE_MEMBER') && !held.has(one.staffId)).map((one) => ({ value: one.staffId, label: one.name }))
  const off = staffId === null ? '请选人' : certifiedUntil === null ? '请填资格到期日' : null
  const go = async (): Promise<void> => { if (await act.run(api.committeeMembers(body.bodyId), { body: { staffId, seat, certificate, certifiedUntil }, said: '委员已任命，自今日起' })) onClose() }
  return (
    <Drawer title={`任命委员　${body.name}`} open onClose={onClose} foot={<><Button onClick={onClose}>不任命</Button><Button kind="act" busy={act.busy} disabledReason={off} onClick={() => void go()}>任命</Button></>}>
      <div className="stack">
        <ChoiceField label="委员" value={staffId} onChange={setStaff} choices={choices} hint="只列出持有审贷会委员岗位的人" />
        <ChoiceField label="席位" value={seat} onChange={setSeat} choices={choicesOf(SEATS)} hint="可任命两位组长，一位缺席时由另一位补位" />
        <ChoiceField label="资格依据" value={certificate} onChange={setCertificate} choices={choicesOf(CERTIFICATES)} />
        <DayField label="资格到期日" value={certifiedUntil} onChange={setUntil} required />
        <RefusalText refusals={act.refusals} />
      </div>
    </Drawer>
  )
}

function End({ body, member, onClose }: { body: Body; member: Member; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const act = useAct()
  const go = async (): Promise<void> => { if (await act.run(api.committeeMemberEnd(body.bodyId, member.memberId), { body: { reason }, said: `${member.name}不再任职；以前的决议保留其名` })) onClose() }
  return (
    <Modal title={`终止${member.name}的任职`} open onClose={onClose} foot={<><Button onClick={onClose}>不终止</Button><Button kind="stop" busy={act.busy} disabledReason={reason.trim().length < 2 ? '请写明理由' : null} onClick={() => void go()}>终止任职</Button></>}>
      <div className="stack"><NoteField label="理由" value={reason} onChange={setReason} maxLength={400} required /><RefusalText refusals={act.refusals} /></div>
    </Modal>
  )
}
