import type { FactSpec, FieldSpec } from '#common/exchange/domain'
import { Button, Drawer, IconButton } from '#ui'

type Codes = NonNullable<FieldSpec['codes']>

/** Their codes and what each means to us. */
export function CodesDrawer({ fact, codes, onChange, onClose }: { fact: FactSpec; codes: Codes; onChange: ((codes: Codes) => void) | null; onClose: () => void }) {
  const words = Object.entries(fact.words ?? {})
  const off = onChange === null
  return (
    <Drawer title={`${fact.title}的代码表`} open onClose={onClose} foot={<Button onClick={onClose}>好了</Button>}>
      <div className="stack">
        <p className="small muted">左边写对方文件里的代码，右边选它的含义；「*」代表其余所有代码。发出时用每个含义的第一个代码。</p>
        <table className="mapping-fields">
          <thead><tr><th scope="col">对方代码</th><th scope="col">含义</th>{off ? null : <th scope="col">移出</th>}</tr></thead>
          <tbody>
            {codes.map((one, index) => (
              <tr key={index}>
                <td data-label="对方代码"><input aria-label={`第 ${index + 1} 个代码`} disabled={off} value={one.code} maxLength={40} onChange={(event) => onChange?.(codes.map((each, at) => (at === index ? { ...each, code: event.target.value } : each)))} /></td>
                <td data-label="含义"><select aria-label={`第 ${index + 1} 个含义`} disabled={off} value={one.means} onChange={(event) => onChange?.(codes.map((each, at) => (at === index ? { ...each, means: event.target.value } : each)))}>{words.map(([word, name]) => <option key={word} value={word}>{name}</option>)}</select></td>
                {off ? null : <td><IconButton icon="cross" label={`移出第 ${index + 1} 个代码`} onClick={() => onChange(codes.filter((_, at) => at !== index))} /></td>}
              </tr>
            ))}
          </tbody>
        </table>
        {off ? null : <div className="row"><Button icon="plus" onClick={() => onChange([...codes, { code: '', means: words[0]?.[0] ?? '' }])}>添一个代码</Button></div>}
      </div>
    </Drawer>
  )
}
