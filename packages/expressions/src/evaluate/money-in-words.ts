import { centsOf } from './group-digits.ts'

const digits = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖']
const units = [
  [100_000_000n, '亿'],
  [10_000n, '万'],
  [1000n, '仟'],
  [100n, '佰'],
  [10n, '拾'],
] as const

/**
 * An amount in Chinese capitals as cheques and invoices need it: 壹万贰仟叁佰肆拾伍元陆角柒分. Cents are rounded, the word
 * 整 stands after whole yuan and after whole jiao.
 */
export function moneyInWords(value: bigint): string {
  const cents = centsOf(value)
  if (cents === 0n) return '零元整'
  const size = cents < 0n ? -cents : cents
  const yuan = size / 100n
  const whole = yuan > 0n ? `${wholeInWords(yuan)}元` : ''
  return `${cents < 0n ? '负' : ''}${whole}${smallInWords(Number((size / 10n) % 10n), Number(size % 10n), yuan > 0n)}`
}

function smallInWords(jiao: number, fen: number, afterYuan: boolean): string {
  if (jiao === 0 && fen === 0) return '整'
  const tenths = jiao > 0 ? `${digits[jiao]}角` : afterYuan ? '零' : ''
  return fen > 0 ? `${tenths}${digits[fen]}分` : `${tenths}整`
}

/** By the largest unit in it; 零 stands for positions that are skipped. */
function wholeInWords(value: bigint): string {
  const found = units.find(([unit]) => value >= unit)
  if (!found) return digits[Number(value)] ?? ''
  const [unit, word] = found
  const rest = value % unit
  const tail = rest === 0n ? '' : `${rest < unit / 10n ? '零' : ''}${wholeInWords(rest)}`
  return `${wholeInWords(value / unit)}${word}${tail}`
}
