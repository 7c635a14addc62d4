import { Refusal } from '#kernel'

/** Of the passwords everybody tries first, those long enough to pass the length rule. */
const TRIED_FIRST = ['1234567890', '0123456789', 'password12', 'password123', 'qwertyuiop', 'abcdefghij', '1qaz2wsx3e', 'admin12345', 'woaini1314', 'aa123456789', '1q2w3e4r5t', 'a123456789']

const SHORTEST = 10

/** Refuses (`password.weak`) what is guessed first: short, one character repeated, or made of the login or the name. */
export function checkPassword(password: string, of: { login: string; name: string }): void {
  const plain = password.toLowerCase()
  const guessable = [...password].length < SHORTEST || new Set(password).size < 4 || TRIED_FIRST.includes(plain)
    || plain.includes(of.login.toLowerCase()) || plain.includes(of.name.toLowerCase())
  if (!guessable) return
  throw new Refusal({
    code: 'password.weak', message: '密码太容易被猜到', at: '/password',
    expected: `至少 ${SHORTEST} 个字符、4 种不同字符，不含登录名和姓名，不是常见密码`,
  }, 422)
}
