import { CONDITION_KINDS, CONDITION_WHEN, type Condition } from '#loan/decision/domain'
import { namesOf } from '#loan/committee/domain'
import { POSTS, type Post } from '#common/staff/domain'
import { Button, CheckField, ChoiceField, DayField, IconButton, TextField } from '#ui'

const OWNERS = ['OFFICER', 'RELATIONSHIP', 'INVESTIGATION', 'FIELD', 'INSIDE', 'CENTRAL_OPS', 'BACK_OFFICE', 'LEGAL'] as const satisfies readonly Post[]
const BLANK: Condition = { when: 'BEFORE', kind: 'OTHER', says: '', ownerPost: 'OFFICER', dueOn: null, evidenceNeeded: true }
const choices = <T extends string>(names: Readonly<Record<T, string>>) => namesOf(names).map((value) => ({ value, label: names[value] }))

/** Conditions before disbursement and after it, each with who sees to it, until when, and whether it needs evidence. */
export function ConditionsField({ conditions, onChange }: { conditions: readonly Condition[]; onChange: (conditions: readonly Condition[]) => void }) {
  const change = (at: number, part: Partial<Condition>): void => onChange(conditions.map((one, i) => (i === at ? { ...one, ...part } : one)))
  return (
    <div className="stack">
      {conditions.map((one, at) => (
        <div className="committee-condition" key={at}>
          <ChoiceField label="时点" value={one.when} onChange={(when) => change(at, { when })} choices={choices(CONDITION_WHEN)} />
          <ChoiceField label="类别" value={one.kind} onChange={(kind) => change(at, { kind })} choices={choices(CONDITION_KINDS)} />
          <TextField label="内容" value={one.says} onChange={(says) => change(at, { says })} maxLength={400} />
          <ChoiceField label="落实岗位" value={one.ownerPost} onChange={(ownerPost) => change(at, { ownerPost })} choices={OWNERS.map((value) => ({ value, label: POSTS[value] }))} />
          <DayField label="期限" value={one.dueOn} onChange={(dueOn) => change(at, { dueOn })} />
          <CheckField label="须附证据" checked={one.evidenceNeeded} onChange={(evidenceNeeded) => change(at, { evidenceNeeded })} />
          <IconButton icon="cross" label="删去这一条" onClick={() => onChange(conditions.filter((_, i) => i !== at))} />
        </div>
      ))}
      <div><Button icon="plus" onClick={() => onChange([...conditions, BLANK])}>加一条</Button></div>
    </div>
  )
}

/** Why conditions cannot be written yet. */
export function whyIncomplete(conditions: readonly Condition[]): string | null {
  return conditions.some(({ says }) => says.trim().length < 2) ? '每条写明内容' : null
}
