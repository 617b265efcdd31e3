const shape = /^(\+?)([\d ().\-·]{2,40}?)(?:\s*(?:转|ext\.?|x|#)\s*(\d{1,6}))?$/i

/**
 * The one spelling of a phone number: digits only, Chinese numbers without the country code (13812345678, 01062345678),
 * others as +44…, an extension after "x". Null when it is no phone number.
 */
export function canonicalPhone(input: string): string | null {
  const text = input
    .normalize('NFKC')
    .replaceAll(/[\u2010-\u2015]/g, '-')
    .trim()
  const parts = shape.exec(text)
  if (!parts) return null
  const digits = (parts[2] ?? '').replaceAll(/\D/g, '')
  const number = parts[1] ? abroad(digits) : domestic(digits)
  if (number === null) return null
  return parts[3] ? `${number}x${parts[3]}` : number
}

/** A number in groups that people can read aloud: 138 1234 5678, 010 6234 5678. */
export function readablePhone(phone: string): string {
  const [number = '', extension] = phone.split('x')
  return extension ? `${grouped(number)} x${extension}` : grouped(number)
}

function grouped(number: string): string {
  if (/^1\d{10}$/.test(number)) return number.replace(/^(\d{3})(\d{4})/, '$1 $2 ')
  if (/^0(10|2\d)\d{7,8}$/.test(number)) return number.replace(/^(\d{3})(\d{3,4})(\d{4})$/, '$1 $2 $3')
  if (/^0[3-9]\d{9,10}$/.test(number)) return number.replace(/^(\d{4})(\d{3,4})(\d{4})$/, '$1 $2 $3')
  return number
}

function abroad(digits: string): string | null {
  if (digits.startsWith('86')) return chinese(digits.slice(2))
  return digits.length >= 7 && digits.length <= 15 ? `+${digits}` : null
}

function domestic(digits: string): string | null {
  if (digits.startsWith('00')) return abroad(digits.slice(2))
  if (/^861[3-9]\d{9}$/.test(digits)) return digits.slice(2)
  return digits.length >= 3 && digits.length <= 13 ? digits : null
}

/** After +86 the leading zero of an area code is usually left out; with it, both spellings are equal. */
function chinese(digits: string): string | null {
  if (/^1[3-9]\d{9}$/.test(digits)) return digits
  const landline = digits.replace(/^0/, '')
  return /^[1-9]\d{6,10}$/.test(landline) ? (isServiceNumber(landline) ? landline : `0${landline}`) : null
}

function isServiceNumber(digits: string): boolean {
  return /^(400|800)\d{7}$/.test(digits)
}
