import { shiftDecimal } from './decimal.ts'

const factors: Readonly<Record<string, number>> = { 万: 4, 亿: 8, k: 3, m: 6 }

/**
 * A number as people write it → plain decimal text: full-width digits, separators of thousands, currency signs, "(5)"
 * for minus five, 万 and 亿. Null when it is no number. A percent sign divides by a hundred.
 */
export function parseNumberText(input: string): string | null {
  const text = input.normalize('NFKC').replaceAll(/[\s_'’]/g, '')
  const parts =
    /^(\()?([+\-−])?(?:[¥￥$€£]|[A-Z]{2,3}[¥$]?|元)?([+\-−])?([\d,，]*\.?\d*)(万|亿|[kKmM])?(?:元|美元)?(%)?(\))?$/.exec(
      text,
    )
  if (!parts) return null
  const [, open, sign, innerSign, body = '', unit, percent, close] = parts
  if (Boolean(open) !== Boolean(close) || (sign && innerSign)) return null
  const plain = plainDigits(body)
  if (plain === null) return null
  const shift = (unit ? (factors[unit.toLowerCase()] ?? 0) : 0) - (percent ? 2 : 0)
  const value = shift === 0 ? plain : shiftDecimal(plain, shift)
  return open || isMinus(sign) || isMinus(innerSign) ? `-${value}` : value
}

function isMinus(sign: string | undefined): boolean {
  return sign === '-' || sign === '−'
}

/** Digits without separators; null when commas are not between thousands (or 万, by fours). */
function plainDigits(body: string): string | null {
  const [whole = '', fraction] = body.replaceAll('，', ',').split('.')
  if (whole.includes(',') && !/^\d{1,3}(,\d{3})+$/.test(whole) && !/^\d{1,4}(,\d{4})+$/.test(whole)) return null
  const digits = whole.replaceAll(',', '')
  if (digits === '' && !fraction) return null
  return fraction ? `${digits || '0'}.${fraction}` : digits
}
