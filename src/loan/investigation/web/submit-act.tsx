import { useState, useSyncExternalStore } from 'react'
import { type CaseStore, useAfterwards, useAssessed, useCase } from '#common/assessment/web'
import type { Assessment, Decision } from '#common/assessment/domain'
import { submissionBlocks } from '#loan/investigation/domain'
import type { RefusalDetail } from '#kernel'
import { Button, Modal, RefusalText, announce, refusalsIn } from '#ui'
import { submit } from './acts.ts'
import { DECISIONS } from './rail.tsx'
import { codesOf } from './reasons.tsx'
import { useMeeting, useOpenCase } from './session-context.ts'

function blocksOf(store: CaseStore): readonly string[] {
  return submissionBlocks(store.assessment(), store.demands()).map(({ says, rule }) => [says, ...codesOf({ rule }).map((code) => `（${code}）`)].join(''))
}

function decisionOf({ decision }: Assessment): Decision {
  return decision
}

/** Why the investigation cannot be submitted now; empty when it can. */
export function useLacks(): readonly string[] {
  const store = useCase()
  const blocks = useAfterwards(blocksOf)
  const unread = useSyncExternalStore(store.subscribe, store.unread)
  const clashes = useMeeting()?.clashes.length ?? 0
  return [
    ...(clashes === 0 ? [] : [`有 ${clashes} 处两边写得不同，请先选用`]),
    ...(unread.length === 0 ? [] : [`有 ${unread.length} 处输入无法识别`]),
    ...blocks,
  ]
}

/** 提交审查: closes the version; off with everything that is missing as its reason. */
export function SubmitAct({ why, wide = false }: { why: string | null; wide?: boolean }) {
  const open = useOpenCase()
  const lacks = useLacks()
  const decision = useAssessed(decisionOf)
  const [isAsking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refusals, setRefusals] = useState<readonly RefusalDetail[]>([])
  const reason = why ?? (lacks.length === 0 ? null : `还缺 ${lacks.length} 项：${lacks.join('；')}`)
  const act = async (): Promise<void> => {
    setBusy(true)
    try {
      const { version, state } = await submit(open)
      setAsking(false)
      announce(state === 'REJECTED_BY_RULE' ? `第 ${version} 版按规则拒绝，已归入拒绝案例` : `第 ${version} 版已提交，等待审查`)
      open.reload()
    } catch (error) {
      setRefusals(refusalsIn(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button kind="act" wide={wide} disabledReason={reason} onClick={() => { setRefusals([]); setAsking(true) }}>提交审查</Button>
      <Modal title="提交审查" open={isAsking} onClose={() => setAsking(false)} foot={<><Button onClick={() => setAsking(false)}>再看看</Button><Button kind="act" busy={busy} onClick={() => void act()}>提交</Button></>}>
        <div className="stack">
          <p>测评结论：{DECISIONS[decision].says}。{decision === 'REJECT' ? '提交后即按规则拒绝，不再进入审查，归入拒绝案例。' : '提交后这一版不再改变；退回后另开下一版。'}</p>
          <RefusalText refusals={refusals} />
        </div>
      </Modal>
    </>
  )
}
