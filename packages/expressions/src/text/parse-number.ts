import type { ExpressionJson } from '../model/expression.ts'

/** A number as it is stored: exactly what is written, as a JSON number where a double is that number. */
export function storedNumber(text: string, percent = false): ExpressionJson {
  const exact = plainDecimal(text, percent ? -2 : 0)
  const double = Number(exact)
  return plainDecimal(String(double), 0) === exact ? double : { num: exact }
}

/** Without exponent and without zeros that say nothing; `shift` moves the point to the right. */
export function plainDecimal(text: string, shift: number): string {
  const parts = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(text)
  if (!parts) return text
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts
  const point = whole.length + Number(exponent) + shift
  const digits = (whole + fraction).padEnd(point, '0')
  const left = (point > 0 ? digits.slice(0, point) : '').replace(/^0+/, '') || '0'
  const right = (point > 0 ? digits.slice(point) : '0'.repeat(-point) + digits).replace(/0+$/, '')
  const plain = right === '' ? left : `${left}.${right}`
  return plain === '0' ? '0' : sign + plain
}
