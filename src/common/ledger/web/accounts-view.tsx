import { useState } from 'react'
import type { z } from 'zod'
import { ACCOUNT_KINDS, type Accounts, SIDES } from '#common/ledger/domain'
import { may, useMe } from '#common/staff/web'
import { Button, DataTable, Modal, RefusalText, TextField, announce, api, refusalsIn, useRead, useWrite } from '#ui'

type Account = z.output<typeof Accounts>['accounts'][number]

/** 科目表: codes and purposes as shipped, names as the bank calls them. */
export function AccountsView() {
  const read = useRead<z.output<typeof Accounts>>(api.ledgerAccounts())
  const me = useMe()
  const [chosen, choose] = useState<Account | null>(null)
  return (
    <>
      <RefusalText refusals={refusalsIn(read.error)} />
      <DataTable<Account>
        title="科目表" rows={read.data?.accounts ?? (read.isError ? [] : null)} rowKey={(row) => row.code} empty={{ says: '没有科目。' }}
        columns={[
          { id: 'name', label: '名称', kind: 'text', of: (row) => row.name },
          { id: 'code', label: '科目号', kind: 'text', of: (row) => row.code },
          { id: 'kind', label: '类别', kind: 'text', of: (row) => ACCOUNT_KINDS[row.kind] },
          { id: 'side', label: '余额方向', kind: 'text', of: (row) => SIDES[row.side] },
          { id: 'shipped', label: '出厂名称', kind: 'text', optional: true, of: (row) => row.shippedName },
          { id: 'rename', label: '改名', kind: 'text', of: () => null, render: (row) => <Button kind="quiet" disabledReason={may(me.data, 'ledger.close') ? null : '由财务会计改名'} onClick={() => choose(row)}>改名</Button> },
        ]}
      />
      {chosen === null ? null : <Rename key={chosen.code} account={chosen} onClose={() => choose(null)} />}
    </>
  )
}

function Rename({ account, onClose }: { account: Account; onClose: () => void }) {
  const [name, setName] = useState(account.name)
  const write = useWrite({ changes: [api.ledgerAccounts(), api.trialBalance()] })
  const act = (): void => write.mutate({ method: 'PUT', path: api.ledgerAccount(account.code), body: { name } }, { onSuccess: () => { announce(`科目 ${account.code} 现在叫${name}`); onClose() } })
  return (
    <Modal title={`科目 ${account.code}`} open onClose={onClose} foot={<><Button onClick={onClose}>不改</Button><Button kind="act" busy={write.isPending} disabledReason={name.trim().length < 2 ? '名称至少 2 个字' : name.trim() === account.name ? '名称没有变' : null} onClick={act}>改名</Button></>}>
      <div className="stack"><TextField label="名称" value={name} onChange={setName} maxLength={40} required hint="科目号与用途不变，已记的账不受影响" /><RefusalText refusals={refusalsIn(write.error)} /></div>
    </Modal>
  )
}
