import { AccountStrip, type StripCheck } from '#ui'

const check = (id: string, says: string, deviation: number, deviationText: string, valueText: string, strength: StripCheck['strength'] = 'STRONG'): StripCheck => ({ id, method: id, says, deviation, deviationText, valueText, strength, kind: 'STATEMENT', holds: true })

/** The sales of the shipped example GC-01 with their five checks: what the product does, in one picture. */
const CHECKS = [
  check('X07', '进货量反推', 0.00135, '0.14 %', '5,752,203.97'), check('X14', '流水还原', 0.01117, '1.12 %', '5,695,652.17'), check('X08', '季节与全年对比', -0.01103, '−1.10 %', '5,823,529.41', 'WEAK'),
  check('X06', '工资提成', 0.01259, '1.26 %', '5,687,500.00'), check('X13', '七段抽样', 0.00667, '0.67 %', '5,721,600.00'),
]

export function Picture({ name, caption }: { name: string; caption: string }) {
  return (
    <div className="sign-in-picture">
      <div className="panel"><AccountStrip name={name} statedText="5,760,000.00" acceptedText="5,760,000.00" tolerance={0.05} checks={CHECKS} worstText="1.26 %" holds /></div>
      <p>{caption}</p>
    </div>
  )
}
