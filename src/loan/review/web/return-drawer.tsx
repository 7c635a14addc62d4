import { useState } from 'react'
import { type Concluded, type Point, RETURN_REASONS, RETURN_REASON_CODES, type ReturnReason } from '#loan/review/domain'
import { SHEETS } from '#loan/investigation/web'
import { Button, CheckField, ChoiceField, Drawer, IconButton, NoteField, RefusalText, TextField, announce, api, refusalsIn, useWrite } from '#ui'
import { type Given, answered } from './given.ts'

const LEAST = 4
const PLACES = SHEETS.filter(({ id }) => id !== 'versions').map(({ id, name }) => ({ value: id, label: name }))

/** 退回: the reasons of the list, the reviewer's words, and each sheet with what is to be put right there. */
export function ReturnDrawer({ caseId, given, open, onClose }: { caseId: string; given: Given; open: boolean; onClose: () => void }) {
  const [reasons, setReasons] = useState<readonly ReturnReason[]>([])
  const [says, setSays] = useState('')
  const [points, setPoints] = useState<readonly Point[]>([])
  const write = useWrite<Concluded>({ changes: [api.case(caseId), api.inbox(), api.today()] })
  const off = reasons.length === 0 ? '请选退回原因' : says.trim().length < LEAST ? `请写退回说明，至少 ${LEAST} 个字` : points.some((point) => point.says.trim().length < 2) ? '须补正之处还没写明' : null
  const change = (at: number, next: Partial<Point>): void => setPoints(points.map((point, i) => (i === at ? { ...point, ...next } : point)))
  const act = (): void => write.mutate({ path: api.review(caseId, 'return'), body: { answers: answered(given), reasons, says, points } }, { onSuccess: () => { announce('已退回，主办补正'); onClose() } })
  return (
    <Drawer title="退回补正" open={open} onClose={onClose} foot={<><Button onClick={onClose}>不退回</Button><Button kind="stop" busy={write.isPending} disabledReason={off} onClick={act}>退回</Button></>}>
      <div className="stack">
        <div role="group" aria-label="退回原因" className="review-reasons">
          {RETURN_REASON_CODES.map((code) => <CheckField key={code} label={RETURN_REASONS[code]} checked={reasons.includes(code)} onChange={(checked) => setReasons(checked ? [...reasons, code] : reasons.filter((each) => each !== code))} />)}
        </div>
        <NoteField label="退回说明" value={says} onChange={setSays} rows={4} maxLength={1000} required hint="主办据此补正，留在历次版本" />
        {points.map((point, at) => (
          <div key={at} className="review-point">
            <ChoiceField label="在哪张表" value={point.sheet} onChange={(sheet) => change(at, { sheet })} choices={PLACES} />
            <TextField label="须补正" value={point.says} onChange={(text) => change(at, { says: text })} maxLength={400} />
            <IconButton icon="cross" label="去掉这一处" onClick={() => setPoints(points.filter((_, i) => i !== at))} />
          </div>
        ))}
        <div><Button kind="quiet" onClick={() => setPoints([...points, { sheet: 'evidence', at: null, says: '' }])}>加一处须补正</Button></div>
        <RefusalText refusals={refusalsIn(write.error)} />
      </div>
    </Drawer>
  )
}
