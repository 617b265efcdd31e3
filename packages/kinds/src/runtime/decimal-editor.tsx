import { type FieldInputProps, useRuntimeServices } from '@mortise/ui'
import { shiftDecimal } from '../values/decimal.ts'
import { formatDecimal } from '../values/number-format.ts'
import { parseNumberText } from '../values/parse-number-text.ts'
import { isProblem } from '../values/problem.ts'
import { NumberEditor } from './number-editor.tsx'

interface DecimalEditorProps extends FieldInputProps<string | null> {
  scale: number
  symbol?: string
  /** The value is a share and is typed in percent. */
  percent?: boolean
}

/** A decimal as text of digits, never as a JavaScript number. */
export function DecimalEditor({ scale, symbol, percent = false, ...props }: DecimalEditorProps) {
  const { language } = useRuntimeServices()
  return (
    <NumberEditor
      {...props}
      onChange={(value) => props.onChange(value as string | null)}
      symbol={symbol}
      suffix={percent ? '%' : undefined}
      read={(text) => readDecimal(text, props, percent)}
      plain={(value) => plainDecimal(String(value), percent)}
      display={(value) => {
        const text = plainDecimal(String(value), percent)
        const places = (text.split('.')[1] ?? '').length
        return isDecimal(text) ? formatDecimal(text, Math.max(scale, places), language) : text
      }}
    />
  )
}

function readDecimal(text: string, { field }: FieldInputProps<string | null>, percent: boolean): string | null {
  if (text.trim() === '') return null
  const number = parseNumberText(text)
  if (number === null) return text
  // "15" and "15%" both mean fifteen percent when a percentage is asked for.
  const value = percent && !text.normalize('NFKC').includes('%') ? shiftDecimal(number, -2) : number
  const result = field.kind.normalise?.(value as never, field.options as never, field)
  return result && !isProblem(result) ? (result.value as string) : value
}

function plainDecimal(value: string, percent: boolean): string {
  if (!isDecimal(value)) return value
  const text = percent ? shiftDecimal(value, 2) : value
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

function isDecimal(text: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(text)
}
